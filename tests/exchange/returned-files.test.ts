import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newService } from '../helpers.ts'

/** Registers that came back from other programs, kept beside the project; see the names. */

const CASES = join(import.meta.dirname, '../../../shared/cases')

const NOTES: [string, Record<string, string | null>, string | null][] = [
  [
    'HS1.b1',
    {
      status: 'in-progress',
      due: '2027-03-31',
      note: '=SUM of parts\nsecond line – “quoted” café ŵ 😀',
      nextStep: '-10% by June',
    },
    "Siân O'Brien",
  ],
  [
    'HS1.b2',
    {
      status: 'planned',
      due: '2027-01-05',
      note: 'Café meeting naïve résumé',
      nextStep: '007 call',
    },
    'Zoë Núñez',
  ],
  ['HS1.c1', { status: 'blocked', due: '2026-12-01', note: 'plain' }, null],
]

async function register() {
  const service = await newService(['lead:QK1'])
  for (const [reference, fields, name] of NOTES) {
    const owner =
      name === null
        ? null
        : (await service.ask('owners.save', { ics: 'QK1', fields: { name, type: 'person' } })).id
    await service.ask('action.update', {
      ics: 'QK1',
      reference,
      changes: { ...fields, owner },
    } as never)
  }
  return service
}

describe.skipIf(!existsSync(CASES))('needs ../shared/cases: a register from elsewhere', () => {
  test.each([
    ['10-excel-mac-csv/reg.csv', 'Excel on Windows'],
    ['10-excel-mac-csv/reg-macroman.csv', 'Excel on a Mac'],
    ['19-nfd-names/reg-nfd.csv', 'a Mac that parts letters and accents'],
    ['08-iso-date-cells/reg-isodates.xlsx', 'a program that writes dates in letters'],
    ['09-openpyxl-comment-damaged/reg-openpyxl-comment.xlsx', 'openpyxl, with a comment'],
  ])('%s, saved by %s, changes nothing', async (path) => {
    const service = await register()
    const file = service.files.takeIn(join(CASES, path))
    const found = await service.ask('exchange.preview', { ics: 'QK1', file })
    expect(found.problems).toEqual([])
    expect(found.changed).toEqual([])
  })
})
