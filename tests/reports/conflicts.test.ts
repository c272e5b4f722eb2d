import { expect, it } from 'vitest'
import { listConflicts } from '../../main/across/conflicts.ts'
import { settleConflict } from '../../main/across/settle.ts'
import { undoStack } from '../../main/across/undo.ts'
import { nameMember } from '../../main/record/member-name.ts'
import { createReport, saveReport, saveSection } from '../../main/reports/deeds.ts'
import { reportDetail } from '../../main/reports/read.ts'
import { exchange, expectClean } from '../helpers.ts'
import { contextOn, freeze, PERIOD, QUIET, recordWithYear, regionalRecord } from './fixtures.ts'

/** Two people of the region, each with a record that has the same report. */
function twoWriters() {
  const [here, there] = [regionalRecord(), regionalRecord()]
  const [ours, theirs] = [contextOn(here), contextOn(there)]
  const frame = { ...PERIOD, kind: 'impact', scope: 'region' } as const
  for (const record of [here, there]) {
    const member = record.identity()?.member
    if (member) nameMember(record, member)
  }
  const { id } = createReport(ours, { title: 'Our report', ...frame })
  exchange(here, there)
  const detail = (context = ours) => reportDetail(context, { id }, QUIET)
  return { here, there, ours, theirs, id, detail }
}

it('a report shows what two people said of it without seeing each other, until one of them settles it', async () => {
  const { here, there, ours, theirs, id, detail } = twoWriters()
  const [member, other] = [here, there].map((record) => record.identity()?.member.id ?? '')
  saveReport(ours, { id, fields: { title: 'The first year' } })
  saveReport(theirs, { id, fields: { title: 'Twelve months' } })
  saveSection(ours, {
    report: id,
    section: 'summary',
    fields: { state: 'in-review', owner: member },
  })
  saveSection(theirs, { report: id, section: 'summary', fields: { state: 'done', owner: other } })
  exchange(here, there)

  expect((await detail()).conflicts).toBe(3)
  expect((await detail(theirs)).conflicts).toBe(3)
  const found = listConflicts(ours, 'QK1')
  expect(
    found.map(({ title, label, values }) => [
      title,
      label,
      values.map(({ words }) => words).sort(),
    ]),
  ).toEqual([
    ['Summary', 'Owner', ['Robin Tester', 'Robin Tester']],
    ['Summary', 'State', ['Done', 'In review']],
    [(await detail()).title, 'Title', ['The first year', 'Twelve months']],
  ])
  const settled = found.map(
    ({ ics, subject, field, values }) =>
      settleConflict(theirs, ics, subject, field, values[0]?.value).said,
  )
  expect(settled[1]).toMatch(/^Settled the disagreement: state is (?:Done|In review)$/)
  exchange(here, there)
  expect((await detail()).conflicts).toBe(0)
  expect(listConflicts(ours)).toEqual([])
  await expectClean(here.db)
})

it('who answers for a section and how far it is are two things, and both stay', async () => {
  const { here, there, ours, theirs, id, detail } = twoWriters()
  const member = here.identity()?.member.id ?? ''
  saveSection(ours, { report: id, section: 'summary', fields: { owner: member } })
  const written = saveSection(theirs, {
    ...{ report: id, section: 'summary', fields: { state: 'drafting' } },
  })
  exchange(here, there)
  const { conflicts, contents } = await detail()
  expect(conflicts).toBe(0)
  expect(contents.find(({ key }) => key === 'summary')).toMatchObject({
    ...{ owner: member, state: 'drafting' },
  })
  const undo = undoStack(theirs)
  undo.did(written)
  undo.undo()
  const section = (await detail(theirs)).contents.find(({ key }) => key === 'summary')
  expect(section).toMatchObject({ owner: member, state: 'not-begun' })
})

it('two freezes are told from each other by their names and how much they hold', async () => {
  const here = recordWithYear()
  const of = { scope: 'system:QJM' } as const
  const { id: one, report } = await freeze(here, { ...of, title: 'Before the board' })
  const { id: two } = await freeze(here, { ...of, title: 'After the board' })
  const there = regionalRecord()
  exchange(here, there)
  saveReport(contextOn(here), { id: report, fields: { freeze: one } })
  saveReport(contextOn(there), { id: report, fields: { freeze: null } })
  saveReport(contextOn(there), { id: report, fields: { freeze: two } })
  exchange(here, there)
  const [conflict] = listConflicts(contextOn(there), 'QK1')
  expect(conflict?.label).toBe('Frozen record')
  expect(conflict?.values.map(({ words }) => words).sort()).toEqual([
    expect.stringMatching(/^After the board, [\d,]+ entries$/),
    expect.stringMatching(/^Before the board, [\d,]+ entries$/),
  ])
})
