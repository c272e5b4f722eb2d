import * as Y from 'yjs'
import type { DocumentNode } from '../../domain/documents/tree.ts'
import type { Grant } from '../../domain/record/grants.ts'
import { fillDocument, readDocument } from '../../main/documents/y-document.ts'
import type { Service } from '../../main/service.ts'
import type { StrategyDetail } from '../../preload/strategies-types.ts'
import { newService } from '../helpers.ts'

/** 21 November 2026, a Saturday, at noon. */
export const NOW = Date.parse('2026-11-21T12:00:00Z')
export const LEAD_AND_CHAIR: Grant[] = ['lead:QK1', 'chair']

/** What asks, in this process or another. */
export type Asking = Pick<Service, 'ask'>

/** A service whose member may do all that these tests need, with a clock to move. */
export async function strategyService(grants: Grant[] = LEAD_AND_CHAIR) {
  const clock = { now: NOW }
  const service = await newService(grants, () => clock.now)
  return { service, clock }
}

export async function newStrategy(service: Asking, title = 'Diabetes in the Midlands') {
  const { id } = await service.ask('strategies.create', { template: 'blank', title })
  return id
}

export function detail(service: Asking, id: string): Promise<StrategyDetail> {
  return service.ask('strategies.get', { id })
}

export const paragraph = (text: string): DocumentNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
})

/** The shared text, as a page would have it. */
export async function replica(service: Asking, id: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const { state } = await service.ask('document.open', { document: `document:strategy-${id}` })
  Y.applyUpdate(doc, Buffer.from(state, 'base64'))
  return doc
}

/** Changes the shared text, as a page would. */
export async function change(
  service: Asking,
  id: string,
  how: (doc: Y.Doc) => void,
): Promise<void> {
  const doc = await replica(service, id)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => how(doc))
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64')
  await service.ask('document.update', { document: `document:strategy-${id}`, update })
}

/** Makes the text these paragraphs. */
export async function write(service: Asking, id: string, ...texts: string[]): Promise<void> {
  await change(service, id, (doc) =>
    fillDocument(doc, { type: 'doc', content: texts.map(paragraph) }),
  )
}

/** The words of the shared text, paragraph by paragraph. */
export async function read(service: Asking, id: string): Promise<string[]> {
  const { content = [] } = readDocument(await replica(service, id))
  return content.map((block) => (block.content ?? []).map(({ text }) => text ?? '').join(''))
}

/** A strategy with a text, offered for signing; answers it and the version on offer. */
export async function offered(service: Asking) {
  const id = await newStrategy(service)
  await write(service, id, 'We will act.')
  await service.ask('strategies.move', { id, to: 'in-review', name: 'First' })
  const { offered: version, versions } = await detail(service, id)
  const kept = versions.find((each) => each.id === version)
  return { id, version: version ?? '', hash: kept?.hash ?? '' }
}

export async function sign(service: Asking, ics = 'QK1') {
  const { id, version, hash } = await offered(service)
  const signature = { id, ics, version, hash, name: 'Asha Patel', role: 'Chief executive' }
  await service.ask('strategies.sign', signature)
  return { id, version, hash, signature }
}
