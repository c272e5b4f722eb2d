import { describe, expect, it } from 'vitest'
import { refusal } from '../helpers.ts'
import { addItem, chairedService, detail, newSession, titles } from './fixtures.ts'

describe('a session', () => {
  it('is made with the agenda of a template that fills it to the minute', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series, {}, { template: 'session-90' })
    const session = await detail(service, id)
    expect(session.minutes).toBe(90)
    expect(session.timing).toMatchObject({ planned: 90, overrun: 0, closes: '11:30' })
    expect(session.items.map(({ clock }) => clock)).toEqual([
      '10:00',
      '10:15',
      '10:25',
      '10:50',
      '11:15',
      '11:25',
    ])
    expect(session.items[0]).toMatchObject({ kind: 'opening', conflicts: [] })
  })

  it('has the empty places of its template filled by suggestions, and keeps its length', async () => {
    const { service, series } = await chairedService()
    const before = await newSession(service, series, { start: '2026-06-03T10:00', state: 'held' })
    await service.ask('workshops.capture', {
      session: before,
      line: 'action: by 1 Jul 2026: write',
    })
    const between = await newSession(service, series, { start: '2026-09-03T10:00', state: 'held' })
    const next = await service.ask('workshops.suggest', { session: between })
    expect(next.find(({ kind }) => kind === 'promises')?.title).toBe('1 promise not kept yet')
    // The promise is two sessions old, and still opens the agenda.
    const id = await newSession(service, series, {}, { template: 'session-90' })
    const found = await service.ask('workshops.suggest', { session: id })
    expect(found[0]).toMatchObject({ kind: 'promises' })
    expect(found[0]?.facts[0]).toContain('Promised on 3 Jun 2026.')
    for (const { key } of found.slice(0, 2))
      await service.ask('workshops.addSuggestion', { session: id, key })
    const session = await detail(service, id)
    expect(session.timing).toMatchObject({ planned: 90, overrun: 0 })
    expect(session.items).toHaveLength(6)
    expect(session.items[1]).toMatchObject({ title: 'What we promised', suggestion: found[0]?.key })
    expect(session.items[2]).toMatchObject({ title: found[1]?.item.title, minutes: 25 })
    await service.ask('undo.last', {})
    expect((await titles(service, id))[2]).toBe('First topic')
  })

  it('asks about health inequalities every quarter', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series, {}, { template: 'performance' })
    expect(await titles(service, id)).toContain('Health inequalities: standing line of enquiry')
  })

  it('takes the people of an earlier one along under their own ids', async () => {
    const { service, series } = await chairedService()
    const first = await newSession(service, series, { start: '2026-08-03T10:00' })
    const { ids } = await service.ask('workshops.savePeople', {
      session: first,
      people: [
        { fields: { name: 'Asha Patel', system: 'QK1', invited: true, present: true } },
        { fields: { name: 'Ben Cole', system: 'QUA', invited: true } },
        { fields: { name: 'Guest', present: true } },
      ],
    })
    const next = await newSession(
      service,
      series,
      { start: '2026-11-03T10:00' },
      { inviteFrom: first },
    )
    const { attendance } = await detail(service, next)
    expect(attendance.map(({ name, person }) => [name, person])).toEqual([
      ['Asha Patel', ids[0]],
      ['Ben Cole', ids[1]],
    ])
    const table = await service.ask('workshops.attendance', { series })
    expect(table.sessions.map(({ id }) => id)).toEqual([first, next])
    expect(table.rows.map(({ name, cells }) => [name, cells])).toEqual([
      [
        'Black Country',
        [
          { invited: 1, present: 0 },
          { invited: 1, present: 0 },
        ],
      ],
      [
        'Leicester, Leicestershire and Rutland',
        [
          { invited: 1, present: 1 },
          { invited: 1, present: 0 },
        ],
      ],
      [
        'No system',
        [
          { invited: 0, present: 1 },
          { invited: 0, present: 0 },
        ],
      ],
    ])
  })

  it('is undone with all that was made with it', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series, {}, { template: 'half-day' })
    await service.ask('undo.last', {})
    expect((await refusal(service, 'workshops.session', { id })).message).toContain(
      'There is no such session',
    )
    await service.ask('undo.redo', {})
    expect(await titles(service, id)).toHaveLength(9)
  })

  it('loses again what it was given for the first time, lists as well', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series)
    const item = await addItem(service, id, { title: 'A' })
    const chairs = [{ name: 'Robin', system: null, member: null }]
    await service.ask('workshops.saveSession', { id, fields: { chairs, purpose: 'Talk' } })
    await service.ask('workshops.saveItem', {
      ...{ session: id, id: item },
      fields: { links: [{ kind: 'action', id: 'HS1.e2' }] },
    })
    await service.ask('undo.last', {})
    await service.ask('undo.last', {})
    const found = await detail(service, id)
    expect([found.chairs, found.purpose, found.items[0]?.links]).toEqual([[], null, []])
    await service.ask('undo.redo', {})
    expect((await detail(service, id)).chairs).toEqual(chairs)
  })

  it('takes the items of a template after those there are, as one deed', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series)
    await addItem(service, id, { title: 'Ours' })
    await service.ask('workshops.addTemplate', { session: id, template: 'performance' })
    const all = await titles(service, id)
    expect(all.slice(0, 2)).toEqual(['Ours', 'Welcome and the quarter at a glance'])
    expect(all).toHaveLength(7)
    await service.ask('workshops.addTemplate', { session: id, template: 'session-90' })
    expect((await titles(service, id)).slice(0, 7)).toEqual(all)
    await service.ask('undo.last', {})
    await service.ask('undo.last', {})
    expect(await titles(service, id)).toEqual(['Ours'])
  })

  it('is read by all and changed by co-chairs and regional staff only', async () => {
    const { service } = await chairedService(['lead:QK1', 'chair'])
    expect(await service.ask('workshops.list', {})).toHaveLength(1)
    const { newService } = await import('../helpers.ts')
    const lead = await newService(['lead:QK1'])
    const refused = await refusal(lead, 'workshops.saveSeries', { fields: { title: 'Mine' } })
    expect(refused.message).toContain('Only workshop co-chairs and regional staff')
  })
})

