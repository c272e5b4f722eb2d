import { describe, expect, it } from 'vitest'
import type { Status } from '../../domain/record/statuses.ts'
import { STANDINGS } from '../../domain/record/workshop-words.ts'
import { type FateFacts, fateOf, isOpen, isUnkept } from '../../domain/workshops/fate.ts'
import type { Outcome, ProposalAnswer } from '../../domain/workshops/model.ts'

const TODAY = '2026-12-03'
const OUTCOME: Outcome = {
  id: 'o',
  session: 's',
  item: null,
  kind: 'action',
  text: 'Share the pathway',
  owner: null,
  system: null,
  due: null,
  action: null,
  fate: null,
  fateNote: null,
}
const ACCEPTED: ProposalAnswer = {
  answer: 'accepted',
  text: null,
  ownerName: null,
  due: null,
  reason: null,
  action: 'HS1.e2',
  at: '2026-11-01T10:00:00.000Z',
  byName: 'Robin',
}
const tell = (outcome: Partial<Outcome>, facts: Partial<FateFacts> = {}) =>
  fateOf(
    { ...OUTCOME, ...outcome },
    {
      ...{ answer: null, actionStatus: null, doneBefore: false },
      ...{ systemName: 'Black Country', keeperName: null, ...facts },
    },
    TODAY,
  )
const carriedBy = (actionStatus: Status, more: Partial<ProposalAnswer> = {}) => ({
  answer: { ...ACCEPTED, ...more },
  actionStatus,
})

describe('what became of an outcome', () => {
  it('is told by the co-chairs before all else', () => {
    expect(tell({ system: 'QUA', fate: 'dropped', fateNote: 'No money' })).toEqual({
      standing: 'dropped',
      words: 'Dropped: No money',
    })
    expect(tell({ due: '2020-01-01', fate: 'done' }).standing).toBe('done')
  })

  it('follows the system’s answer, then the action, then the calendar', () => {
    expect(tell({ system: 'QUA' }).standing).toBe('proposed')
    expect(tell({ system: 'QUA' }, carriedBy('complete')).words).toBe(
      'HS1.e2 is complete in Black Country',
    )
    expect(tell({ system: 'QUA', due: '2027-01-30' }, carriedBy('in-progress')).words).toBe(
      'Accepted by Black Country; HS1.e2 is in progress, due 30 Jan 2027',
    )
    expect(tell({ system: 'QUA', due: '2026-11-30' }, carriedBy('in-progress')).words).toBe(
      'Accepted by Black Country; HS1.e2 is in progress; was due 30 Nov 2026',
    )
    expect(tell({ due: '2026-12-03' }).standing).toBe('open')
    expect(tell({ due: '2026-12-02' })).toEqual({
      standing: 'late',
      words: 'Was due 2 Dec 2026',
    })
  })

  it('counts from the promise on: an action that was done before says nothing of it', () => {
    const before = { ...carriedBy('complete'), doneBefore: true }
    expect(tell({ system: 'QUA', due: '2027-01-30' }, before)).toEqual({
      standing: 'open',
      words:
        'Accepted by Black Country; HS1.e2 was complete before this was promised, due 30 Jan 2027',
    })
    expect(tell({ system: 'QUA', due: '2026-11-30' }, before).standing).toBe('late')
    expect(tell({ system: 'QUA', fate: 'done' }, before).standing).toBe('done')
  })

  it('goes by the date that the system gave', () => {
    const later = carriedBy('planned', { due: '2027-02-01' })
    expect(tell({ system: 'QUA', due: '2026-11-30' }, later).standing).toBe('open')
  })
})

describe('a promise', () => {
  it('is not kept while somebody still has to do something about it', () => {
    const unkept = STANDINGS.filter((standing) =>
      isUnkept({ kind: 'action', due: null, answer: null, standing }, TODAY),
    )
    expect(unkept.every(isOpen)).toBe(true)
    expect(unkept).toEqual(['open', 'late', 'proposed', 'carried'])
  })

  it('that is not due by the next session, and a decision that stands, ask for no time', () => {
    const open = { answer: null, standing: 'open' } as const
    expect(isUnkept({ kind: 'action', due: '2027-05-01', ...open }, TODAY)).toBe(false)
    expect(isUnkept({ kind: 'decision', due: null, ...open }, TODAY)).toBe(false)
  })

  it('is due when the system’s lead said, where the lead put the day off', () => {
    const put = (due: string) => ({ kind: 'action', due: '2026-12-01', answer: { due } }) as const
    expect(isUnkept({ ...put('2027-05-01'), standing: 'open' }, TODAY)).toBe(false)
    expect(isUnkept({ ...put('2026-12-02'), standing: 'open' }, TODAY)).toBe(true)
  })
})
