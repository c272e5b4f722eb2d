import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from '@protobi/exceljs'
import { expect, test } from 'vitest'
import type { TrackerMap } from '../../domain/trackers/map.ts'
import type { Service } from '../../main/service.ts'
import type { TrackerLook } from '../../preload/tracker-contract.ts'
import { HOME, newService, refusal, temporaryFolder } from '../helpers.ts'

type Cell = string | Date | { text: string; fill: string }
const at = (look: TrackerLook, key: string) => look.rows.find((row) => row.key === key)

async function workbook(
  sheets: Record<string, Cell[][]>,
  change?: (workbook: ExcelJS.Workbook) => void,
): Promise<string> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const [y, row] of rows.entries())
      for (const [x, value] of row.entries()) {
        const cell = sheet.getCell(y + 1, x + 1)
        const isFilled = typeof value === 'object' && 'fill' in value
        cell.value = isFilled ? value.text : value
        if (isFilled)
          cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${value.fill}` } }
      }
  }
  change?.(book)
  const path = join(temporaryFolder(), 'tracker.xlsx')
  await book.xlsx.writeFile(path)
  return path
}

async function read(service: Service, path: string, map?: TrackerMap): Promise<TrackerLook> {
  const file = service.files.takeIn(path)
  return service.ask('tracker.read', { ics: HOME, file, ...(map && { map }) })
}

const rowOf = async (service: Service, reference: string) =>
  (await service.ask('action.get', { ics: HOME, reference })).row

const TRACKER: Cell[][] = [
  ['Inequalities tracker'],
  ['Last updated 12/9/26 by JS – draft'],
  [],
  ['Ref', 'Recommendation', 'Old ref', 'RAG', 'Lead', 'Deadline', 'Update'],
  ['JOIN UP PARTNERSHIPS'],
  [
    'HS1e(i)',
    'Make inequalities a required part of every quarterly review',
    'o1',
    { text: 'Amber', fill: 'FFC000' },
    'J. Smith / A. Patel',
    '31/3/26',
    'Met with LPT 3/7',
  ],
  [
    'HS 1 e ii',
    'Allow for ethnic differences in health measures',
    'o2',
    { text: '', fill: '00B0F0' },
    'Jo Smith',
    'Q4 25/26',
    'n/a',
  ],
  [
    '',
    'Tie equality impact assessments to Core20PLUS5',
    'o3',
    { text: 'On-going', fill: '92D050' },
    'TBC',
    'end of year',
    '',
  ],
  ['HS1f(ii)', 'Spot places where services are hardest to provide', 'o4', 'N/A', '', 'ongoing', ''],
  [
    'HS1f(i)',
    'Offer services to all, with more for those in greater need',
    'o5',
    'Green',
    '',
    '',
    '',
  ],
  [
    '',
    'Walking football for people over sixty',
    'o6',
    'Nearly there',
    'Active team',
    new Date('2026-12-31'),
    'Pitch booked',
  ],
  ['Total', '', '', '6'],
]
const merged = (book: ExcelJS.Workbook) => {
  book.worksheets[0]!.mergeCells('A5:G5')
  book.worksheets[0]!.getColumn(3).hidden = true
}

test('a tracker in its own layout is found, matched and shown before anything is written', async () => {
  const service = await newService()
  const path = await workbook({ Recs: TRACKER, Notes: [['Who to ask: Jo']] }, merged)
  const look = await read(service, path)
  expect(look.sheets.map(({ sheet, headingRow }) => [sheet, headingRow])).toEqual([
    ['Recs', 4],
    ['Notes', expect.anything()],
  ])
  expect(look.map.sheets.map(({ use }) => use)).toEqual([true, false])
  expect(look.map.sheets[0]?.columns).toEqual({
    ...{ A: 'reference', B: 'wording', C: 'leave', D: 'status', E: 'owner', F: 'due', G: 'note' },
  })
  expect(look.rows.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
    ...['Recs!5 aside', 'Recs!6 change', 'Recs!7 change', 'Recs!8 change', 'Recs!9 same'],
    ...['Recs!10 ask', 'Recs!11 ask', 'Recs!12 aside'],
  ])
  expect(at(look, 'Recs!6')?.match).toMatchObject({ references: ['HS1.e1'], by: 'lettering' })
  expect(at(look, 'Recs!8')?.match).toMatchObject({
    references: ['HS1.e3'],
    by: 'wording',
    score: 1,
  })
  expect(at(look, 'Recs!10')?.match).toMatchObject({ kind: 'ask', why: 'disagree' })
  expect(look.findings.map(({ kind }) => kind).toSorted()).toEqual([
    ...['alike', 'date-read', 'disagree', 'nowhere', 'reason'],
  ])
  const untouched = await rowOf(service, 'HS1.e1')
  expect(untouched).toMatchObject({ status: 'not-started', owner: null, note: null })
})

test('answers hold for all rows of their kind; one deed brings all in, and one undo takes it back', async () => {
  const service = await newService()
  const path = await workbook({ Recs: TRACKER }, merged)
  const { look, map } = await read(service, path)
  const answered: TrackerMap = {
    ...map,
    words: { 'nearly there': { status: 'in-progress', confidence: 'on-track' } },
    dates: { 'end of year': '2026-12-31' },
    people: { 'j smith': 'Jo Smith' },
    reason: 'Not ours to do.',
    rows: {
      'HS1f(i) Offer services to all, with more for those in greater need': { actions: ['HS1.f6'] },
    },
    rest: { add: 'HS1.e' },
  }
  const planned = await service.ask('tracker.plan', { look, map: answered })
  expect(planned.findings.filter(({ stops }) => stops)).toEqual([])
  const written = await service.ask('tracker.bringIn', { look, map: answered })
  expect(written).toMatchObject({ owners: 2, added: [expect.stringMatching(/^HS1\.e\.QK1-/)] })

  const owners = await service.ask('owners.list', { ics: HOME })
  expect(owners.map(({ name, type }) => `${name}, ${type}`)).toEqual([
    'Active team, organisation',
    'Jo Smith, person',
  ])
  expect(await rowOf(service, 'HS1.e1')).toMatchObject({
    ...{ status: 'in-progress', confidence: 'at-risk', ownerName: 'Jo Smith', due: '2026-03-31' },
    note: 'Met with LPT 3/7\nShared with A. Patel.',
  })
  expect(await rowOf(service, 'HS1.e2')).toMatchObject({ status: 'complete', note: null })
  expect(await rowOf(service, 'HS1.e3')).toMatchObject({
    due: '2026-12-31',
    confidence: 'on-track',
  })
  expect(await rowOf(service, 'HS1.f2')).toMatchObject({
    ...{ status: 'not-applicable', note: 'Not ours to do.' },
  })
  expect((await rowOf(service, 'HS1.f1')).status).toBe('not-started')
  const local = await rowOf(service, written.added[0]!)
  expect(local).toMatchObject({
    title: 'Walking football for people over sixty',
    due: '2026-12-31',
  })

  await service.ask('undo.last', {})
  expect(await rowOf(service, 'HS1.e1')).toMatchObject({ status: 'not-started', owner: null })
  const list = await service.ask('register.list', { ics: HOME })
  expect(list.some(({ reference }) => reference === written.added[0])).toBe(false)
  expect(await service.ask('owners.list', { ics: HOME })).toEqual([])
})

test('next month the map is remembered, only what changed is shown, and nothing is made twice', async () => {
  const service = await newService()
  const first = await read(service, await workbook({ Recs: TRACKER }, merged))
  const map = { ...first.map, rest: { add: 'HS1.e' }, people: { 'j smith': 'Jo Smith' } }
  await service.ask('tracker.bringIn', { look: first.look, map })
  await service.ask('action.update', {
    ...{ ics: HOME, reference: 'HS1.e1', changes: { confidence: 'on-track' } },
  })
  const later = [['A new line of title'], ...TRACKER]
  later[7] = TRACKER[6]!.with(6, 'Board agreed it')
  const look = await read(service, await workbook({ 'Recs Oct': later }))
  expect(look).toMatchObject({ remembered: true, moved: 1 })
  expect(look.map.people).toEqual({ 'j smith': 'Jo Smith' })
  expect(
    look.rows.filter(({ outcome }) => outcome === 'change' || outcome === 'add'),
  ).toMatchObject([
    { actions: [{ reference: 'HS1.e2', changes: [{ field: 'note', theirs: 'Board agreed it' }] }] },
  ])
})

test('an export of Planner in a text file: month first by proof, people by semicolon', async () => {
  const service = await newService()
  const path = join(temporaryFolder(), 'plan.csv')
  const head =
    'Task ID,Task Name,Bucket Name,Progress,Assigned To,Created Date,Due date,Description'
  const rows = [
    'a,HS1.e2 Allow for ethnic differences in health measures,Join up,In progress,Anita Patel;Jo Smith,01/15/2026,04/05/2026,Half done',
    'b,HS1.e1 Make inequalities a required part of every quarterly review,Join up,Completed,,01/15/2026,,',
  ]
  writeFileSync(path, `Plan name,Inequalities\nPlan ID,x\n\n${[head, ...rows].join('\n')}\n`)
  const look = await read(service, path)
  expect(look.sheets[0]).toMatchObject({ headingRow: 4, program: 'Planner (also in Teams)' })
  await service.ask('tracker.bringIn', { look: look.look, map: look.map })
  expect(await rowOf(service, 'HS1.e2')).toMatchObject({
    ...{ status: 'in-progress', ownerName: 'Anita Patel', due: '2026-04-05' },
    note: 'Half done\nShared with Jo Smith.',
  })
  expect((await rowOf(service, 'HS1.e1')).status).toBe('complete')
})

test('two rows of one action wait for an answer; what is complete does not become less unasked', async () => {
  const service = await newService()
  const heads = ['Ref', 'Action', 'Status', 'Comments']
  const path = await workbook({
    S: [
      heads,
      ['HS1.e1', 'Make inequalities a required part of every quarterly review', 'Red', 'one'],
      ['HS1.e1', 'Make inequalities a required part of every quarterly review', 'Green', 'two'],
      ['HS1.e2', 'Allow for ethnic differences in health measures', 'Started', 'three'],
    ],
  })
  await service.ask('action.update', {
    ...{ ics: HOME, reference: 'HS1.e2', changes: { status: 'complete' } },
  })
  const { look, map, findings } = await read(service, path)
  expect(findings.map(({ kind }) => kind)).toEqual(['back', 'twice'])
  const last = await service.ask('tracker.plan', { look, map: { ...map, twice: 'last' } })
  expect(last.rows.map(({ outcome }) => outcome)).toEqual(['left', 'change', 'change'])
  await service.ask('tracker.bringIn', { look, map: last.map })
  expect(await rowOf(service, 'HS1.e1')).toMatchObject({ confidence: 'on-track', note: 'two' })
  expect(await rowOf(service, 'HS1.e2')).toMatchObject({ status: 'complete', note: 'three' })
})

test('an NHS number never comes in, and is named by its cell', async () => {
  const service = await newService()
  const path = await workbook({
    S: [
      ['Ref', 'Action', 'Status', 'Notes'],
      ['HS1.e1', 'Make inequalities part of reviews', 'Started', 'patient 943 476 5919 asked'],
    ],
  })
  const look = await read(service, path)
  expect(look.findings).toMatchObject([{ kind: 'number', items: [{ places: ['S!D2'] }] }])
  await service.ask('tracker.bringIn', { look: look.look, map: look.map })
  expect((await rowOf(service, 'HS1.e1')).note).toBeNull()
})

test('what cannot be brought in is refused in a sentence', async () => {
  const service = await newService()
  const path = join(temporaryFolder(), 'empty.csv')
  writeFileSync(path, 'Ref,Status\n')
  const file = service.files.takeIn(path)
  expect((await refusal(service, 'tracker.read', { ics: HOME, file })).message).toMatch(
    /empty\.csv has no rows below headings/,
  )
  const others = await newService(['lead:QJ2'])
  const theirs = others.files.takeIn(await workbook({ S: TRACKER }))
  expect((await refusal(others, 'tracker.read', { ics: HOME, file: theirs })).code).not.toBe(
    'unexpected',
  )
})
