import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { versionDocument } from '../../domain/documents/tree.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import { textRoom, textRoomHash, textUpdate } from '../../domain/sync/text-room.ts'
import { hashOf, keepText, mendTexts } from '../../main/documents/kept-text.ts'
import { changeDocument } from '../../main/documents/shared-documents.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { createStrategy, moveStrategy } from '../../main/strategies/deeds.ts'
import { readVersions } from '../../main/strategies/founded-versions.ts'
import { strategyDetail } from '../../main/strategies/read.ts'
import { signStrategy } from '../../main/strategies/signatures.ts'
import { keepVersion, readVersionText, restoreVersion } from '../../main/strategies/versions.ts'
import { contextOf, exchange, newRecord, refusal } from '../helpers.ts'
import {
  change,
  detail,
  newStrategy,
  offered,
  paragraph,
  read,
  strategyService,
  write,
} from './fixtures.ts'

const HOUR_MS = 3_600_000
const names = async (service: Parameters<typeof detail>[0], id: string) =>
  (await detail(service, id)).versions.map(({ name, made }) => `${made}: ${name}`)

describe('a version', () => {
  it('keeps the text with its hash, whatever is written after it', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await write(service, id, 'One two three.')
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'First' })
    await write(service, id, 'Something else.')
    const kept = await service.ask('strategies.version', { id, version })
    expect(JSON.parse(kept.content)).toEqual({
      content: [paragraph('One two three.')],
      type: 'doc',
    })
    expect(kept.version).toMatchObject({ name: 'First', made: 'named', words: 3, text: 'here' })
    expect(kept.version.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is the same text for the same words, however they were typed', async () => {
    const { service } = await strategyService()
    const [a, b] = [await newStrategy(service, 'A'), await newStrategy(service, 'B')]
    await write(service, a, 'Hello there.')
    await write(service, b, 'Hello.')
    await write(service, b, 'Hello there.')
    for (const id of [a, b]) await service.ask('strategies.keepVersion', { id, name: 'V' })
    const hash = async (id: string) => (await detail(service, id)).versions[0]?.hash
    expect(await hash(a)).toBe(await hash(b))
  })

  it('comes back as the text, and what stood there is kept', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await write(service, id, 'Old', 'Same')
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'First' })
    await write(service, id, 'New', 'Same', 'More')
    const restored = await service.ask('strategies.restoreVersion', { id, version })
    expect(await read(service, id)).toEqual(['Old', 'Same'])
    const [latest, before] = (await detail(service, id)).versions
    expect(latest).toMatchObject({ id: restored.version, made: 'restored', restores: version })
    const kept = await service.ask('strategies.version', { id, version: before?.id ?? '' })
    expect(JSON.parse(kept.content).content).toHaveLength(3)
    const again = await refusal(service, 'strategies.restoreVersion', { id, version })
    expect(again.message).toContain('already')
  })

  it('takes the text with it when bringing it back is undone, and done again', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await write(service, id, 'Old')
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'First' })
    await write(service, id, 'New')
    await service.ask('strategies.restoreVersion', { id, version })
    const seen: string[] = []
    for (const step of ['undo.last', 'undo.redo', 'undo.last'] as const) {
      await service.ask(step, {})
      seen.push((await read(service, id)).join())
    }
    expect(seen).toEqual(['New', 'Old', 'New'])
    expect(await names(service, id)).toEqual(['named: First'])
    await service.ask('undo.redo', {})
    await write(service, id, 'Newest')
    await service.ask('undo.last', {})
    expect(await read(service, id)).toEqual(['Newest'])
  })

  it('is kept by itself before somebody types on after half an hour, once', async () => {
    const { service, clock } = await strategyService()
    const id = await newStrategy(service)
    await write(service, id, 'First day')
    expect(await names(service, id)).toEqual([])
    clock.now += HOUR_MS
    await write(service, id, 'Second day')
    await write(service, id, 'Second day, more')
    expect(await names(service, id)).toEqual(['automatic: As it stood on 21 Nov 2026'])
    clock.now += HOUR_MS
    await service.ask('strategies.keepVersion', { id, name: 'Named' })
    clock.now += HOUR_MS
    await write(service, id, 'Third day')
    expect((await names(service, id))[0]).toBe('named: Named')
    clock.now += HOUR_MS
    await write(service, id, 'Fourth day')
    expect(await names(service, id)).toHaveLength(3)
  })

  it('is kept when another is offered, if the text has moved on', async () => {
    const { service } = await strategyService()
    const { id, version } = await offered(service)
    expect(await names(service, id)).toEqual(['named: First'])
    await write(service, id, 'Later words')
    await service.ask('strategies.move', { id, to: 'in-review', version })
    expect(await names(service, id)).toHaveLength(2)
    expect((await detail(service, id)).offered).toBe(version)
  })

  it('is taken back by undo, and comes again', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await service.ask('strategies.keepVersion', { id, name: 'First' })
    await service.ask('undo.last', {})
    expect(await names(service, id)).toEqual([])
    await service.ask('undo.redo', {})
    expect(await names(service, id)).toEqual(['named: First'])
  })

  it('takes a text of megabytes', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const picture = `data:image/png;base64,${'A'.repeat(2_000_000)}`
    await change(service, id, (doc) =>
      fillDocument(doc, {
        type: 'doc',
        content: [{ type: 'image', attrs: { src: picture, alt: '😀 a picture' } }],
      }),
    )
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'Big' })
    const { content } = await service.ask('strategies.version', { id, version })
    expect(JSON.parse(content).content[0].attrs).toEqual({ alt: '😀 a picture', src: picture })
  })
})

