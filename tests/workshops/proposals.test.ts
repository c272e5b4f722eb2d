import { describe, expect, it } from 'vitest'
import type { Grant } from '../../domain/record/grants.ts'
import { refusal } from '../helpers.ts'
import { addItem, chairedService, detail, newSession } from './fixtures.ts'

const ICS = 'QK1'

/** A session in which something fell to our own system. */
async function proposed(line: string, grants?: Grant[]) {
  const { service, series } = await chairedService(grants)
  const session = await newSession(service, series, { start: '2026-11-20T10:00', state: 'held' })
  const { id: outcome } = await service.ask('workshops.capture', { session, line })
  const fate = async () => (await detail(service, session)).outcomes[0]
  return { service, session, outcome, fate }
}

const LINE = 'action: Asha Patel, QK1, by 30 Jan: share the HS1.e2 pathway'

describe('what falls to a system', () => {
  it('waits for an answer of its lead, beside the action it names', async () => {
    const { service, fate } = await proposed(LINE)
    const { id: owner } = await service.ask('owners.save', {
      ics: ICS,
      fields: { name: 'asha patel' },
    })
    expect(await service.ask('workshops.proposals', { ics: ICS })).toMatchObject([
      {
        text: 'Share the HS1.e2 pathway',
        action: 'HS1.e2',
        owner: 'Asha Patel',
        ownerId: owner,
        standing: 'proposed',
        answer: null,
      },
    ])
    expect(await service.ask('workshops.proposals', { ics: 'QUA' })).toEqual([])
    expect((await fate())?.words).toBe(
      'Waits for an answer from Leicester, Leicestershire and Rutland, due 30 Jan 2027',
    )
  })

  it('becomes part of an action once accepted, and its fate follows the action', async () => {
    const { service, outcome, fate } = await proposed(LINE)
    await service.ask('workshops.answer', { ics: ICS, outcome, answer: 'accepted' })
    const action = () => service.ask('action.get', { ics: ICS, reference: 'HS1.e2' })
    expect((await action()).row).toMatchObject({
      status: 'planned',
      nextStep: 'Share the HS1.e2 pathway',
      due: '2027-01-30',
    })
    expect(await fate()).toMatchObject({ standing: 'open', answer: { answer: 'accepted' } })
    await service.ask('action.update', {
      ics: ICS,
      reference: 'HS1.e2',
      changes: { status: 'complete' },
    })
    expect(await fate()).toMatchObject({
      standing: 'done',
      words: 'HS1.e2 is complete in Leicester, Leicestershire and Rutland',
    })
  })

  it('is not done at birth where the action was complete before it', async () => {
    const { service, outcome, fate } = await proposed(LINE)
    const say = (status: 'complete' | 'in-progress' | 'embedded') =>
      service.ask('action.update', { ics: ICS, reference: 'HS1.e2', changes: { status } })
    await say('complete')
    await service.ask('workshops.answer', { ics: ICS, outcome, answer: 'accepted' })
    expect(await fate()).toMatchObject({
      standing: 'open',
      words:
        'Accepted by Leicester, Leicestershire and Rutland; HS1.e2 was complete before this was promised, due 30 Jan 2027',
    })
    await say('in-progress')
    expect((await fate())?.standing).toBe('open')
    await say('embedded')
    expect((await fate())?.standing).toBe('done')
  })

  it('is one proposal for each system that a line names, taken back at once', async () => {
    const { service, session } = await proposed('action: Asha, LLR and BSol, by 30 Jan: share it')
    const systems = async () =>
      (await detail(service, session)).outcomes.map(({ system }) => system)
    expect(await systems()).toEqual(['QK1', 'QHL'])
    await service.ask('undo.last', {})
    expect(await systems()).toEqual([])
    await service.ask('workshops.capture', { session, line: 'action: all systems: share it' })
    expect(new Set(await systems()).size).toBe(11)
    const line = 'action: Asha, QK1, 31 Feb: share it'
    expect((await refusal(service, 'workshops.capture', { session, line })).message).toContain(
      '“31 Feb” is no day of the calendar',
    )
    expect(await systems()).toHaveLength(11)
  })

  it('is taken back whole: the answer and what it wrote', async () => {
    const { service, outcome, fate } = await proposed(LINE)
    await service.ask('workshops.answer', { ics: ICS, outcome, answer: 'accepted' })
    await service.ask('undo.last', {})
    expect(await fate()).toMatchObject({ standing: 'proposed', answer: null })
    const { row } = await service.ask('action.get', { ics: ICS, reference: 'HS1.e2' })
    expect(row).toMatchObject({ status: 'not-started', nextStep: null, due: null })
    await service.ask('undo.redo', {})
    expect(await fate()).toMatchObject({ standing: 'open' })
  })

  it('may be changed, and carried by an action of the system’s own', async () => {
    const { service, outcome, fate } = await proposed('commitment: QK1: open a clinic in Corby')
    const { action } = await service.ask('workshops.answer', {
      ics: ICS,
      outcome,
      answer: 'changed',
      text: 'Open a clinic in Corby on Saturdays',
      due: '2027-03-01',
      recommendation: 'HS1.e',
    })
    expect(action).toMatch(/^HS1\.e\.QK1-/)
    const { row } = await service.ask('action.get', { ics: ICS, reference: action as string })
    expect(row).toMatchObject({
      title: 'Open a clinic in Corby on Saturdays',
      source: 'local',
      status: 'planned',
      due: '2027-03-01',
    })
    expect((await fate())?.words).toBe(
      `Accepted with changes by Leicester, Leicestershire and Rutland; ${action} is planned, due 1 Mar 2027`,
    )
  })

  it('may be declined with a reason that the co-chairs read', async () => {
    const { service, outcome, fate } = await proposed(LINE)
    const answer = { ics: ICS, outcome, answer: 'declined' } as const
    expect((await refusal(service, 'workshops.answer', answer)).message).toContain('Say why')
    await service.ask('workshops.answer', { ...answer, reason: 'No room this year' })
    expect((await fate())?.words).toBe(
      'Declined by Leicester, Leicestershire and Rutland: No room this year',
    )
  })

  it('is late once its date has passed, and opens the next agenda', async () => {
    const { service, session } = await proposed('action: by 21 Nov 2026: write it up')
    const { seriesTitle, series } = await detail(service, session)
    expect(seriesTitle).not.toBe('')
    const next = await newSession(service, series, {}, { template: 'session-90' })
    const [first] = await service.ask('workshops.suggest', { session: next })
    expect(first).toMatchObject({
      kind: 'promises',
      facts: ['“Write it up”. Open, due 21 Nov 2026.'],
    })
    await service.ask('workshops.addSuggestion', {
      session: next,
      key: first?.key as string,
    })
    const { items } = await detail(service, next)
    expect(items.slice(0, 2).map(({ kind, suggestion }) => [kind, suggestion])).toEqual([
      ['opening', null],
      ['update', first?.key],
    ])
    expect((await service.ask('workshops.suggest', { session: next }))[0]?.added).toBe(true)
  })

  it('is answered by a lead of that system alone, and only while it is there', async () => {
    const { service, session, outcome } = await proposed(LINE)
    const { id: theirs } = await service.ask('workshops.capture', {
      session,
      line: 'action: QUA: share the pathway',
    })
    const tries = [
      [{ ics: 'QUA', outcome: theirs, answer: 'accepted' }, 'Only a lead of Black Country'],
      [{ ics: ICS, outcome: theirs, answer: 'accepted' }, 'not there any more'],
      [{ ics: ICS, outcome, answer: 'changed' }, 'Say what you change'],
      [{ ics: ICS, outcome, answer: 'accepted', action: 'HS1.z9' }, 'no action HS1.z9'],
    ] as const
    for (const [input, reason] of tries)
      expect((await refusal(service, 'workshops.answer', input)).message).toContain(reason)
    const { id: vague } = await service.ask('workshops.capture', {
      session,
      line: 'action: QK1: do better',
    })
    expect(
      (await refusal(service, 'workshops.answer', { ics: ICS, outcome: vague, answer: 'accepted' }))
        .message,
    ).toContain('Say which action carries it')
  })
})

