import { expect, test } from 'vitest'
import { ask, describeAccord, go, HOME } from './accord.ts'

const TABLE = `A return of the board,,,,,
Extracted 3 October,,,,,
Indicator,Area code,Time period,Rate (%),SE,Decile
Waits,E06000016,2021/22,12.5,0.5,1
Waits,E06000016,2021/22,8.5,0.5,10
Waits,E06000016,Apr 2023,12.0,0.5,1
Calls,E06000016,2021/22,5.0,0.1,1
Calls,E06000016,2021/22,4.0,0.1,10
Source: made up,,,,,
`

describeAccord('A table of somebody’s own', 'none', (accord) => {
  test('comes in once its columns, its groups and its periods were asked about', async () => {
    const page = await accord.open('/')
    await ask(page, 'record.create', { ics: HOME, name: 'Robin Tester', grants: ['regional'] })
    await page.reload()
    await go(page, `/metrics/import?ics=${HOME}`)
    const file = { name: 'return.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) }
    await page.locator('input[type=file]').setInputFiles(file)

    const form = page.getByRole('region', { name: /What do the columns of return\.csv hold/ })
    await form
      .getByRole('button', { name: /Row of the headings/ })
      .getByText('Row 3')
      .waitFor()
    await form.getByRole('button', { name: /^(Standard error )?SE holds/ }).waitFor()
    await form.getByRole('textbox', { name: 'Kind of group of all rows' }).fill('Deciles')
    await form.getByRole('button', { name: /Order of the groups/ }).click()
    await page.getByRole('option', { name: /1 is the most deprived/i }).click()
    await form.getByRole('button', { name: 'Read the file' }).click()

    await page.getByRole('button', { name: 'Make new metrics of all 2' }).click()
    const bringIn = page.getByRole('button', { name: 'Import', exact: true })
    expect(await bringIn.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('button', { name: /1 financial year and 1 month of Waits/ }).click()
    await page.getByRole('option', { name: 'Only the 1 financial year (2 rows)' }).click()
    await bringIn.click()
    await page.getByText('4 new values, 0 changed, 0 unchanged. 2 rows of 6 left out.').waitFor()
    await page.getByText('1 row: of periods that were left out, as asked').waitFor()
  })

  test('asks about the periods once an indicator goes to a metric that has others', async () => {
    const page = await accord.open('/')
    const monthly = TABLE.replaceAll(/Waits,(.*),2021\/22/g, 'Waits by month,$1,May 2023').replace(
      'Waits,',
      'Waits by month,',
    )
    await go(page, `/metrics/import?ics=${HOME}`)
    const file = { name: 'monthly.csv', mimeType: 'text/csv', buffer: Buffer.from(monthly) }
    await page.locator('input[type=file]').setInputFiles(file)
    const form = page.getByRole('region', { name: /What do the columns of monthly\.csv hold/ })
    await form.getByRole('textbox', { name: 'Kind of group of all rows' }).fill('Deciles')
    await form.getByRole('button', { name: /Order of the groups/ }).click()
    await page.getByRole('option', { name: /1 is the most deprived/i }).click()
    await form.getByRole('button', { name: 'Read the file' }).click()

    const row = page.getByRole('row', { name: /Waits by month/ })
    await row.getByRole('combobox').fill('Waits')
    await page.getByRole('option', { name: 'Waits', exact: true }).click()
    const question = page.getByRole('button', {
      name: /has 2 months of Waits by month, and the record has 1 financial year/,
    })
    await question.waitFor()
    const bringIn = page.getByRole('button', { name: 'Import', exact: true })
    expect(await bringIn.getAttribute('aria-disabled')).toBe('true')
    await question.click()
    await page.getByRole('option', { name: 'Only the 2 months (3 rows)' }).click()
    await bringIn.click()
    await page.getByText('The values are imported').waitFor()
  })
})
