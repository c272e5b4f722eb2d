import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { describe, expect, test } from 'vitest'
import { writeRegisterWorkbook } from '../../main/exports/register-workbook.ts'
import { readRegisterWorkbook } from '../../main/imports/register-workbook.ts'
import { compare, fields, folder, importOptions, PRIYA, register, SAM_LEAD } from './fixtures.ts'

/**
 * What people do to the workbook in Excel. The register's columns: A reference, D status,
 * E confidence, F owner, G due, H progress note, I next step, J key, K version.
 */
async function edited(
  edit: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
  now = register().fields,
) {
  const path = join(folder(), 'register.xlsx')
  const exported = register()
  await writeRegisterWorkbook(exported, path)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  edit(workbook.getWorksheet('Register')!, workbook)
  await workbook.xlsx.writeFile(path)
  return compare(await readRegisterWorkbook(path, importOptions), exported, now)
}

/** The changes as `reference field: ours > theirs`. */
function said(comparison: Awaited<ReturnType<typeof edited>>): string[] {
  return comparison.changed.flatMap((row) =>
    row.changes.map(({ field, ours, theirs, conflict }) => {
      return `${row.reference} ${field}: ${ours} > ${theirs}${conflict ? ' (conflict)' : ''}`
    }),
  )
}

const set = (cell: string, value: unknown) => (sheet: ExcelJS.Worksheet) => {
  sheet.getCell(cell).value = value as ExcelJS.CellValue
}

describe('changes that are understood', () => {
  test.each([
    ['D2', 'blocked', 'status: In progress > Blocked'],
    ['D2', '  NOT-started ', 'status: In progress > Not started'],
    ['D2', 'Not\u00a0applicable', 'status: In progress > Not applicable'],
    ['E2', 'ON  TRACK', 'confidence: At risk > On track'],
    ['E2', null, 'confidence: At risk > null'],
    ['F2', 'priya o’shah ', "owner: Sam Patel (Nurse) > Priya O'Shah"],
    ['F2', 'Sam Patel (Programme lead)', 'owner: Sam Patel (Nurse) > Sam Patel (Programme lead)'],
    ['F2', null, 'owner: Sam Patel (Nurse) > null'],
    ['G2', '21/11/2026', 'due: 1 Nov 2026 > 21 Nov 2026'],
    ['G2', '21 Nov 2026', 'due: 1 Nov 2026 > 21 Nov 2026'],
    ['G2', new Date('2026-11-21T13:30:00Z'), 'due: 1 Nov 2026 > 21 Nov 2026'],
    ['G2', 46347, 'due: 1 Nov 2026 > 21 Nov 2026'],
    ['G2', '46347', 'due: 1 Nov 2026 > 21 Nov 2026'],
    ['G2', { formula: 'TODAY()', result: new Date('2026-11-21') }, 'due: 1 Nov 2026 > 21 Nov 2026'],
    [
      'I2',
      { formula: '"a"&"b"', result: 'ab' },
      'nextStep: =HYPERLINK("http://example.org","click") > ab',
    ],
    [
      'I2',
      { richText: [{ text: 'Meet ' }, { font: { bold: true }, text: 'soon' }] },
      'nextStep: =HYPERLINK("http://example.org","click") > Meet soon',
    ],
    [
      'I2',
      { text: 'a link', hyperlink: 'https://example.org' },
      'nextStep: =HYPERLINK("http://example.org","click") > a link',
    ],
    ['I2', 42, 'nextStep: =HYPERLINK("http://example.org","click") > 42'],
    ['I2', ' +1 nurse ', 'nextStep: =HYPERLINK("http://example.org","click") > +1 nurse'],
  ])('%s as %j', async (cell, value, change) => {
    const comparison = await edited(set(cell, value))
    expect(comparison.problems).toEqual([])
    expect(said(comparison)).toEqual([`HS1.b1 ${change}`])
    expect(comparison).toMatchObject({ rows: 3, unchanged: 2 })
  })

  test('each carries what to write, where it stood and what it replaces', async () => {
    const comparison = await edited(set('F2', 'Sam Patel (Programme lead)'))
    expect(comparison.changed).toEqual([
      {
        key: 'Register!2',
        reference: 'HS1.b1',
        title: 'Title of HS1.b1',
        changes: [
          {
            field: 'owner',
            label: 'Owner',
            cell: 'Register!F2',
            ours: 'Sam Patel (Nurse)',
            theirs: 'Sam Patel (Programme lead)',
            base: 'Sam Patel (Nurse)',
            conflict: false,
            value: SAM_LEAD,
            seen: register().fields['HS1.b1']?.owner?.heads,
          },
        ],
      },
    ])
  })

  test('a change where we changed the same since is nothing, another is a conflict', async () => {
    const now = { ...register().fields, 'HS1.b10': fields({ status: 'blocked', owner: PRIYA }) }
    const comparison = await edited((sheet) => {
      sheet.getCell('D4').value = 'Blocked'
      sheet.getCell('F4').value = 'Sam Patel (Nurse)'
    }, now)
    expect(said(comparison)).toEqual(["HS1.b10 owner: Priya O'Shah > Sam Patel (Nurse) (conflict)"])
  })

  test('a reason with it makes an action not applicable', async () => {
    const comparison = await edited((sheet) => {
      sheet.getCell('D4').value = 'Not applicable'
      sheet.getCell('H4').value = 'Done by the council'
    })
    expect(said(comparison)).toEqual([
      'HS1.b10 status: Not started > Not applicable',
      'HS1.b10 note: null > Done by the council',
    ])
  })
})

