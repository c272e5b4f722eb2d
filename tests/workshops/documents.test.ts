import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SESSION_DOCUMENTS } from '../../domain/record/workshop-words.ts'
import { noteBlocks } from '../../domain/workshops/notes.ts'
import type { Service } from '../../main/service.ts'
import { refusal } from '../helpers.ts'
import { addItem, chairedService, newSession } from './fixtures.ts'

/** A session with something of everything, and the one before it. */
async function fullSession() {
  const { service, series } = await chairedService()
  const before = await newSession(service, series, {
    title: 'Autumn session',
    start: '2026-09-03T10:00',
    state: 'held',
  })
  await service.ask('workshops.capture', {
    session: before,
    line: 'action: Asha, QK1, by 1 Oct 2026: share the HS1.e2 pathway',
  })
  const session = await newSession(service, series, {
    purpose: 'Choose what to do together.',
    link: 'https://meet.example.org/winter',
    chairs: [{ name: 'Robin Tester', system: 'QK1', member: null }],
    slides: [{ title: 'Opening slides', location: 'https://files.example.org/a.pptx' }],
  })
  await service.ask('action.update', {
    ics: 'QK1',
    reference: 'HS1.e2',
    changes: { status: 'blocked', nextStep: 'Find a room | now' },
  })
  const item = await addItem(service, session, {
    title: 'Outreach that people trust',
    minutes: 25,
    presenter: 'Asha Patel',
    presenterSystem: 'QK1',
    wanted: 'Say who came.',
    links: [
      { kind: 'action', id: 'HS1.e2' },
      { kind: 'metric', id: 'no-such-metric' },
    ],
  })
  await addItem(service, session, { title: 'Nobody yet', kind: 'decision' })
  await addItem(service, session, { title: 'Tea', kind: 'break', minutes: 10 })
  await service.ask('workshops.savePeople', {
    session,
    people: [
      { fields: { name: 'Asha Patel', system: 'QK1', invited: true, present: true } },
      { fields: { name: 'عائشة 🏥', system: 'QUA', invited: true, present: false } },
    ],
  })
  await service.ask('workshops.capture', { session, item, line: 'decision: we meet again' })
  return { service, session }
}

async function markdown(
  service: Service,
  session: string,
  what: (typeof SESSION_DOCUMENTS)[number],
) {
  const { token } = await service.ask('workshops.export', { session, what, format: 'md' })
  return readFileSync(service.files.out(token)?.path as string, 'utf8')
}

