import { jsonOrNothing } from '../../domain/documents/attributes.ts'
import { parseComments } from '../../domain/documents/comments.ts'
import { type LiveContent, LiveQuery } from '../../domain/documents/live.ts'
import { liveQueries, withCommitments } from '../../domain/documents/live-parts.ts'
import { parseDocument } from '../../domain/documents/parse.ts'
import {
  type CommentThread,
  DOCUMENT_COMMENTS,
  strategyDocument,
} from '../../domain/documents/tree.ts'
import type { Input } from '../../preload/contract.ts'
import type { OutFile } from '../../preload/types.ts'
import { loadDocument } from '../documents/shared-documents.ts'
import { offerPublication } from '../exports/offer-publication.ts'
import type { AreaParts } from '../record/area.ts'
import type { WritingContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { requireVersion } from './founded-versions.ts'
import { type StrategyBook, strategyPublication } from './publication.ts'
import { strategyDetail } from './read.ts'
import { currentText, readVersionText, shownVersion } from './versions.ts'

/** What a live block shows. */
export type ReadLive = (query: LiveQuery) => Promise<LiveContent>

/** Makes a strategy's document, of its text as it stands or of one version. */
export async function exportStrategy(
  context: WritingContext,
  { shelf, live }: Pick<AreaParts, 'shelf' | 'live'>,
  { id, version, format, comments = false }: Omit<Input<'strategies.export'>, 'job'>,
  tools: JobTools,
): Promise<OutFile> {
  const read = (query: LiveQuery) => live(context, query)
  const book = await strategyBook(context, { id, version, comments, read }, tools)
  const name = `${book.strategy.title} ${book.version?.name ?? book.today}`
  return offerPublication(shelf, strategyPublication(book), { name, format }, tools)
}

async function strategyBook(
  context: WritingContext,
  {
    id,
    version,
    comments,
    read,
  }: { id: string; version: string | undefined; comments: boolean; read: ReadLive },
  tools: JobTools,
): Promise<StrategyBook> {
  const strategy = strategyDetail(context, id)
  const kept = version ? shownVersion(context, requireVersion(context, id, version)) : null
  const json = version
    ? jsonOrNothing(readVersionText(context, { id, version }).content)
    : currentText(context, id)
  const written = parseDocument(json)
  const text = strategy.commitmentsMade.length > 0 ? withCommitments(written, id) : written
  return {
    strategy,
    version: kept,
    text,
    live: await resolveAll(read, liveQueries(text), tools),
    ...(comments ? { comments: commentsOf(context, id) } : {}),
    today: context.today(),
  }
}

/** What each query shows today, one after another so that the job can be called off between them. */
export async function resolveAll(
  read: ReadLive,
  queries: readonly string[],
  { signal, progress }: JobTools,
): Promise<Map<string, LiveContent>> {
  const resolved = new Map<string, LiveContent>()
  for (const [index, text] of queries.entries()) {
    signal.throwIfAborted()
    progress(index, queries.length, 'Reading the record')
    const query = queryOf(text)
    if (query) resolved.set(text, await read(query))
  }
  return resolved
}

function queryOf(text: string): LiveQuery | undefined {
  return LiveQuery.safeParse(jsonOrNothing(text)).data
}

export function commentsOf(
  { record }: WritingContext,
  strategy: string,
): Map<string, CommentThread> {
  const doc = loadDocument(record, strategyDocument(strategy))
  return parseComments(doc.getMap(DOCUMENT_COMMENTS).toJSON())
}
