import { formatDate } from '../../domain/dates.ts'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { wordCount } from '../../domain/documents/text.ts'
import { type DocumentNode, strategyDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { whyNotDocuments } from '../../domain/record/grants.ts'
import type { VersionFields } from '../../domain/record/strategy-fields.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import type { Input } from '../../preload/contract.ts'
import type { VersionText } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import { hashOf, keepText } from '../documents/kept-text.ts'
import { changeDocument, loadDocument } from '../documents/shared-documents.ts'
import { fillDocument, readDocument } from '../documents/y-document.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import type { UpdateLog } from '../record/log.ts'
import { streamOf } from '../record/member-name.ts'
import type { Addition } from '../record/record.ts'
import { readVersions, requireVersion, type Version } from './founded-versions.ts'
import { requireStrategy } from './parts.ts'
import { newVersionId } from './version-id.ts'
import { versionText, versionTextState } from './version-text.ts'

/** Versions of a strategy's text: each an entry of whoever kept it, and a text that never changes. */

/** The text as it stands now. */
export function currentText({ record }: WritingContext, strategy: string): DocumentNode {
  return readDocument(loadDocument(record, strategyDocument(strategy)))
}

/** The same in the form in which versions keep it. */
export function standingText(context: WritingContext, strategy: string): string {
  requireStrategy(context, strategy)
  return canonicalDocument(currentText(context, strategy))
}

/** A version that is not an entry yet. Its text is written already: alone it says nothing. */
interface Kept {
  id: string
  stream: StreamName
  additions: Addition[]
}

function keep(
  context: WritingContext,
  strategy: string,
  fields: Pick<VersionFields, 'name' | 'made' | 'restores'>,
  text = currentText(context, strategy),
): Kept {
  const stream = streamOf(context.grants())
  if (!stream) throw new UserError(whyNotDocuments())
  const hash = keepText(context.record, canonicalDocument(text))
  const id = newVersionId(context.record.identity()?.member.id ?? '', strategy, hash)
  const values = { strategy, ...fields, hash, words: wordCount(text) }
  return { id, stream, additions: changeIn(context, stream, `version:${id}`, values) }
}

export function keepVersion(
  context: WritingContext,
  { id, name }: Input<'strategies.keepVersion'>,
): Written & { version: string } {
  const { title } = requireStrategy(context, id)
  const kept = keep(context, id, { name, made: 'named' })
  const said = `“${title}”: kept as “${name}”`
  return { ...writeDeed(context, kept.stream, kept.additions, said), version: kept.id }
}

/** The text as it stands kept as a version, unless the latest version holds just that. */
export function keepWhatStands(context: WritingContext, strategy: string): Kept | undefined {
  const text = currentText(context, strategy)
  const [latest] = standing(context, strategy)
  if (latest?.hash === hashOf(canonicalDocument(text))) return undefined
  const name = `As it stood on ${formatDate(context.today())}`
  return keep(context, strategy, { name, made: 'automatic' }, text)
}

/** Puts a version's text back as the text, and keeps what stood there. */
export function restoreVersion(
  context: WritingContext,
  { id, version: named }: Input<'strategies.restoreVersion'>,
): Written & { version: string } {
  const { title } = requireStrategy(context, id)
  const version = requireVersion(context, id, named)
  const content = versionText(context.record, version)
  if (content === canonicalDocument(currentText(context, id)))
    throw new UserError(`The text is that of “${version.name}” already.`)
  const before = keepWhatStands(context, id)
  setText(context, id, content)
  const name = `“${version.name}” brought back`.slice(0, 160)
  const kept = keep(context, id, { name, made: 'restored', restores: version.id })
  const additions = [...(before?.additions ?? []), ...kept.additions]
  const said = `“${title}”: text of “${version.name}” brought back`
  return { ...writeDeed(context, kept.stream, additions, said), version: kept.id }
}

/** @param content canonical JSON of a document */
export function setText({ record }: WritingContext, strategy: string, content: string): void {
  const by = record.identity()?.member.name
  changeDocument(record, strategyDocument(strategy), (doc) =>
    fillDocument(doc, JSON.parse(content) as DocumentNode, by),
  )
}

export function readVersionText(
  context: WritingContext,
  { id, version: named }: Input<'strategies.version'>,
): VersionText {
  const version = requireVersion(context, id, named)
  return { version: shownVersion(context, version), content: versionText(context.record, version) }
}

export function shownVersion({ record, names }: WritingContext, version: Version) {
  const { id, name, made, at, by, hash, words, restores } = version
  const text = versionTextState(record, version)
  return { id, name, made, at, by: names.member(by), hash, words, restores, text }
}

/** Hashes of texts as they stood, so that a long one is read again only once it has changed. */
const hashes = new WeakMap<UpdateLog, Map<string, { update: number; hash: string }>>()

/** Whether the text has moved on since a version. */
export function hasMovedOn(context: WritingContext, strategy: string, version: Version): boolean {
  const { log } = context.record
  const known = hashes.get(log) ?? new Map<string, { update: number; hash: string }>()
  hashes.set(log, known)
  const update = log.lastUpdate(strategyDocument(strategy))
  let now = known.get(strategy)
  if (now?.update !== update) {
    now = { update, hash: hashOf(canonicalDocument(currentText(context, strategy))) }
    known.set(strategy, now)
  }
  return now.hash !== version.hash
}

/** Versions that were not taken back, the latest first. */
export function standing(context: RecordContext, strategy: string): Version[] {
  return readVersions(context, strategy).filter(({ removed }) => !removed)
}
