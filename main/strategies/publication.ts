import { formatDate } from '../../domain/dates.ts'
import type { LiveContent } from '../../domain/documents/live.ts'
import { publishDocument, suggestionsNotice } from '../../domain/documents/to-publication.ts'
import type { CommentThread, DocumentNode } from '../../domain/documents/tree.ts'
import { callout, heading, paragraph, paragraphs } from '../../domain/publication/build.ts'
import type { Block, Publication } from '../../domain/publication/tree.ts'
import { STRATEGY_STATE_WORDS } from '../../domain/record/strategy-words.ts'
import { plural, shortHash } from '../../domain/words.ts'
import type { StrategyDetail, StrategyVersion } from '../../preload/strategies-types.ts'
import { hasSigned, signaturesPage } from './signatures-page.ts'

/** What a strategy's document is made from. */
export interface StrategyBook {
  strategy: StrategyDetail
  /** The version whose text it is; null for the text as it stands. */
  version: StrategyVersion | null
  text: DocumentNode
  /** What its live blocks show, by the text of their query. */
  live: ReadonlyMap<string, LiveContent>
  /** Left out when they are not to be printed. */
  comments?: ReadonlyMap<string, CommentThread>
  today: string
}

/** A joint strategy as a document to send, sign and publish. */
export function strategyPublication(book: StrategyBook): Publication {
  const { strategy, version, text, live, comments, today } = book
  const document = publishDocument(text, { live, ...(comments ? { comments } : {}) })
  const offered = strategy.versions.find(({ id }) => id === strategy.offered) ?? null
  const signed = version ?? offered
  // Who signed a version stands behind its very text, not behind what became of it.
  const isAsSigned = version !== null || !strategy.changedSinceOffered
  return {
    title: strategy.title,
    language: 'en-GB',
    date: today,
    organisations: organisationsOf(strategy, isAsSigned ? signed : null),
    status: statusLine(book),
    summary: strategy.purpose ? paragraphs(strategy.purpose) : [],
    blocks: [
      ...suggestionsNotice(document.openSuggestions),
      ...liveNotice(book),
      { kind: 'contents' },
      ...document.blocks,
      ...signaturesPage(strategy.signatures, signed, { offered: strategy.offered, isAsSigned }),
      ...document.comments,
      ...referencesPart(document.references.length),
      ...sourcesPart(document.blocks),
    ],
    references: document.references,
    meta: { subject: `strategy:${strategy.id}`, keywords: ['joint strategy', strategy.title] },
  }
}

/** Said of a version kept before Accord froze what is offered, or of one that was never offered. */
function liveNotice({ version, today }: StrategyBook): Block[] {
  if (!version || version.live === 0) return []
  const parts = plural(version.live, 'table or picture', 'tables and pictures')
  return [
    callout('important', 'This version holds live parts', [
      paragraph(
        `${parts} in it and what the systems commit to are as the record stood on ${formatDate(today)}, not as it stood when the version was kept. A signature under this version stands for its words alone.`,
      ),
    ]),
  ]
}

/** How far the text may be relied on, in a line. */
function statusLine({ strategy, version, today }: StrategyBook): string {
  const { state, offered, published, publishedOn, supersededBy } = strategy
  if (!version) {
    const words = state === 'superseded' ? 'Superseded' : 'Draft, not agreed'
    return `${words}. Text as it stands on ${formatDate(today)}.`
  }
  const exact = `Version “${version.name}”, fingerprint ${shortHash(version.hash)}.`
  if (state === 'superseded' && supersededBy)
    return `Superseded by “${supersededBy.title}”. ${exact}`
  if (version.id === published && publishedOn)
    return `Published on ${formatDate(publishedOn)}. ${exact}`
  if (version.id !== offered) return `Not the version that is on offer to be signed. ${exact}`
  return `${STRATEGY_STATE_WORDS[state]}${state === 'in-review' ? ', not agreed' : ''}. ${exact}`
}

/** The systems that stand behind it; until one does, what they are together. */
function organisationsOf(
  { signatures }: StrategyDetail,
  version: StrategyVersion | null,
): string[] {
  const signed = signatures.flatMap((each) => (hasSigned(each, version) ? [each.system] : []))
  return signed.length > 0 ? signed : ['Integrated care systems of the Midlands']
}

function referencesPart(count: number): Block[] {
  return count === 0 ? [] : [heading(1, 'References'), { kind: 'references' }]
}

function sourcesPart(blocks: readonly Block[]): Block[] {
  if (!blocks.some((block) => 'source' in block && block.source)) return []
  return [
    heading(1, 'Where the figures come from'),
    paragraph(
      'Each table and picture taken from the shared record, what was asked for it, and the entries behind it.',
    ),
    { kind: 'sources' },
  ]
}