describe('a suggestion that is put aside', () => {
  it('stays in the list with the reason, for all sessions, until it is brought back', async () => {
    const { service, series } = await chairedService()
    const session = await newSession(service, series)
    const [first] = await service.ask('workshops.suggest', { session })
    const key = first?.key as string
    await service.ask('workshops.mute', { key, reason: 'Comes in the spring' })
    const found = async () =>
      (await service.ask('workshops.suggest', { session })).find((each) => each.key === key)
    expect((await found())?.muted).toMatchObject({
      reason: 'Comes in the spring',
      byName: 'Robin Tester',
    })
    await service.ask('workshops.mute', { key, reason: null })
    expect((await found())?.muted).toBeNull()
    await service.ask('undo.last', {})
    expect((await found())?.muted).not.toBeNull()
  })
})

describe('a decision that was not taken', () => {
  it('waits until it has come back to an agenda', async () => {
    const { service, series } = await chairedService()
    const first = await newSession(service, series, { start: '2026-09-01T10:00', state: 'held' })
    const id = await addItem(service, first, {
      title: 'One scheme',
      kind: 'decision',
      finished: false,
    })
    const second = await newSession(service, series, { start: '2026-11-01T10:00', state: 'held' })
    const keys = async (session: string) =>
      (await service.ask('workshops.suggest', { session })).map(({ key }) => key)
    expect(await keys(second)).toContain(`decision:${id}`)
    await service.ask('workshops.addSuggestion', { session: second, key: `decision:${id}` })
    const third = await newSession(service, series)
    expect(await keys(third)).not.toContain(`decision:${id}`)
  })
})

