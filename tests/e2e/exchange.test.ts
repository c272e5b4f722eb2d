import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, describeAccord, HOME, message, OTHER } from './accord.ts'

const REFERENCE = 1
const STATUS = 4
const NOTE = 8

const chooseWorkbook = (page: Page) =>
  page.getByRole('region', { name: 'Bring changes in' }).locator('input[type=file]')

describeAccord('Excel', 'example', (accord) => {
  test('out, changed, and back in: each difference is shown before anything is written', async () => {
    const page = await accord.open(`/exchange?ics=${HOME}`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as Excel' }).click()
    const file = await download
    const path = join(await file.path(), '..', 'changed.xlsx')

    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(await file.path())
    const sheet = workbook.getWorksheet('Register')
    if (!sheet) throw new Error('The workbook has no sheet called Register.')
    const references = [2, 3, 4].map((row) => sheet.getRow(row).getCell(REFERENCE).text)
    const [changed = '', disputed = '', wrong = ''] = references
    sheet.getRow(2).getCell(NOTE).value = 'Written on the train.'
    sheet.getRow(3).getCell(STATUS).value = 'Blocked'
    sheet.getRow(4).getCell(STATUS).value = 'Nearly there'
    await workbook.xlsx.writeFile(path)
    // A colleague changes the same cell in Accord while the workbook is away.
    await ask(page, 'action.update', {
      ics: HOME,
      reference: disputed,
      changes: { status: 'planned' },
    })

    await chooseWorkbook(page).setInputFiles(path)
    const review = page.getByRole('table')
    await review.getByText('Written on the train.').waitFor()
    await page.getByText('1 cell changed both in the file and in Accord').waitFor()
    await page
      .getByText(/Register!D4|D4/)
      .first()
      .waitFor()
    await expect.poll(() => page.getByText('1 cell could not be read').isVisible()).toBe(true)
    const before = await ask(page, 'action.get', { ics: HOME, reference: changed })
    expect(before.row.note).not.toBe('Written on the train.')

    await page.getByRole('radio').nth(1).check()
    await page.getByRole('button', { name: /^Bring in 2 rows/ }).click()
    await message(page, /./).first().waitFor()
    const statusOf = async (reference: string) =>
      (await ask(page, 'action.get', { ics: HOME, reference })).row
    await expect.poll(() => statusOf(changed)).toMatchObject({ note: 'Written on the train.' })
    await expect.poll(() => statusOf(disputed)).toMatchObject({ status: 'blocked' })
    expect((await statusOf(wrong)).status).toBeDefined()

    await chooseWorkbook(page).setInputFiles(path)
    await page.getByText('Nothing to bring in yet').waitFor()
    await page.getByRole('button', { name: 'Choose another file' }).click()

    sheet.getRow(4).getCell(STATUS).value = 'Blocked'
    await ask(page, 'action.update', {
      ics: HOME,
      reference: wrong,
      changes: { status: 'blocked' },
    })
    await workbook.xlsx.writeFile(path)
    await chooseWorkbook(page).setInputFiles(path)
    await page.getByText('Nothing differs').waitFor()
  })

  test('what is no register is refused in a sentence', async () => {
    const page = await accord.open(`/exchange?ics=${HOME}`)
    const file = { name: 'holiday.xlsx', mimeType: '', buffer: Buffer.from('not a workbook') }
    await chooseWorkbook(page).setInputFiles(file)
    const refusal = await page.getByRole('alert').textContent()
    expect(refusal).toMatch(/holiday\.xlsx|workbook|Excel/)
    expect(refusal).not.toMatch(/Error|at .*:\d+/)
  })

  test('nobody brings changes into a system they do not lead', async () => {
    const page = await accord.open(`/exchange?ics=${OTHER}`)
    await page.getByRole('button', { name: 'Save as Excel' }).waitFor()
    const choose = page.getByRole('button', { name: 'Choose a file' })
    await expect.poll(() => choose.getAttribute('aria-disabled')).toBe('true')
  })
})
