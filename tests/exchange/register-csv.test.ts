import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import type { ActionFieldsNow } from '../../domain/register/fields.ts'
import { writeRegisterCsv } from '../../main/exports/register-csv.ts'
import { readRegisterCsv } from '../../main/imports/register-csv.ts'
import {
  actionsWith,
  compare,
  fields,
  folder,
  importOptions,
  register,
  SAM_NURSE,
} from './fixtures.ts'

const options = { ...importOptions, fileName: 'register.csv' }

async function exported(said: Record<string, ActionFieldsNow> = register().fields) {
  const path = join(folder(), 'register.csv')
  await writeRegisterCsv(register(said), path)
  return path
}

/** Exports, lets somebody change the text, saves it in an encoding and compares. */
async function edited(
  edit: (text: string) => string,
  {
    said = register().fields,
    now = said,
    encode = (text: string) => Buffer.from(text),
  }: {
    said?: Record<string, ActionFieldsNow>
    now?: Record<string, ActionFieldsNow>
    encode?: (text: string) => Buffer
  } = {},
) {
  const path = await exported(said)
  writeFileSync(path, encode(edit(readFileSync(path, 'utf8'))))
  return compare(await readRegisterCsv(path, options), register(said), now)
}

async function refusal(content: Buffer | string) {
  const path = join(folder(), 'register.csv')
  writeFileSync(path, content)
  const error = await readRegisterCsv(path, options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(UserError)
  return (error as UserError).message
}

const NOTHING = { rows: 3, unchanged: 3, changed: [], problems: [] }
const same = (text: string) => text
const UNKNOWN =
  'D2: this file no longer says what the cell held when it was exported, so Accord cannot tell whether it was changed here since. Look at each change before you take it.'

describe('the file', () => {
  test('opens right in Excel: marked as UTF-8, CRLF, guarded formulas, plain dates', async () => {
    const text = readFileSync(await exported(), 'utf8')
    expect(text.startsWith('\ufeffReference,Title,Section and focus area,Status,')).toBe(true)
    expect(text).toContain('Version\r\nHS1.b1,Title of HS1.b1,')
    expect(text).toContain('In progress,At risk,Sam Patel (Nurse),1 Nov 2026,"First line\nSecond')
    expect(text).toContain(`"'=HYPERLINK(""http://example.org"",""click"")"`)
    expect(text).toContain(`,'-5% on last year,`)
  })
})

describe('there and back without a change', () => {
  test('nothing differs', async () => {
    expect(await edited(same)).toEqual(NOTHING)
  })

  test('any text at all', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[='"+,;\n\r\t@ a-]{0,8}$/),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 50 }), async (notes) => {
        const comparison = await edited(same, { said: actionsWith(notes) })
        expect(comparison).toMatchObject({ changed: [], problems: [] })
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    ['UTF-8 without its mark', (text: string) => Buffer.from(text.replace('\ufeff', ''))],
    ['UTF-16, as Excel calls Unicode text', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 without its mark', (text: string) => Buffer.from(text.slice(1), 'utf16le')],
    [
      'UTF-16 with its bytes the other way',
      (text: string) => Buffer.from(text, 'utf16le').swap16(),
    ],
    ['Windows-1252', windows1252],
  ])('saved as %s', async (_, encode) => {
    const note = 'Café – “quoted” £5, 50% ≥ half, ŵ and 😀'
    const said = { 'HS1.b1': fields({ note, status: 'planned', owner: SAM_NURSE }) }
    expect(await edited(same, { said, encode })).toEqual(NOTHING)
  })

  test.each([
    ['semicolons, as European Excel does', ';'],
    ['tabs', '\t'],
  ])('separated by %s', async (_, separator) => {
    const said = { 'HS1.b1': fields({ note: 'a, b', status: 'planned' }) }
    const separate = (text: string) => {
      const cells = /("(?:[^"]|"")*")|,/g
      return text.replace(cells, (_match, quoted?: string) => quoted ?? separator)
    }
    expect(await edited(separate, { said })).toEqual(NOTHING)
    const marked = (text: string) => `sep=${separator}\r\n${separate(text).slice(1)}`
    expect(await edited(marked, { said })).toEqual(NOTHING)
  })

  test("dates as Excel's British and short forms have them", async () => {
    for (const date of ['01/11/2026', '01-Nov-26', '2026-11-01']) {
      expect(await edited((text) => text.replace('1 Nov 2026', date))).toEqual(NOTHING)
    }
  })
})

/** As Excel saves plain CSV: what the alphabet lacks becomes a question mark. */
function windows1252(text: string): Buffer {
  const letters = new TextDecoder('windows-1252').decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  )
  const bytes = text
    .slice(1)
    .split('')
    .map((letter) => letters.indexOf(letter))
  return Buffer.from(bytes.map((byte) => (byte < 0 ? '?'.charCodeAt(0) : byte)))
}