describe('the sheet turned inside out', () => {
  test('rows sorted, deleted, and empty ones between', async () => {
    const comparison = await edited((sheet) => {
      const [second, fourth] = [2, 4].map((row) => sheet.getRow(row).values as ExcelJS.CellValue[])
      sheet.getRow(2).values = fourth!
      sheet.spliceRows(3, 2, [], [null, '  '])
      sheet.getRow(9).values = second!
      sheet.getCell('D9').value = 'Complete'
    })
    expect(comparison).toMatchObject({ rows: 2, unchanged: 1, problems: [] })
    expect(comparison.changed[0]).toMatchObject({ key: 'Register!9', reference: 'HS1.b1' })
  })

  test('sorted without the hidden columns', async () => {
    const comparison = await edited((sheet) => {
      for (let column = 1; column <= 9; column += 1) {
        const [one, other] = [sheet.getCell(2, column), sheet.getCell(3, column)]
        const { value } = one
        one.value = other.value
        other.value = value
      }
      sheet.getCell('D2').value = 'Complete'
    })
    expect(said(comparison)).toEqual(['HS1.b2 status: Planned > Complete'])
    expect(comparison.problems).toEqual([])
  })

  test('columns added and moved, a title above, the sheet renamed, and others before it', async () => {
    const comparison = await edited((sheet, workbook) => {
      sheet.spliceColumns(4, 0, ['My own', 'x', 'y', 'z'])
      sheet.spliceRows(1, 0, ['Our register, November'], [])
      sheet.getCell('E4').value = 'Embedded'
      sheet.name = 'Nov 2026'
      const notes = workbook.addWorksheet('Status of things')
      notes.addRow(['Reference', 'Thing'])
    })
    expect(comparison.problems).toEqual([])
    expect(comparison.changed[0]?.changes[0]).toMatchObject({
      cell: 'Nov 2026!E4',
      value: 'embedded',
    })
  })

  test('the visible reference wiped out: the hidden one still knows', async () => {
    const comparison = await edited((sheet) => {
      sheet.getCell('A2').value = null
      sheet.getCell('D2').value = 'Complete'
    })
    expect(said(comparison)).toEqual(['HS1.b1 status: In progress > Complete'])
  })

  test('a cell merged down its column speaks for each row', async () => {
    const comparison = await edited((sheet) => {
      sheet.getCell('E3').value = null
      sheet.mergeCells('E2:E3')
    })
    expect(said(comparison)).toEqual(['HS1.b2 confidence: null > At risk'])
  })

  test('a row pasted from an older export is measured against that export', async () => {
    const older = register({ 'HS1.b2': fields({ status: 'blocked' }) })
    const path = join(folder(), 'older.xlsx')
    await writeRegisterWorkbook(older, path)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    const row = workbook.getWorksheet('Register')!.getRow(3).values as ExcelJS.CellValue[]
    row[9] = 'Ask the board'
    const comparison = await edited((sheet) => {
      sheet.getRow(3).values = row
    })
    expect(said(comparison)).toEqual(['HS1.b2 nextStep: null > Ask the board'])
  })

  test('hidden sheets deleted: differences are shown, with a word of warning', async () => {
    const comparison = await edited((sheet, workbook) => {
      workbook.removeWorksheet('Base')
      for (const row of [2, 3, 4]) sheet.getCell(`K${row}`).value = null
      sheet.getCell('D2').value = 'Complete'
    })
    expect(said(comparison)).toEqual(['HS1.b1 status: In progress > Complete'])
    expect(comparison.problems).toEqual([
      {
        cell: 'Register!D2',
        message:
          'Register!D2: this file no longer says what the cell held when it was exported, so Accord cannot tell whether it was changed here since. Look at each change before you take it.',
      },
    ])
  })
})