describe('what fell to a system that has become part of another', () => {
  const into = { ods: 'QML', ons: 'E54000099', name: 'Midland East', subRegion: 'East' } as const
  const grants: Grant[] = ['lead:QK1', 'lead:QJM', 'lead:QML', 'chair', 'regional']
  const mergedBy = { from: ['QK1', 'QJM'], into, on: '2026-11-01' }

  it('waits for the one that took over, and its fate follows the action there', async () => {
    const { service, outcome, fate } = await proposed(LINE, grants)
    await service.ask('systems.merge', mergedBy)
    expect((await fate())?.words).toBe('Waits for an answer from Midland East, due 30 Jan 2027')
    await service.ask('workshops.answer', { ics: 'QML', outcome, answer: 'accepted' })
    const complete = { reference: 'HS1.e2', changes: { status: 'complete' } } as const
    await service.ask('action.update', { ics: 'QML', ...complete })
    expect(await fate()).toMatchObject({
      standing: 'done',
      words: 'HS1.e2 is complete in Midland East',
    })
  })

  it('keeps the answer that the system gave, and what its action came to', async () => {
    const { service, outcome, fate } = await proposed(LINE, grants)
    await service.ask('workshops.answer', { ics: ICS, outcome, answer: 'accepted' })
    await service.ask('systems.merge', mergedBy)
    expect(await fate()).toMatchObject({
      standing: 'open',
      words:
        'Accepted by Leicester, Leicestershire and Rutland; HS1.e2 is planned, due 30 Jan 2027',
    })
    const complete = { reference: 'HS1.e2', changes: { status: 'complete' } } as const
    await service.ask('action.update', { ics: 'QML', ...complete })
    expect((await fate())?.standing).toBe('done')
  })
})
