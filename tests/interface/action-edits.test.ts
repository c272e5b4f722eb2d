import { describe, expect, it } from 'vitest'
import type { ActionDetail, FieldInView, Owner } from '../../preload/types.ts'
import { withChanges } from '../../src/pages/register/action/edits.ts'
import { dueFact } from '../../src/pages/shared/due-fact.ts'
import { describeOwner, ownerMatches } from '../../src/pages/shared/owners/owner-words.ts'
import { seenFor } from '../../src/pages/shared/seen.ts'

const field = (value: unknown, ...entries: string[]): FieldInView => ({
  value,
  heads: entries.map((entry) => ({
    entry,
    at: '2026-11-21T10:00:00.000Z',
    by: 'm1',
    byName: 'Jo Bell',
    value,
  })),
  conflict: entries.length > 1,
})

const detail = {
  row: { reference: 'HS1.e2', status: 'planned', note: null },
  fields: { status: field('planned', 'e1', 'e2'), due: field(null) },
} as unknown as ActionDetail

describe('what the person had in view', () => {
  it('names all the entries behind each changed field, and no other field', () => {
    expect(seenFor(detail.fields, { status: 'blocked' })).toEqual({ status: ['e1', 'e2'] })
  })

  it('says that nothing was there for a field nobody had set', () => {
    expect(seenFor(detail.fields, { due: '2026-12-01', note: 'New' })).toEqual({
      due: [],
      note: [],
    })
  })
})

describe('changes shown before they are kept', () => {
  it('stand in the row and in the field, and settle the disagreement', () => {
    const after = withChanges(detail, { status: 'blocked', note: 'Waiting' })
    expect(after.row).toMatchObject({ status: 'blocked', note: 'Waiting' })
    expect(after.fields.status).toMatchObject({ value: 'blocked', conflict: false })
    expect(after.fields.note).toEqual({ value: 'Waiting', heads: [], conflict: false })
  })

  it('leave the detail that was in view as it was', () => {
    withChanges(detail, { status: 'blocked' })
    expect(detail.row.status).toBe('planned')
    expect(detail.fields.status?.value).toBe('planned')
  })
})

describe('the due date beside its reasons', () => {
  it('is said once', () => {
    expect(dueFact('2026-09-11', ['Was due 11 Sep 2026', 'No owner'])).toBeNull()
    expect(dueFact('2027-03-31', ['Blocked'])).toBe('Due 31 Mar 2027')
    expect(dueFact(null, ['Blocked'])).toBeNull()
  })
})

describe('owners in words', () => {
  const owner = {
    name: 'Priya Shah',
    role: 'Programme lead',
    organisation: null,
    email: 'priya@example.org',
  } as Owner

  it('leaves out what nobody said', () => {
    expect(describeOwner(owner)).toBe('Programme lead')
    expect(describeOwner({ role: null, organisation: null })).toBe('')
  })

  it('are found by any of their words', () => {
    expect(ownerMatches(owner, 'lead PRIYA')).toBe(true)
    expect(ownerMatches(owner, '')).toBe(true)
    expect(ownerMatches(owner, 'priya council')).toBe(false)
  })
})
