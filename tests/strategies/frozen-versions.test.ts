import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { livePartsIn } from '../../domain/documents/live-parts.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import { change, detail, paragraph, strategyService } from './fixtures.ts'

type Service = Awaited<ReturnType<typeof strategyService>>['service']

const commit = (service: Service, id: string, text: string) =>
  service.ask('strategies.commit', { id, ics: 'QK1', text, action: 'HS6.b2' })

const printed = async (service: Service, id: string, version: string) => {
  const { token } = await service.ask('strategies.export', { id, version, format: 'md' })
  return readFileSync(service.files.out(token)?.path ?? '', 'utf8')
}

/** A strategy whose text shows commitments and actions live. */
async function withLiveBlocks() {
  const { service } = await strategyService()
  const { id } = await service.ask('strategies.create', { template: 'blank', title: 'Bare' })
  const live = (query: object, name: string) => ({
    type: 'live',
    attrs: { id: name, query: JSON.stringify(query), caption: '' },
  })
  await change(service, id, (doc) =>
    fillDocument(doc, {
      type: 'doc',
      content: [
        paragraph('By [month] we act.'),
        live({ kind: 'commitments', strategy: id, ics: null }, 'a'),
        live({ kind: 'actions', ics: 'QK1', filter: { references: ['HS6.b2'] } }, 'b'),
      ],
    }),
  )
  await commit(service, id, 'Count who waits')
  return { service, id }
}

async function offer(service: Service, id: string) {
  await service.ask('strategies.move', { id, to: 'in-review', name: 'For signing' })
  const { offered, versions } = await detail(service, id)
  const version = versions.find((each) => each.id === offered)
  if (!version) throw new Error('Nothing is on offer.')
  return version
}

test('what is offered prints the same for ever, whatever is written afterwards', async () => {
  const { service, id } = await withLiveBlocks()
  const version = await offer(service, id)
  expect(version.live).toBe(0)
  const before = await printed(service, id, version.id)
  expect(before).toContain('Count who waits')
  await commit(service, id, 'Added after the signatures')
  await service.ask('action.update', {
    ...{ ics: 'QK1', reference: 'HS6.b2' },
    changes: { status: 'complete', note: 'Done since' },
  })
  expect(await printed(service, id, version.id)).toBe(before)
})

test('a text without live blocks is offered with its commitments, also where there are none yet', async () => {
  const { service } = await strategyService()
  const { id } = await service.ask('strategies.create', { template: 'blank', title: 'Bare' })
  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: [paragraph('Words alone')] }),
  )
  const version = await offer(service, id)
  const before = await printed(service, id, version.id)
  await commit(service, id, 'Later')
  expect(await printed(service, id, version.id)).toBe(before)
  expect(before).not.toContain('Later')
})

test('the fingerprint covers what was frozen; the text itself stays live', async () => {
  const { service, id } = await withLiveBlocks()
  const first = await offer(service, id)
  const { content } = await service.ask('strategies.version', { id, version: first.id })
  expect(livePartsIn(JSON.parse(content))).toBe(0)
  expect(content).toContain('Count who waits')
  const { content: text } = await service.ask('strategies.text', { id })
  expect(livePartsIn(JSON.parse(text))).toBe(2)
  await service.ask('strategies.move', { id, to: 'draft' })
  await commit(service, id, 'One more')
  expect((await offer(service, id)).hash).not.toBe(first.hash)
})

test('the text counts as changed once somebody changes it, not once the record does', async () => {
  const { service, id } = await withLiveBlocks()
  await offer(service, id)
  await commit(service, id, 'One more')
  expect((await detail(service, id)).changedSinceOffered).toBe(false)
  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: [paragraph('Written since')] }),
  )
  expect((await detail(service, id)).changedSinceOffered).toBe(true)
})

test('an offered version that is brought back is live again where it was', async () => {
  const { service, id } = await withLiveBlocks()
  const version = await offer(service, id)
  const before = (await service.ask('strategies.text', { id })).content
  const nodes = JSON.parse(before).content
  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: [paragraph('Another start.'), ...nodes.slice(1)] }),
  )
  await service.ask('strategies.restoreVersion', { id, version: version.id })
  expect((await service.ask('strategies.text', { id })).content).toBe(before)
})

test('a version that is whole already is offered as it is', async () => {
  const { service, id } = await withLiveBlocks()
  const version = await offer(service, id)
  await service.ask('strategies.move', { id, to: 'draft' })
  await service.ask('strategies.move', { id, to: 'in-review', version: version.id })
  const { offered, versions } = await detail(service, id)
  expect([offered, versions.length]).toEqual([version.id, 1])
})

test('a version with live parts says so, in the list and in print', async () => {
  const { service, id } = await withLiveBlocks()
  const { version } = await service.ask('strategies.keepVersion', { id, name: 'As before' })
  const kept = (await detail(service, id)).versions.find((each) => each.id === version)
  expect(kept?.live).toBe(2)
  expect(await printed(service, id, version)).toContain('This version holds live parts')
})

test('what is unfinished is told before anything is offered', async () => {
  const { service, id } = await withLiveBlocks()
  expect(await service.ask('strategies.unfinished', { id })).toEqual([
    { kind: 'bracket', words: '[month]', under: null },
  ])
  const version = await offer(service, id)
  expect(await service.ask('strategies.unfinished', { id, version: version.id })).toHaveLength(1)
})

test('a block that cannot be read keeps the text from being offered', async () => {
  const { service, id } = await withLiveBlocks()
  await change(service, id, (doc) =>
    fillDocument(doc, {
      type: 'doc',
      content: [{ type: 'live', attrs: { id: 'x', query: '{"kind":"newer"}', caption: '' } }],
    }),
  )
  await expect(
    service.ask('strategies.move', { id, to: 'in-review', name: 'For signing' }),
  ).rejects.toThrow(/cannot be frozen/)
})
