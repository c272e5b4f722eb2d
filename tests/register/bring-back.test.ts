import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { bringBack, listRemoved } from '../../main/across/bring-back.ts'
import { listConflicts } from '../../main/across/conflicts.ts'
import { settleTogether } from '../../main/across/settle.ts'
import { undoStack } from '../../main/across/undo.ts'
import { updateAction } from '../../main/register/writing.ts'
import { createStrategy, saveStrategy } from '../../main/strategies/deeds.ts'
import { contextOf, exchange, HOME, newRecord, REFERENCE } from '../helpers.ts'

const today = new Date().toISOString().slice(0, 10)

function twoRegional() {
  const [mine, theirs] = [newRecord(['regional']), newRecord(['regional'])]
  const context = contextOf(mine, today)
  const undo = undoStack(context)
  const made = createStrategy(context, { template: 'blank', title: 'Joint plan' })
  undo.did(made)
  exchange(mine, theirs)
  return { mine, theirs, context, undo, id: made.id }
}

test('what nobody has used since is taken back at once, and can be brought back', () => {
  const { context, undo, id } = twoRegional()
  expect(undo.undo()).toEqual({ said: 'Undone: Added “Joint plan”' })
  expect(listRemoved(context)).toMatchObject([
    { subject: `strategy:${id}`, kind: 'Strategy', title: 'Joint plan', whyNot: null },
  ])
  bringBack(context, 'region', `strategy:${id}`)
  expect(listRemoved(context)).toEqual([])
  expect(() => bringBack(context, 'region', `strategy:${id}`)).toThrow(/not removed any more/)
})

test('what others have used since is asked about first, by name, and stays until then', () => {
  const { mine, theirs, context, undo, id } = twoRegional()
  saveStrategy(contextOf(theirs, today), { id, fields: { purpose: 'Fewer amputations' } })
  exchange(mine, theirs)
  const asked = undo.undo()
  expect(asked.said).toBeNull()
  expect(asked.asks).toContain('has used “Joint plan” since')
  expect(listRemoved(context)).toEqual([])
  expect(undo.state().undo).toContain('Joint plan')
  expect(undo.undo(true).said).toContain('Undone')
})

test('keeping one status together takes the other’s note off the top, and leaves it in the history', () => {
  const [a, b] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(a, today), contextOf(b, today)]
  updateAction(ours, HOME, REFERENCE, { status: 'planned', note: 'Before' })
  exchange(a, b)
  updateAction(ours, HOME, REFERENCE, { status: 'complete', note: 'All done' })
  updateAction(theirs, HOME, REFERENCE, { status: 'blocked', note: 'No money' })
  exchange(a, b)
  const [conflict] = listConflicts(ours, HOME)
  expect(conflict?.values.map(({ together }) => together.map(({ words }) => words))).toEqual(
    expect.arrayContaining([['All done'], ['No money']]),
  )
  const kept = conflict?.values.find(({ value }) => value === 'complete')
  settleTogether(ours, HOME, `action:${REFERENCE}`, kept?.entry ?? '')
  const heads = a.projection.readHeads(HOME, `action:${REFERENCE}`)
  const now = (field: string) => heads.get(field)?.map(({ value }) => value)
  expect([now('status'), now('note')]).toEqual([['complete'], ['All done']])
  expect(() => settleTogether(ours, HOME, `action:${REFERENCE}`, randomUUID())).toThrow(
    /nothing left/,
  )
})

test('what only the other wrote gives way to what stood before it', () => {
  const [a, b] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(a, today), contextOf(b, today)]
  updateAction(ours, HOME, REFERENCE, { due: '2027-01-01' })
  exchange(a, b)
  updateAction(ours, HOME, REFERENCE, { status: 'planned' })
  updateAction(theirs, HOME, REFERENCE, { status: 'blocked', due: '2028-01-01' })
  exchange(a, b)
  const kept = listConflicts(ours, HOME)[0]?.values.find(({ value }) => value === 'planned')
  settleTogether(ours, HOME, `action:${REFERENCE}`, kept?.entry ?? '')
  const heads = a.projection.readHeads(HOME, `action:${REFERENCE}`)
  expect(heads.get('due')?.map(({ value }) => value)).toEqual(['2027-01-01'])
})
