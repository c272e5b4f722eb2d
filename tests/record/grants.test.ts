import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeStamp } from '../../domain/record/clock.ts'
import { type Grant, grantWords, mayWriteDocuments } from '../../domain/record/grants.ts'
import { guardEntries } from '../../domain/record/guard.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import { SUBJECTS } from '../../domain/record/subjects.ts'

/** What each grant lets a member do: every deed by every grant, written out. */

const GRANTS = ['lead:QK1', 'chair', 'regional', 'viewer', 'admin'] as const satisfies Grant[]

/** Who may write about what: in the stream of QK1, in another system's, and in the shared one. */
const MATRIX: Record<string, { own: Grant[]; region: Grant[] }> = {
  action: { own: ['lead:QK1'], region: [] },
  evidence: { own: ['lead:QK1'], region: [] },
  owner: { own: ['lead:QK1'], region: [] },
  'owner-answer': { own: ['lead:QK1'], region: [] },
  request: { own: ['lead:QK1'], region: [] },
  'local-action': { own: ['lead:QK1'], region: [] },
  proposal: { own: ['lead:QK1'], region: [] },
  signature: { own: ['lead:QK1'], region: [] },
  commitment: { own: ['lead:QK1'], region: [] },
  practice: { own: ['lead:QK1'], region: [] },
  adoption: { own: ['lead:QK1'], region: [] },
  'own-priority': { own: ['lead:QK1'], region: [] },
  'checklist-round': { own: ['lead:QK1'], region: [] },
  'checklist-answer': { own: ['lead:QK1'], region: [] },
  // Wherever one may write: one's own name, and versions of texts.
  member: { own: ['lead:QK1'], region: ['chair', 'regional'] },
  version: { own: ['lead:QK1'], region: ['chair', 'regional'] },
  // Workshops, strategies and reports: the co-chairs'.
  series: { own: [], region: ['chair', 'regional'] },
  session: { own: [], region: ['chair', 'regional'] },
  item: { own: [], region: ['chair', 'regional'] },
  attendance: { own: [], region: ['chair', 'regional'] },
  outcome: { own: [], region: ['chair', 'regional'] },
  mute: { own: [], region: ['chair', 'regional'] },
  strategy: { own: [], region: ['chair', 'regional'] },
  'joint-action': { own: [], region: ['chair', 'regional'] },
  report: { own: [], region: ['chair', 'regional'] },
  freeze: { own: [], region: ['chair', 'regional'] },
  'report-section': { own: [], region: ['chair', 'regional'] },
  'challenge-answer': { own: [], region: ['chair', 'regional'] },
  // What is measured, and which systems there are: regional staff's.
  target: { own: ['lead:QK1'], region: ['regional'] },
  metric: { own: [], region: ['regional'] },
  system: { own: [], region: ['regional'] },
  observations: { own: ['lead:QK1'], region: ['regional'] },
  merger: { own: [], region: ['regional'] },
  withdrawal: { own: [], region: ['regional'] },
}

const NOW = Date.parse('2026-11-21T12:00:00Z')
const ME = randomUUID()

const OBSERVATIONS = {
  metric: 'smoking',
  from: { kind: 'manual', source: 'By hand' },
  ...{ areas: [], periods: [], groups: [], notes: [], rows: [], removed: [] },
}

function entryAbout(about: string) {
  const base = { id: randomUUID(), at: makeStamp(NOW, 0, 'a1b2c3d4'), by: ME }
  if (about === 'merger') {
    const into = { ods: 'QZZ', ons: 'E54000999', name: 'Merged', subRegion: 'East' }
    return { ...base, kind: 'merger', from: ['QK1', 'QHL'], into, on: '2027-04-01' }
  }
  if (about === 'withdrawal') return { ...base, kind: 'withdrawal', of: randomUUID() }
  if (about === 'observations') return { ...base, kind: 'observations', ...OBSERVATIONS }
  const id = about === 'member' ? ME : randomUUID()
  return { ...base, kind: 'change', subject: `${about}:${id}`, set: {}, basedOn: {} }
}

function allowed(grants: Grant[], stream: StreamName, about: string): boolean {
  const context = { member: { id: ME, grants }, stream, year: '2026', now: NOW }
  const outcome = guardEntries([{ value: entryAbout(about), attested: false }], context)
  // Only this is about grants and places; no entry here may fail for what it says.
  if (!outcome.ok) expect(['read-only', 'wrong-stream']).toContain(outcome.refusal.reason)
  return outcome.ok
}

describe('every kind of entry by every grant', () => {
  test('the matrix speaks of all there are', () => {
    const kinds = [...Object.keys(SUBJECTS), 'observations', 'merger', 'withdrawal']
    expect(Object.keys(MATRIX).sort()).toEqual(kinds.sort())
  })

  test.each(Object.entries(MATRIX))('%s', (about, { own, region }) => {
    const may = (stream: StreamName) => GRANTS.filter((grant) => allowed([grant], stream, about))
    expect({ own: may('ics:QK1'), region: may('region') }).toEqual({ own, region })
    expect(may('ics:QHL')).toEqual([])
    expect(allowed([], 'region', about)).toBe(false)
    // Two grants allow what either allows, and no more.
    const both: Grant[] = ['lead:QK1', 'chair']
    expect(allowed(both, 'ics:QK1', about)).toBe(own.length > 0)
    expect(allowed(both, 'region', about)).toBe(region.includes('chair'))
  })

  test('what only a newer version knows is written wherever one may write', () => {
    const value = { id: randomUUID(), at: makeStamp(NOW, 0, 'a1b2c3d4'), by: ME, kind: 'poll' }
    const may = (stream: StreamName) =>
      GRANTS.filter((grant) => {
        const context = { member: { id: ME, grants: [grant] }, stream, year: '2026', now: NOW }
        return guardEntries([{ value, attested: false }], context).ok
      })
    expect(may('ics:QK1')).toEqual(['lead:QK1'])
    expect(may('region')).toEqual(['chair', 'regional'])
  })

  test('texts that many type are for those who write somewhere', () => {
    expect(GRANTS.filter((grant) => mayWriteDocuments([grant]))).toEqual([
      ...['lead:QK1', 'chair', 'regional'],
    ])
  })

  test('each grant says what it lets one do', () => {
    const words = GRANTS.map((grant) => grantWords(grant, () => 'Leicestershire'))
    expect(words).toEqual([
      'change the record of Leicestershire',
      'prepare and run workshops, and lead joint strategies and impact reports',
      'change all that the whole region shares, its metrics and systems too',
      'read everything',
      'invite people',
    ])
  })
})
