import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { writeRegisterWorkbook } from '../../main/exports/register-workbook.ts'
import { readRegisterWorkbook } from '../../main/imports/register-workbook.ts'
import { folder, importOptions, register } from './fixtures.ts'

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function refusal(content: Buffer | string | ((path: string) => Promise<void> | void)) {
  const path = join(folder(), 'register.xlsx')
  if (typeof content === 'function') await content(path)
  else writeFileSync(path, content)
  const error = await readRegisterWorkbook(path, importOptions).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(UserError)
  return (error as UserError).message
}

/** A workbook of ours, changed. */
const changed = (edit: (workbook: ExcelJS.Workbook) => void) => async (path: string) => {
  await writeRegisterWorkbook(register(), path)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  edit(workbook)
  await workbook.xlsx.writeFile(path)
}

const about = (name: string, value: string | number) =>
  changed((workbook) => {
    workbook.getWorksheet('About')?.eachRow((row) => {
      if (row.getCell(1).value === name) row.getCell(2).value = value
    })
  })

test.each([
  ['a file that is gone', () => {}, 'register.xlsx is no longer there. Choose the file again.'],
  ['an empty file', '', 'register.xlsx is empty. Choose another file.'],
  [
    'a text',
    'Reference,Status\r\nHS1.b1,Planned\r\n',
    'register.xlsx is not an Excel workbook. Open it in Excel and save it as an Excel workbook (.xlsx), or choose another file.',
  ],
  [
    'a zip archive cut off after its first bytes',
    Buffer.from('PK\u0003\u0004 and no more', 'latin1'),
    'register.xlsx is not an Excel workbook. Open it in Excel and save it as an Excel workbook (.xlsx), or choose another file.',
  ],
  [
    'a workbook behind a password',
    Buffer.concat([COMPOUND_FILE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    'register.xlsx is protected by a password. Take the password off in Excel, save, then try again.',
  ],
  [
    'a workbook of old Excel',
    Buffer.concat([COMPOUND_FILE, Buffer.alloc(600)]),
    'register.xlsx is of an old kind and cannot be read. Open it in Excel, save it as an Excel workbook (.xlsx), then try again.',
  ],
  [
    'a file over 50 MB',
    (path: string) => {
      writeFileSync(path, 'PK')
      truncateSync(path, 51 * 1024 * 1024)
    },
    'register.xlsx is too large: it has 51 MB, and the most is 50 MB.',
  ],
  [
    'a workbook that is not ours',
    async (path: string) => {
      const workbook = new ExcelJS.Workbook()
      workbook.addWorksheet('Register').addRow(['Reference', 'Status'])
      await workbook.xlsx.writeFile(path)
    },
    'register.xlsx is not a register that was exported from Accord. Export the register, make your changes there, then import it.',
  ],
  [
    'a workbook of another system',
    async (path: string) =>
      writeRegisterWorkbook({ ...register(), system: { ods: 'QJM', name: 'Lincolnshire' } }, path),
    'register.xlsx is the register of Lincolnshire, not of Leicester, Leicestershire and Rutland. Switch to that system, or choose another file.',
  ],
  [
    'a workbook of a newer version',
    about('format', 2),
    'register.xlsx was made by a newer version of Accord. Update Accord, then try again.',
  ],
  [
    'a workbook without its headings',
    changed((workbook) => workbook.getWorksheet('Register')?.spliceRows(1, 1)),
    'register.xlsx has no sheet with the headings Reference and Status. Put the headings of the register back, save, then try again.',
  ],
  [
    'a workbook without rows',
    changed((workbook) => {
      for (const row of [2, 3, 4]) workbook.getWorksheet('Register')!.getRow(row).values = []
    }),
    'register.xlsx has no actions below its headings, so there is nothing to import.',
  ],
  [
    'a sheet wider than any register',
    changed((workbook) => {
      const row = workbook.getWorksheet('Register')!.getRow(2)
      for (let column = 1; column <= 600; column += 1) row.getCell(column).value = 1
    }),
    'register.xlsx has a sheet of more than 50,000 rows or 500 columns. Delete the empty ones below and beside the table, save, then try again.',
  ],
])('%s is refused in one sentence', async (_, content, message) => {
  expect(await refusal(content)).toBe(message)
})

test('a damaged workbook is refused in one sentence', async () => {
  const message = await refusal(async (path) => {
    await writeRegisterWorkbook(register(), path)
    const bytes = readFileSync(path)
    bytes.fill(7, 60, 4000)
    writeFileSync(path, bytes)
  })
  expect(message).toBe(
    'register.xlsx is damaged and cannot be read. Open it in Excel, save it again, then try again.',
  )
})

test('reading stops when it is cancelled', async () => {
  const path = join(folder(), 'register.xlsx')
  await writeRegisterWorkbook(register(), path)
  const cancelled = new AbortController()
  const onProgress = () => cancelled.abort(new Error('stopped'))
  const reading = readRegisterWorkbook(path, {
    ...importOptions,
    signal: cancelled.signal,
    onProgress,
  })
  await expect(reading).rejects.toThrow('stopped')
})