describe('changes', () => {
  const finish = (text: string) => text.replace('In progress', 'complete')
  const done = { field: 'status', cell: 'D2', theirs: 'Complete', value: 'complete' }

  test('theirs alone is a change', async () => {
    const comparison = await edited(finish)
    expect(comparison).toMatchObject({ unchanged: 2, problems: [] })
    expect(comparison.changed).toMatchObject([
      { key: 'Row 2', reference: 'HS1.b1', changes: [{ ...done, conflict: false }] },
    ])
  })

  test('ours alone is nothing', async () => {
    const now = { ...register().fields, 'HS1.b1': fields({ status: 'blocked' }) }
    expect(await edited(same, { now })).toEqual(NOTHING)
  })

  test('both are a conflict', async () => {
    const said = register().fields
    const now = { ...said, 'HS1.b1': { ...said['HS1.b1'], ...fields({ status: 'blocked' }) } }
    const comparison = await edited(finish, { now })
    expect(comparison.changed[0]?.changes).toMatchObject([{ ...done, conflict: true }])
  })

  test('without versions each difference is shown, with a word of warning', async () => {
    const forget = (text: string) => finish(text).replace(/v1\.[\w-]+/g, '')
    const comparison = await edited(forget)
    expect(comparison.changed[0]?.changes).toMatchObject([{ ...done, conflict: false }])
    expect(comparison.problems).toEqual([{ cell: 'D2', message: UNKNOWN }])
  })

  test('rows without the rest of their cells, empty rows, and rows deleted', async () => {
    const comparison = await edited((text) => {
      const [headings] = text.split('\r\n')
      return `${headings}\r\n\r\nHS1.b2,,,Planned,,Gwen Gone,,'-5% on last year\r\n,,,\r\n`
    })
    expect(comparison).toEqual({ rows: 1, unchanged: 1, changed: [], problems: [] })
  })

  test('bad cells are named as Excel names them', async () => {
    const comparison = await edited((text) =>
      text.replace('At risk', 'Fine').replace('1 Nov 2026', '#NAME?'),
    )
    expect(comparison.problems).toEqual([
      {
        cell: 'E2',
        message:
          "E2: 'Fine' is not a level of confidence. Use On track, At risk or Off track, or leave it empty.",
      },
      {
        cell: 'G2',
        message: 'G2: the formula here gives #NAME?. Type what you mean instead.',
      },
    ])
    expect(comparison.changed).toEqual([])
  })
})

describe('refused in one sentence', () => {
  test.each([
    ['an empty file', '', 'register.csv is empty. Choose another file.'],
    [
      'another table',
      'Name,Age\r\nA,1\r\n',
      'register.csv is not a register that was exported from Accord: it has no headings Reference and Status.',
    ],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'register.csv is not a register that was exported from Accord: it has no headings Reference and Status.',
    ],
    [
      'headings alone',
      'Reference,Status\r\n,\r\n',
      'register.csv has no actions below its headings, so there is nothing to import.',
    ],
    [
      'a workbook',
      Buffer.from('PK\u0003\u0004rest', 'latin1'),
      'register.csv is an Excel workbook under another name. Give it the ending .xlsx, then try again.',
    ],
    [
      'a quotation that never ends',
      'Reference,Status\r\nHS1.b1,"Planned\r\n',
      'register.csv cannot be read from row 2 on: a quotation mark may be missing there. Open the file in Excel and save it again, or mend that row.',
    ],
  ])('%s', async (_, content, message) => {
    expect(await refusal(content)).toBe(message)
  })

  test('cancelled: nothing is read', async () => {
    const signal = AbortSignal.abort(new Error('stopped'))
    const path = await exported()
    await expect(readRegisterCsv(path, { ...options, signal })).rejects.toThrow('stopped')
    await expect(writeRegisterCsv(register(), path, { signal })).rejects.toThrow()
  })
})
