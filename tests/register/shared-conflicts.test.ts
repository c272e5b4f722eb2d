import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { StreamName } from '../../domain/record/stream.ts'
import { listConflicts } from '../../main/across/conflicts.ts'
import { settleConflict } from '../../main/across/settle.ts'
import { changeIn } from '../../main/record/deed.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { contextOf, exchange, HOME, newRecord } from '../helpers.ts'

/** What two people changed apart, of every kind that strategies, practice and reports brought. */

const STUDY = randomUUID()
const KINDS: [kind: string, stream: StreamName, field: string, first: object, title: string][] = [
  ['strategy', 'region', 'purpose', { title: 'Diabetes together' }, 'Diabetes together'],
  ['report', 'region', 'title', { title: 'Twelve months on' }, 'Theirs'],
  ['joint-action', 'region', 'text', { title: 'One bus' }, 'One bus'],
  ['practice', `ics:${HOME}`, 'what', { title: 'Clinics by van' }, 'Clinics by van'],
  ['own-priority', `ics:${HOME}`, 'passage', { title: 'Smoking' }, 'Smoking'],
  ['adoption', `ics:${HOME}`, 'changed', { study: `practice:${STUDY}` }, 'Walking groups'],
]

function write(record: ServiceRecord, stream: StreamName, subject: string, fields: object) {
  const additions = changeIn(contextOf(record), stream, subject, { ...fields })
  record.write(additions, randomUUID())
}

test.each(KINDS)(
  '%s: both values are listed under a name that people know, and settled',
  async (...of) => {
    const [kind, stream, field, first, title] = of
    const grants = [`lead:${HOME}`, 'regional'] as const
    const [here, there] = [newRecord([...grants]), newRecord([...grants])]
    const subject = `${kind}:${randomUUID()}`
    write(here, `ics:${HOME}`, `practice:${STUDY}`, { title: 'Walking groups' })
    write(here, stream, subject, first)
    exchange(here, there)
    write(here, stream, subject, { [field]: 'Ours' })
    // Within one millisecond, chance would say which of the two is the later.
    await wait(2)
    write(there, stream, subject, { [field]: 'Theirs' })
    exchange(here, there)
    const [conflict, ...more] = listConflicts(contextOf(here), HOME)
    expect(more).toEqual([])
    const ics = stream === 'region' ? 'region' : HOME
    expect(conflict).toMatchObject({ ics, subject, field, title, reference: null })
    expect(conflict?.label).toMatch(/^[A-Z]/)
    expect(conflict?.values.map(({ words }) => words)).toEqual(['Theirs', 'Ours'])
    settleConflict(contextOf(here), ics, subject, field, 'Ours')
    exchange(here, there)
    expect(listConflicts(contextOf(there))).toEqual([])
  },
)