describe('cells that are left out, each by its name', () => {
  const STATUSES =
    'Use Not started, Planned, In progress, Blocked, Complete, Embedded or Not applicable.'
  const OWNERS =
    "Use Priya O'Shah, Sam Patel (Programme lead) or Sam Patel (Nurse), or add the owner in Accord first."

  test.each([
    ['D2', 'Doing', `Register!D2: 'Doing' is not a status. ${STATUSES}`],
    ['D2', null, `Register!D2: the status is empty. ${STATUSES}`],
    [
      'E2',
      'Fine',
      "Register!E2: 'Fine' is not a level of confidence. Use On track, At risk or Off track, or leave it empty.",
    ],
    ['F2', 'Bob', `Register!F2: 'Bob' is not an owner. ${OWNERS}`],
    [
      'F2',
      'Sam Patel',
      "Register!F2: more than one owner is called 'Sam Patel'. Use Sam Patel (Programme lead) or Sam Patel (Nurse).",
    ],
    [
      'F2',
      'Gwen Gone',
      'Register!F2: this owner was removed. Choose another, or add the owner again in Accord.',
    ],
    [
      'G2',
      'next week',
      "Register!G2: 'next week' is not a date from 2000 to 2099. Write it like 21 Nov 2026.",
    ],
    [
      'G2',
      '31/02/2027',
      "Register!G2: '31/02/2027' is not a date from 2000 to 2099. Write it like 21 Nov 2026.",
    ],
    [
      'G2',
      new Date('1926-11-21'),
      "Register!G2: '21 Nov 1926' is not a date from 2000 to 2099. Write it like 21 Nov 2026.",
    ],
    [
      'H2',
      'x'.repeat(4001),
      'Register!H2: the progress note is 4,001 characters long, and the most is 4,000. Shorten it.',
    ],
    [
      'I2',
      'x'.repeat(1001),
      'Register!I2: the next step is 1,001 characters long, and the most is 1,000. Shorten it.',
    ],
    [
      'I2',
      { error: '#NAME?' },
      'Register!I2: the formula here gives #NAME?. Type what you mean instead.',
    ],
    [
      'H2',
      'Call 943 476 5919',
      'Register!H2: This looks like it holds an NHS number, and nothing about a patient may be kept here. Take the number out and try again.',
    ],
    [
      'I2',
      9434765919,
      'Register!I2: This looks like it holds an NHS number, and nothing about a patient may be kept here. Take the number out and try again.',
    ],
  ])('%s as %j', async (cell, value, message) => {
    const comparison = await edited((sheet) => {
      set(cell, value)(sheet)
      sheet.getCell('D3').value = 'Blocked'
    })
    expect(comparison.problems).toEqual([{ cell: `Register!${cell}`, message }])
    expect(said(comparison)).toEqual(['HS1.b2 status: Planned > Blocked'])
    expect(comparison).toMatchObject({ rows: 3, unchanged: 1 })
  })

  test.each([
    [
      'not applicable without a reason',
      set('D4', 'Not applicable'),
      "Register!D4: 'Not applicable' needs a reason. Write it in the progress note of the same row.",
    ],
    [
      'an unknown reference',
      set('A4', 'HS9.z9'),
      'Register!A4: HS9.z9 is not an action of this register. Add new actions in Accord itself.',
    ],
    [
      'a reference twice',
      set('A4', 'HS1.b2'),
      'Register!A4: HS1.b2 is already on row 3, so this row was left out. Keep one row for each action.',
    ],
    [
      'a row without reference',
      set('D7', 'Planned'),
      'Register!A7: this row has no reference, so it was left out. Add new actions in Accord itself.',
    ],
    [
      'a missing column',
      set('E1', 'Feeling'),
      'Register!1: there is no column called Confidence, so none of it was read.',
    ],
    [
      'a column twice',
      set('L1', 'Status'),
      'Register!L1: there are two columns called Status. Only the first was read.',
    ],
    [
      'a merged neighbour',
      (sheet: ExcelJS.Worksheet) => sheet.mergeCells('H4:I4'),
      'Register!I4: this cell is merged with H4. Unmerge them and fill in each one.',
    ],
  ])('%s', async (_, edit, message) => {
    const comparison = await edited(edit)
    expect(comparison.problems.map((problem) => problem.message)).toEqual([message])
    expect(comparison.changed).toEqual([])
  })
})