describe('an agenda', () => {
  it('keeps items where they are put', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series)
    await addItem(service, id, { title: 'A' })
    await addItem(service, id, { title: 'C' })
    await addItem(service, id, { title: 'B' }, 1)
    const d = await addItem(service, id, { title: 'D' })
    expect(await titles(service, id)).toEqual(['A', 'B', 'C', 'D'])
    await service.ask('workshops.moveItem', { session: id, id: d, to: 0 })
    expect(await titles(service, id)).toEqual(['D', 'A', 'B', 'C'])
    await service.ask('undo.last', {})
    expect(await titles(service, id)).toEqual(['A', 'B', 'C', 'D'])
  })

  it('shows where a linked action stands in every system', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series)
    await service.ask('action.update', {
      ics: 'QK1',
      reference: 'HS1.e2',
      changes: { status: 'blocked', nextStep: 'Find a room' },
    })
    await addItem(service, id, { title: 'A', links: [{ kind: 'action', id: 'HS1.e2' }] })
    const [item] = (await detail(service, id)).items
    expect(item?.linked[0]).toMatchObject({ id: 'HS1.e2', state: '1 blocked, 10 not started' })
    expect(item?.linked[0]?.systems.find(({ ics }) => ics === 'QK1')).toMatchObject({
      status: 'blocked',
      nextStep: 'Find a room',
    })
  })
})

describe('what makes no sense', () => {
  it('is refused with the reason', async () => {
    const { service, series } = await chairedService()
    const id = await newSession(service, series)
    const item = await addItem(service, id, { title: 'A' })
    const nowhere = '0192d3a0-0000-4000-8000-000000000000'
    const tries = [
      ['workshops.session', { id: nowhere }, 'There is no such session'],
      ['workshops.saveSession', { fields: { title: 'X' } }, 'a series, a title and a start'],
      ['workshops.saveSession', { id, fields: { series: nowhere } }, 'no such series'],
      [
        'workshops.saveSession',
        { id, fields: { zone: 'Europe/Lodnon' } },
        'no time zone Europe/Lodnon',
      ],
      [
        'workshops.saveSession',
        { id, fields: { start: '2027-03-28T01:30' } },
        'the clocks go forward',
      ],
      [
        'workshops.saveSession',
        { id, fields: { start: '2027-02-30T10:00' } },
        'There is no such day',
      ],
      ['workshops.saveSession', { id, fields: { start: '3 Dec, 10am' } }, 'Write the start as'],
      ['workshops.saveSession', { id, fields: { minutes: -30 } }, '>=5'],
      [
        'workshops.saveSession',
        { id, fields: { link: 'javascript:alert(1)' } },
        'Write a web address',
      ],
      ['workshops.saveItem', { session: id, fields: {} }, 'Give the item a title'],
      ['workshops.saveItem', { session: id, id: nowhere, fields: { title: 'B' } }, 'no such item'],
      [
        'workshops.saveItem',
        { session: id, id: item, fields: { presenterSystem: 'XXX' } },
        'no system XXX',
      ],
      ['workshops.moveItem', { session: id, id: nowhere, to: 0 }, 'no such item'],
      ['workshops.addTemplate', { session: nowhere, template: 'half-day' }, 'no such session'],
      ['workshops.addSuggestion', { session: id, key: 'blocked:HS1.e2' }, 'does not hold any more'],
      [
        'workshops.savePeople',
        { session: id, people: [{ fields: { invited: true } }] },
        'needs a name',
      ],
      [
        'workshops.saveOutcome',
        { session: id, fields: { text: 'X', due: '2026-12-01' } },
        'is before the session',
      ],
      [
        'workshops.saveOutcome',
        { session: id, fields: { text: 'X', action: 'HS9.z9' } },
        'no action HS9.z9',
      ],
      ['workshops.capture', { session: id, line: 'action:' }, 'nothing to write down'],
      ['workshops.saveItem', { session: id, fields: { title: 'Ring 943 476 5919' } }, 'NHS number'],
    ] as const
    for (const [procedure, input, reason] of tries)
      expect((await refusal(service, procedure, input as never)).message).toContain(reason)
    expect(await titles(service, id)).toEqual(['A'])
  })
})
