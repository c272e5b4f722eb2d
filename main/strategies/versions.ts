import { formatDate } from '../../domain/dates.ts'
import { jsonOrNothing } from '../../domain/documents/attributes.ts'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import {
  frozenLike,
  livePartsIn,
  showsCommitments,
  thawedLike,
} from '../../domain/documents/live-parts.ts'
import { parseDocument } from '../../domain/documents/parse.ts'
import { wordCount } from '../../domain/documents/text.ts'
import { type DocumentNode, strategyDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { whyNotDocuments } from '../../domain/record/grants.ts'
import type { VersionFields } from '../../domain/record/strategy-fields.ts'
import type { StreamName } from '../../domain/record/stream.ts'
import type { Input } from '../../preload/contract.ts'
import type { VersionText } from '../../preload/strategies-types.ts'
import type { Written } from '../../preload/types.ts'
import { hashOf, keepText, readKeptText } from '../documents/kept-text.ts'
import { changeDocument, loadDocument } from '../documents/shared-documents.ts'
import { fillDocument, readDocument } from '../documents/y-document.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import type { UpdateLog } from '../record/log.ts'
import { streamOf } from '../record/member-name.ts'
import type { Addition, ServiceRecord } from '../record/record.ts'
import { readVersions, requireVersion, type Version } from './founded-versions.ts'
import { readCommitments, requireStrategy } from './parts.ts'
import { newVersionId } from './version-id.ts'
import { soughtText, versionText, versionTextState } from './version-text.ts'

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

export function keep(
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
  if (latest && holdsText(context, latest, text)) return undefined
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
  if (holdsText(context, version, currentText(context, id)))
    throw new UserError(`The text is that of “${version.name}” already.`)
  const before = keepWhatStands(context, id)
  setText(context, id, content)
  const name = `“${version.name}” brought back`.slice(0, 160)
  const kept = keep(context, id, { name, made: 'restored', restores: version.id })
  const additions = [...(before?.additions ?? []), ...kept.additions]
  const said = `“${title}”: text of “${version.name}” brought back`
  return { ...writeDeed(context, kept.stream, additions, said), version: kept.id }
}

/**
 * Puts a version's text in the place of what stands. Blocks that were frozen when it was offered are
 * live again where they are live now.
 * @param content canonical JSON of a document
 */
export function setText({ record }: WritingContext, strategy: string, content: string): void {
  const by = record.identity()?.member.name
  changeDocument(record, strategyDocument(strategy), (doc) =>
    fillDocument(doc, thawedLike(JSON.parse(content) as DocumentNode, readDocument(doc)), by),
  )
}

export function readVersionText(
  context: WritingContext,
  { id, version: named }: Input<'strategies.version'>,
): VersionText {
  const version = requireVersion(context, id, named)
  return { version: shownVersion(context, version), content: versionText(context.record, version) }
}

export function shownVersion(context: WritingContext, version: Version) {
  const { record, names } = context
  const { id, name, made, at, by, hash, words, restores } = version
  const text = versionTextState(record, version)
  const live = text === 'here' ? livePartsOf(context, version) : 0
  return { id, name, made, at, by: names.member(by), hash, words, restores, text, live }
}

/** What was found of texts as they stood, so that a long one is read again only once it has changed. */
const moved = new WeakMap<UpdateLog, Map<string, { update: number; hasMoved: boolean }>>()

/** Whether the text has moved on since a version. */
export function hasMovedOn(context: WritingContext, strategy: string, version: Version): boolean {
  const { log } = context.record
  const known = moved.get(log) ?? new Map<string, { update: number; hasMoved: boolean }>()
  moved.set(log, known)
  const update = log.lastUpdate(strategyDocument(strategy))
  const before = known.get(version.id)
  if (before?.update === update) return before.hasMoved
  const hasMoved = !holdsText(context, version, currentText(context, strategy))
  known.set(version.id, { update, hasMoved })
  return hasMoved
}

/** Whether a version holds just this text, but for what was frozen when it was offered. */
function holdsText({ record }: WritingContext, version: Version, text: DocumentNode): boolean {
  if (version.hash === hashOf(canonicalDocument(text))) return true
  const kept = readKeptText(record, soughtText(version))
  if (kept === undefined) return false
  const then = frozenLike(text, JSON.parse(kept) as DocumentNode)
  return version.hash === hashOf(canonicalDocument(then))
}

/** How many parts of a version answer from the record of the day it is read or printed. */
function livePartsOf(context: WritingContext, version: Version): number {
  const { blocks, commitments } = movesIn(context.record, version)
  // Commitments that the text shows nowhere are printed after it, as they are made.
  const isPrintedAfter = !commitments && readCommitments(context, version.strategy).length > 0
  return blocks + (isPrintedAfter ? 1 : 0)
}

interface Moves {
  /** Blocks that are live. */
  blocks: number
  /** Whether it shows the commitments itself. */
  commitments: boolean
}

/** By hash: a text that has one never changes. */
const moves = new Map<string, Moves>()

function movesIn(record: ServiceRecord, version: Version): Moves {
  const known = moves.get(version.hash)
  if (known) return known
  const text = parseDocument(jsonOrNothing(versionText(record, version)))
  const found = { blocks: livePartsIn(text), commitments: showsCommitments(text) }
  moves.set(version.hash, found)
  return found
}

/** Versions that were not taken back, the latest first. */
export function standing(context: RecordContext, strategy: string): Version[] {
  return readVersions(context, strategy).filter(({ removed }) => !removed)
}
