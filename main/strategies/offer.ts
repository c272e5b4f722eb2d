import { frozen, liveQueries, withCommitments } from '../../domain/documents/live-parts.ts'
import { parseDocument } from '../../domain/documents/parse.ts'
import { shelfOf } from '../../domain/documents/places/shelf.ts'
import { DOCUMENT_BODY, type DocumentNode, strategyDocument } from '../../domain/documents/tree.ts'
import { type Beside, type Unfinished, unfinishedIn } from '../../domain/documents/unfinished.ts'
import { UserError } from '../../domain/errors.ts'
import { loadDocument } from '../documents/shared-documents.ts'
import type { AreaParts } from '../record/area.ts'
import type { WritingContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { commentsOf, resolveAll } from './export.ts'
import { requireStrategy } from './parts.ts'
import { currentText, readVersionText } from './versions.ts'

/**
 * What is offered to be signed: a text in which nothing moves any more. Every live block and the
 * systems' commitments say what they said on the day, under the version's fingerprint.
 */

interface Which {
  id: string
  /** A version there is; the text as it stands when left out. */
  version?: string | undefined
}

/** @throws UserError when a part of it cannot be read from the record, and so cannot be frozen */
export async function frozenText(
  context: WritingContext,
  live: AreaParts['live'],
  which: Which,
  tools: JobTools,
): Promise<DocumentNode> {
  // As it is, with what this version of Accord does not know: people sign all of it.
  const whole = withCommitments(rawText(context, which), which.id)
  const queries = liveQueries(whole)
  const answers = await resolveAll((query) => live(context, query), queries, tools)
  if (answers.size < queries.length)
    throw new UserError(
      'A table or picture in this text cannot be read, so it cannot be frozen. Choose “Change” on it, or take it out, then offer the text.',
    )
  return frozen(whole, answers, context.today())
}

/** What is not done yet in the text that is to be offered. */
export function unfinishedText(context: WritingContext, which: Which): Unfinished[] {
  // Comments and the shelf stand beside the text as it is, and belong to no version.
  const beside = which.version === undefined ? besideText(context, which.id) : {}
  return unfinishedIn(parseDocument(rawText(context, which)), beside)
}

function besideText(context: WritingContext, strategy: string): Beside {
  const body = loadDocument(context.record, strategyDocument(strategy)).getXmlFragment(
    DOCUMENT_BODY,
  )
  return { comments: commentsOf(context, strategy), shelf: shelfOf(body).map(({ words }) => words) }
}

function rawText(context: WritingContext, { id, version }: Which): DocumentNode {
  requireStrategy(context, id)
  if (version === undefined) return currentText(context, id)
  return JSON.parse(readVersionText(context, { id, version }).content) as DocumentNode
}
