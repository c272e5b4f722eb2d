import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MINIATURE, REPORT } from '../commission/miniature.ts'
import { ask, describeAccord, go, HOME } from './accord.ts'

const asFile = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

describeAccord('the report', 'example', (accord) => {
  test('a file that is no report is refused in a sentence, and nothing is written', async () => {
    const page = await accord.open('/import/report')
    const input = page.locator('input[type=file]')
    await input.setInputFiles(asFile('empty.txt', ''))
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/empty/i)
    await input.setInputFiles(asFile('letter.txt', 'Dear all,\n\nThe meeting moved.\n'))
    await page
      .getByText(/letter\.txt|not the commission|no action/i)
      .first()
      .waitFor()
    expect((await ask(page, 'catalogue.reportStatus', {})).importedAt).toBeNull()
  })

  test.skipIf(REPORT)('a report that fits nothing cannot be imported', async () => {
    const page = await accord.open('/import/report')
    await page.locator('input[type=file]').setInputFiles(asFile('small.txt', MINIATURE))
    await page.getByRole('heading', { name: 'What was found' }).waitFor()
    expect((await ask(page, 'catalogue.reportStatus', {})).importedAt).toBeNull()
  })

  test.skipIf(!REPORT)('is previewed, imported, read beside an action and searched', async () => {
    const page = await accord.open('/import/report')
    const text = readFileSync(REPORT ?? '', 'utf8')
    await page.locator('input[type=file]').setInputFiles(asFile('report.txt', text))
    await page.getByRole('row', { name: /^Actions 246/ }).waitFor()
    await page.getByRole('row', { name: /246 of 246/ }).waitFor()
    await page.getByRole('row', { name: /^Case studies 57/ }).waitFor()
    await page.getByRole('button', { name: 'Import the report' }).click()
    await page.getByRole('heading', { name: 'The report is imported' }).waitFor()

    await page.getByRole('link', { name: 'Read the case studies' }).click()
    await page.getByText('57 case studies from the commission’s report').waitFor()
    await go(page, `/action/HS1.e2?ics=${HOME}`)
    const wording = await page.locator('.wording p').first().textContent()
    expect(wording?.length).toBeGreaterThan(40)

    // A word that only the commission uses leads to its action.
    await go(page, `/register?ics=${HOME}`)
    await page.getByLabel('Words to look for').fill(wording?.split(' ').slice(3, 8).join(' ') ?? '')
    await page.locator('.table-name').filter({ hasText: 'HS1.e2' }).waitFor()
  })
})
