import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SubjectName } from '../../domain/record/subjects.ts'
import { linkReader } from '../../main/links/links.ts'
import { changeIn, type FieldValues, writeDeed } from '../../main/record/deed.ts'
import { suggestionsFor } from '../../main/workshops/suggest.ts'
import { contextOf, newRecord } from '../helpers.ts'

const VERSION = randomUUID()
const SYSTEMS = 11

/** A record of a co-chair with a session in it, into which anything can be written. */
function chaired() {
  const context = contextOf(newRecord(['regional', 'chair', 'lead:QK1', 'lead:QUA']))
  const write = (kind: SubjectName, id: string, values: FieldValues, stream = 'region') => {
    const additions = changeIn(context, stream as 'region', `${kind}:${id}`, values)
    writeDeed(context, stream as 'region', additions, 'Written')
  }
  const [series, session, strategy] = [randomUUID(), randomUUID(), randomUUID()]
  write('series', series, { title: 'Workshops' })
  write('session', session, { series, title: 'Winter', start: '2026-12-03T10:00' })
  return {
    ...{ context, write, series, session, strategy },
    offer: (state = 'in-review') =>
      write('strategy', strategy, { title: 'Diabetes together', state, offered: VERSION }),
    sign: (ics: string, values: FieldValues = {}) =>
      write('signature', strategy, { version: VERSION, ...values }, `ics:${ics}`),
    decisions: () => suggestionsFor(context, session).filter(({ kind }) => kind === 'decision'),
  }
}

describe('a strategy in review', () => {
  it('asks for the signatures it lacks, of today’s systems and of the version on offer', () => {
    const { offer, sign, decisions, strategy } = chaired()
    offer()
    expect(decisions()[0]?.facts[1]).toBe(`None of ${SYSTEMS} systems has signed.`)
    sign('QK1')
    sign('QUA', { version: randomUUID() })
    const [suggestion, ...others] = decisions()
    expect(others).toEqual([])
    expect(suggestion).toMatchObject({
      key: `decision:signatures:${strategy}`,
      title: '“Diabetes together” waits for 10 signatures',
      item: { kind: 'decision', links: [{ kind: 'strategy', id: strategy }] },
    })
    expect(suggestion?.facts[1]).toBe(
      '1 of 11 systems signed: Leicester, Leicestershire and Rutland.',
    )
    sign('QK1', { withdrawn: 'We must ask our board.' })
    expect(decisions()[0]?.title).toContain('11 signatures')
  })

  it('waits to be published once it is agreed, and for nothing once it is', () => {
    const { offer, decisions, strategy } = chaired()
    offer('draft')
    expect(decisions()).toEqual([])
    offer('agreed')
    expect(decisions()[0]?.key).toBe(`decision:publication:${strategy}`)
    offer('published')
    expect(decisions()).toEqual([])
  })

  it('is suggested by the record, not by an agenda on which it was left undecided', () => {
    const { offer, write, decisions, series, strategy } = chaired()
    offer()
    const before = randomUUID()
    write('session', before, { series, title: 'Autumn', start: '2026-09-03T10:00' })
    write('item', randomUUID(), {
      ...{ session: before, title: 'Sign it', kind: 'decision', finished: false },
      suggestion: `decision:signatures:${strategy}`,
    })
    expect(decisions().map(({ key }) => key)).toEqual([`decision:signatures:${strategy}`])
  })

  it('is shown by a link as it stands, with the section that the item is about', () => {
    const { context, offer, sign, strategy } = chaired()
    offer()
    sign('QK1')
    const link = linkReader(context)
    expect(link({ kind: 'strategy', id: `${strategy}#Our aims ` })).toMatchObject({
      title: 'Diabetes together: Our aims',
      state: 'In review, 1 of 11 systems signed',
      signatures: { signed: ['Leicester, Leicestershire and Rutland'] },
    })
    expect(link({ kind: 'strategy', id: randomUUID() }).title).toBe(
      'A strategy that is not in this record',
    )
  })
})

describe('a proposed joint action', () => {
  it('asks to be agreed by the systems that it names, until somebody decides', () => {
    const { write, decisions } = chaired()
    const id = randomUUID()
    const proposed = { title: 'Share one bus', systems: ['QK1', 'QUA'], state: 'proposed' }
    write('joint-action', id, proposed)
    const [suggestion] = decisions()
    expect(suggestion?.key).toBe(`decision:joint-action:${id}`)
    expect(suggestion?.facts[1]).toBe(
      'It concerns Black Country; Leicester, Leicestershire and Rutland.',
    )
    write('joint-action', id, { state: 'declined', reason: 'Too dear.' })
    expect(decisions()).toEqual([])
  })

  it('waits since the day by clocks in the United Kingdom', () => {
    const { context, decisions } = chaired()
    const set = { title: 'Share one bus', state: 'proposed' }
    const draft = { kind: 'change' as const, subject: `joint-action:${randomUUID()}`, basedOn: {} }
    const at = Date.parse('2026-07-01T23:30:00Z')
    context.record.write([{ stream: 'region', draft: { ...draft, set }, at }], randomUUID())
    expect(decisions()[0]?.facts[0]).toBe('It was proposed on 2 Jul 2026.')
  })
})

describe('an action that is blocked in several systems', () => {
  it('had its last update on the day by clocks in the United Kingdom', () => {
    const { context, session } = chaired()
    const at = Date.parse('2026-07-01T23:30:00Z')
    const set = { status: 'blocked' }
    const draft = { kind: 'change' as const, subject: 'action:HS1.e2', set, basedOn: {} }
    context.record.write(
      ['ics:QK1', 'ics:QUA'].map((stream) => ({ stream: stream as 'region', draft, at })),
      randomUUID(),
    )
    const blocked = suggestionsFor(context, session).find(({ key }) => key === 'blocked:HS1.e2')
    expect(blocked?.facts).toContain('The longest has had no update since 2 Jul 2026.')
  })
})