describe('a version of somebody else', () => {
  function twoRecords() {
    const records = [newRecord(['lead:QK1', 'chair']), newRecord(['lead:QWU'])] as const
    const [a, b] = [contextOf(records[0]), contextOf(records[1])]
    const { id } = createStrategy(a, { template: 'blank', title: 'Joint' })
    const { version } = keepVersion(a, { id, name: 'First' })
    return { records, a, b, id, version }
  }

  it('is not there until its text is, and is used once it came', () => {
    const { records, b, id, version } = twoRecords()
    const [from, to] = records
    for (const doc of from.log.docs().filter((each) => !textRoomHash(each)))
      to.receive(doc, from.log.state(doc), 'sync')
    expect(strategyDetail(b, id).versions[0]?.text).toBe('not-yet')
    expect(() => readVersionText(b, { id, version })).toThrow('has not come in yet')
    exchange(...records)
    expect(strategyDetail(b, id).versions[0]?.text).toBe('here')
    expect(readVersionText(b, { id, version }).content).toBe(
      readVersionText(contextOf(from), { id, version }).content,
    )
  })

  it('whose text is not what its hash says is never used, and is fetched again', () => {
    const { records, a, b, id, version } = twoRecords()
    exchange(...records)
    const [good, damaged] = records
    const sought = { hash: readVersions(b, id)[0]?.hash ?? '', older: undefined }
    const room = textRoom(sought.hash)
    damaged.log.rewrite(room, textUpdate(sought.hash, 'Other words.'))
    expect(strategyDetail(b, id).versions[0]?.text).toBe('altered')
    expect(() => restoreVersion(b, { id, version })).toThrow('is not the one that was kept')
    // The damaged copy is let go, and whoever has the text gives it back.
    expect(mendTexts(damaged, [sought])).toEqual([room])
    expect(strategyDetail(b, id).versions[0]?.text).toBe('not-yet')
    exchange(good, damaged)
    expect(strategyDetail(b, id).versions[0]?.text).toBe('here')
    expect(moveStrategy(a, { id, to: 'in-review', version }).batch).toBeDefined()
  })

  it('that an earlier Accord kept is kept anew, where nobody can write over it', () => {
    const { records, a, b, id } = twoRecords()
    const [from, to] = records
    const text = readVersionText(a, { id, version: readVersions(a, id)[0]?.id ?? '' }).content
    const old = uuidv7()
    const document = versionDocument(old)
    changeDocument(from, document, (doc) => doc.getArray('text').push([text, null]))
    const set = { strategy: id, name: 'Old', made: 'named', hash: hashOf(text), words: 3 }
    const draft = { kind: 'change' as const, subject: `version:${old}`, set, basedOn: {} }
    from.write([{ stream: 'region', draft }], randomUUID())
    for (const doc of from.log.docs().filter((each) => !textRoomHash(each)))
      to.receive(doc, from.log.state(doc), 'sync')
    expect(readVersionText(b, { id, version: old }).content).toBe(text)

    mendTexts(to, [{ hash: hashOf(text), older: document }])
    // Somebody takes it away in its own document, and puts other words there.
    changeDocument(to, document, (doc) => {
      doc.getArray('text').delete(0, 2)
      doc.getArray('text').push(['Altered.', null])
    })
    expect(readVersionText(b, { id, version: old }).content).toBe(text)
  })

  it('stays what it is, whatever others say of it later', () => {
    const { records, a, b, id, version } = twoRecords()
    const signature = { name: 'Cora', role: 'Chief executive', reservations: null }
    moveStrategy(a, { id, to: 'in-review', version })
    const hash = readVersions(a, id)[0]?.hash ?? ''
    signStrategy(a, { id, ics: 'QK1', version, hash, ...signature })
    exchange(...records)
    const before = strategyDetail(b, id)
    expect(before.versions).toMatchObject([{ name: 'First', text: 'here', hash }])

    // In the other’s own stream, in the shared one, and in the author’s own name after signing.
    const other = keepText(records[1], 'Other words.')
    const said = [
      { hash: other, strategy: id },
      { removed: true },
      { name: 'Draft, not for signing' },
      { strategy: randomUUID() },
      { hash: other, strategy: id, name: 'First', made: 'named', words: 3 },
    ]
    const subject = `version:${version}`
    const say = (record: ServiceRecord, stream: StreamName, at?: number) =>
      record.write(
        said.map((set) => ({
          ...{ stream, draft: { kind: 'change' as const, subject, set, basedOn: {} } },
          ...(at === undefined ? {} : { at }),
        })),
        randomUUID(),
      )
    say(records[1], 'ics:QWU')
    say(records[1], 'region')
    // Before it was kept, by a clock that was set back.
    say(records[1], 'ics:QWU', Date.now() - 60_000)
    exchange(...records)
    for (const context of [a, b]) {
      const { versions, signatures } = strategyDetail(context, id)
      expect(versions).toEqual(before.versions)
      expect(signatures).toEqual(before.signatures)
    }
    records[0].write(
      [
        {
          ...{ stream: 'region' as const },
          draft: { kind: 'change', subject, set: { removed: true, hash: other }, basedOn: {} },
        },
      ],
      randomUUID(),
    )
    exchange(...records)
    expect(strategyDetail(b, id).versions).toEqual(before.versions)
  })

  it('is kept by a lead in the lead’s own stream, where the server takes it', () => {
    const { records, b, id } = twoRecords()
    exchange(...records)
    const { version } = keepVersion(b, { id, name: 'Ours' })
    exchange(...records)
    const [latest] = readVersions(contextOf(records[0]), id)
    expect(latest?.id).toBe(version)
    const stream = records[0].db
      .prepare('SELECT stream FROM entry WHERE subject = ?')
      .pluck()
      .get(`version:${version}`)
    expect(stream).toBe('ics:QWU')
  })
})
