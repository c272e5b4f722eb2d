import { expect, test } from 'vitest'
import type { ActionFields } from '../../domain/record/subjects.ts'
import { listConflicts } from '../../main/across/conflicts.ts'
import { settleConflict } from '../../main/across/settle.ts'
import { undoStack } from '../../main/across/undo.ts'
import { actionDetail } from '../../main/register/detail.ts'
import { updateAction } from '../../main/register/writing.ts'
import {
  contextOf,
  differences,
  exchange,
  expectClean,
  HOME,
  newRecord,
  REFERENCE,
  rowsOf,
} from '../helpers.ts'

const SUBJECT = `action:${REFERENCE}`

/** Two leads of one system, each with a record, who can agree and part again. */
function twoLeads() {
  const [here, there] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(here), contextOf(there)]
  return {
    here,
    there,
    ours,
    theirs,
    meet: () => exchange(here, there),
    sayBoth(mine: ActionFields, other: ActionFields) {
      updateAction(ours, HOME, REFERENCE, mine)
      updateAction(theirs, HOME, REFERENCE, other)
      exchange(here, there)
    },
  }
}

const rowOf = (context: ReturnType<typeof contextOf>) => actionDetail(context, HOME, REFERENCE).row

test('a field that two changed without seeing each other is a conflict for both, with both values', async () => {
  const { here, there, ours, theirs, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked' }, { status: 'complete' })
  expect(differences(rowsOf(here.db), rowsOf(there.db))).toEqual([])
  for (const context of [ours, theirs]) {
    const [conflict, ...more] = listConflicts(context, HOME)
    expect(more).toEqual([])
    expect(conflict).toMatchObject({ subject: SUBJECT, reference: REFERENCE, field: 'status' })
    expect(new Set(conflict?.values.map(({ words }) => words))).toEqual(
      new Set(['Blocked', 'Complete']),
    )
    expect(new Set(conflict?.values.map(({ by }) => by))).toEqual(
      new Set([here, there].map((record) => record.identity()?.member.id)),
    )
    expect(rowOf(context).conflicts).toBe(1)
    // The later one shows until a person settles it.
    expect(rowOf(context).status).toBe(conflict?.values[0]?.value)
  }
  await expectClean(here.db)
})

test('settled by one, a conflict is gone for both; settled again, it says so', () => {
  const { ours, theirs, meet, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked' }, { status: 'complete' })
  settleConflict(ours, HOME, SUBJECT, 'status', 'blocked')
  meet()
  for (const context of [ours, theirs]) {
    expect(listConflicts(context)).toEqual([])
    expect(rowOf(context)).toMatchObject({ status: 'blocked', conflicts: 0 })
  }
  expect(() => settleConflict(theirs, HOME, SUBJECT, 'status', 'complete')).toThrow(
    /nothing left to settle/,
  )
})

test('settled by both in different ways, it is a conflict again', () => {
  const { ours, theirs, meet, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked' }, { status: 'complete' })
  settleConflict(ours, HOME, SUBJECT, 'status', 'planned')
  settleConflict(theirs, HOME, SUBJECT, 'status', 'embedded')
  meet()
  expect(
    listConflicts(ours)[0]
      ?.values.map(({ value }) => value)
      .sort(),
  ).toEqual(['embedded', 'planned'])
})

test('settling taken back brings both values back to be settled', () => {
  const { ours, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked' }, { status: 'complete' })
  const shown = rowOf(ours).status
  const undo = undoStack(ours)
  undo.did(settleConflict(ours, HOME, SUBJECT, 'status', 'planned'))
  undo.undo()
  expect(rowOf(ours)).toMatchObject({ status: shown, conflicts: 1 })
  expect(new Set(listConflicts(ours)[0]?.values.map(({ value }) => value))).toEqual(
    new Set(['blocked', 'complete']),
  )
  undo.redo()
  expect(rowOf(ours)).toMatchObject({ status: 'planned', conflicts: 0 })
})

test('the same value from both is no conflict', () => {
  const { ours, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked', due: '2027-01-31' }, { status: 'blocked', due: '2027-01-31' })
  expect(listConflicts(ours)).toEqual([])
  expect(rowOf(ours)).toMatchObject({ status: 'blocked', due: '2027-01-31', conflicts: 0 })
})

test('different fields, and notes, are no conflict: the latest note stands, both are in the timeline', () => {
  const { ours, sayBoth } = twoLeads()
  sayBoth({ status: 'blocked', note: 'Mine' }, { confidence: 'at-risk', note: 'Theirs' })
  expect(listConflicts(ours)).toEqual([])
  expect(rowOf(ours)).toMatchObject({
    status: 'blocked',
    confidence: 'at-risk',
    note: 'Theirs',
    conflicts: 0,
  })
  const notes = actionDetail(ours, HOME, REFERENCE).timeline.flatMap(({ changes }) =>
    changes.filter(({ field }) => field === 'note').map(({ to }) => to),
  )
  expect(notes).toEqual(['Theirs', 'Mine'])
})

test('a change based on what its writer had in view replaces just that', () => {
  const { here, ours, theirs, meet } = twoLeads()
  updateAction(ours, HOME, REFERENCE, { status: 'planned' })
  meet()
  const inView =
    here.projection
      .readHeads(HOME, SUBJECT)
      .get('status')
      ?.map(({ entry }) => entry) ?? []
  updateAction(theirs, HOME, REFERENCE, { status: 'complete' })
  meet()
  // The page still showed "planned" when its reader chose "blocked".
  updateAction(ours, HOME, REFERENCE, { status: 'blocked' }, { status: inView })
  meet()
  expect(listConflicts(theirs)[0]?.values.map(({ value }) => value)).toEqual([
    'blocked',
    'complete',
  ])

  // One who has both in view settles it by choosing.
  const both =
    here.projection
      .readHeads(HOME, SUBJECT)
      .get('status')
      ?.map(({ entry }) => entry) ?? []
  updateAction(ours, HOME, REFERENCE, { status: 'blocked' }, { status: both })
  expect(listConflicts(ours)).toEqual([])
})

test('names that were never written do not hurt: the change just has not seen what is there', () => {
  const { ours } = twoLeads()
  updateAction(ours, HOME, REFERENCE, { status: 'planned' })
  updateAction(ours, HOME, REFERENCE, { status: 'blocked' }, { status: [crypto.randomUUID()] })
  expect(rowOf(ours).conflicts).toBe(1)
})
