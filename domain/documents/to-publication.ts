import { callout, paragraph } from '../publication/build.ts'
import type { Block, Callout, Reference } from '../publication/tree.ts'
import { plural } from '../words.ts'
import { withSuggestionsAccepted } from './accepted.ts'
import type { LiveContent } from './live.ts'
import { parseDocument } from './parse.ts'
import { blocksOf } from './publish/blocks.ts'
import { commentBlocks, numberComments } from './publish/comments.ts'
import type { PrintedFigure, Work } from './publish/work.ts'
import type { CommentThread } from './tree.ts'

export type { PrintedFigure } from './publish/work.ts'

export interface PublishOptions {
  /** What live blocks show, by the text of their query (see `liveQueries`). */
  live?: ReadonlyMap<string, LiveContent>
  /** Figures of a report's freeze, by key; those not here read as somebody last read them. */
  figures?: ReadonlyMap<string, PrintedFigure>
  /** Threads by id, to be marked in the text and printed; none are when left out. */
  comments?: ReadonlyMap<string, CommentThread>
  /** What was cited before, where several texts make one document: it is added to. */
  cited?: Map<string, Reference>
  /** Added to the level of every heading, for a text that stands under another's heading. */
  deeper?: number
}

export interface PublishedDocument {
  blocks: Block[]
  /** What it cites, in the order of first mention. */
  references: Reference[]
  /** A part with the comments; empty when none are wanted or made. */
  comments: Block[]
  /** Suggestions that nobody has settled; the blocks read as if all were accepted. */
  openSuggestions: number
}

/** A document that people wrote as the blocks of a publication. Never throws, whatever it holds. */
export function publishDocument(json: unknown, options: PublishOptions = {}): PublishedDocument {
  const { document, open } = withSuggestionsAccepted(parseDocument(json))
  const comments = numberComments(document, options.comments ?? new Map())
  const work: Work = {
    live: options.live ?? new Map(),
    figures: options.figures ?? new Map(),
    commentEnds: comments.ends,
    references: options.cited ?? new Map(),
    deeper: options.deeper ?? 0,
  }
  const blocks = blocksOf(document.content ?? [], work)
  return {
    blocks,
    references: [...work.references.values()],
    comments: commentBlocks(comments),
    openSuggestions: open,
  }
}

/** Said at the top of a document with suggestions that are open. */
export function suggestionsNotice(open: number): Callout[] {
  if (open === 0) return []
  return [
    callout('important', `${plural(open, 'suggested change is', 'suggested changes are')} open`, [
      paragraph('Nobody has settled them yet. This copy reads as if all were accepted.'),
    ]),
  ]
}