describe('a session’s documents', () => {
  it('say what was planned, what is known and what was agreed', async () => {
    const { service, session } = await fullSession()
    const pack = await markdown(service, session, 'pack')
    expect(pack).toContain('# Agenda pack: Winter session')
    expect(pack).toContain('Thursday 3 Dec 2026, 10:00 to 11:30')
    expect(pack).toMatch(/\| 10:00 \| \*\*Outreach that people trust\*\* \(discussion\) \| 25 \|/)
    expect(pack).toContain('1 blocked, 10 not started')
    expect(pack).toContain('Find a room \\| now')
    expect(pack).toContain('Minutes of Autumn session')
    expect(pack).toContain('Agreed before')
    const minutes = await markdown(service, session, 'minutes')
    expect(minutes).toContain('Leicester, Leicestershire and Rutland: Asha Patel')
    expect(minutes).toMatch(/Apologies: .*عائشة.* 🏥/u)
    expect(minutes).toContain('Decision: We meet again')
    expect(minutes).toContain('What became of 3 Sep 2026')
    expect(await markdown(service, session, 'presenters')).toContain('Nobody presents these yet')
    expect(await markdown(service, session, 'attendance')).toMatch(/Black Country \| – \| 0 of 1/)
    expect(await markdown(service, session, 'actions')).toContain('Share the HS1.e2 pathway')
  })

  it('bring what was agreed last time with its minutes, and under the item that asks for it', async () => {
    const { service, session } = await fullSession()
    const agreed = /Share the HS1.e2 pathway \(HS1.e2\)/g
    const count = async () => (await markdown(service, session, 'pack')).match(agreed)?.length ?? 0
    expect(await count()).toBe(1)
    const [first] = await service.ask('workshops.suggest', { session })
    expect(first).toMatchObject({ kind: 'promises' })
    expect(first?.item.links).toEqual([{ kind: 'action', id: 'HS1.e2' }])
    await service.ask('workshops.addSuggestion', { session, key: first?.key ?? '' })
    // Once: what the item's table tells is not told again with the minutes, or as agreed before.
    const pack = await markdown(service, session, 'pack')
    expect(pack.match(/Share the HS1.e2 pathway/g)).toHaveLength(1)
  })

  it('bring no minutes of a session that was not held', async () => {
    const { service, series } = await chairedService()
    await newSession(service, series, { title: 'Autumn', start: '2026-09-03T10:00', state: 'held' })
    await newSession(service, series, { title: 'Missed', start: '2026-10-03T10:00' })
    const session = await newSession(service, series)
    const pack = await markdown(service, session, 'pack')
    expect(pack).not.toContain('Minutes of Missed')
    expect(pack).toContain('Minutes of Autumn')
  })

  it('say where there is nothing, and count nobody for a session to come', async () => {
    const { service, series } = await chairedService()
    const session = await newSession(service, series)
    const people = [{ fields: { name: 'Asha Patel', system: 'QK1', invited: true } }]
    await service.ask('workshops.savePeople', { session, people })
    expect(await markdown(service, session, 'pack')).toContain('The agenda is empty.')
    expect(await markdown(service, session, 'presenters')).toContain('nothing to present yet')
    for (const what of ['pack', 'presenters', 'attendance'] as const)
      expect(await markdown(service, session, what)).not.toContain('|')
  })

  it('come in every format, the same from a session with nothing in it', async () => {
    const { service, session } = await fullSession()
    const { id: series } = await service.ask('workshops.saveSeries', { fields: { title: 'Empty' } })
    const empty = await newSession(service, series)
    const begins = { docx: 'PK', pdf: '%PDF-1.', html: '<!doctype html>', md: '# ' } as const
    for (const id of [session, empty])
      for (const what of SESSION_DOCUMENTS)
        for (const format of ['docx', 'pdf', 'html', 'md'] as const) {
          // One heavy format is enough for the shorter documents.
          if (what !== 'pack' && what !== 'minutes' && format === 'pdf') continue
          const { token, name, bytes } = await service.ask('workshops.export', {
            ...{ session: id, what, format },
          })
          const start = readFileSync(service.files.out(token)?.path as string).subarray(0, 15)
          expect(start.toString().toLowerCase()).toContain(begins[format].toLowerCase())
          expect(name.endsWith(`2026-12-03.${format}`)).toBe(true)
          expect(bytes).toBeGreaterThan(50)
        }
  })

  it('are shown with how hard they are to read', async () => {
    const { service, session } = await fullSession()
    const { publication, readability } = await service.ask('workshops.document', {
      session,
      what: 'brief',
    })
    expect(publication).toMatchObject({ language: 'en-GB', date: '2026-11-21' })
    expect(readability?.readingAge).toBeGreaterThan(5)
  })

  it('are refused for what does not exist', async () => {
    const { service } = await chairedService()
    const session = '0192d3a0-0000-4000-8000-000000000000'
    const wrong = [
      { session, what: 'pack', format: 'md' },
      { session, what: 'pack', format: 'odt' },
      { session, what: 'everything', format: 'md' },
    ]
    for (const input of wrong)
      expect((await refusal(service, 'workshops.export', input as never)).code).toBe('wrong-call')
  })
})

describe('minutes as they are typed', () => {
  it('become headings, lists and paragraphs, and lose no words', () => {
    expect(
      noteBlocks('# One\nText\n\n- a\n* b\n1. c\n2) d\n\nEnd', 2).map(({ kind }) => kind),
    ).toEqual(['heading', 'paragraph', 'list', 'list', 'paragraph'])
    expect(noteBlocks('', 2)).toEqual([])
    expect(noteBlocks('#hashtag and 1.5 litres\n**not read**', 2)).toMatchObject([
      { kind: 'paragraph' },
    ])
  })
})
