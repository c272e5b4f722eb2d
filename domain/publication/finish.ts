import { formatDate } from '../dates.ts'
import { finishGrid, finishList, finishRuns, type Work } from './finish-parts.ts'
import { signaturesTable, sourcesTable } from './finish-tables.ts'
import type { Finished, FinishedBlock, OutlineEntry } from './finished.ts'
import { inlineText } from './inline-text.ts'
import { numberParts } from './numbering.ts'
import { cleanText, plainText } from './text.ts'
import type { Block, CalloutTone, Publication } from './tree.ts'

const UNTITLED = 'Untitled document'
const UNTITLED_SECTION = 'Untitled section'
const CONTENTS_DEPTH = 2

const TONE_WORDS: Record<CalloutTone, string> = {
  information: 'Information',
  important: 'Important',
  warning: 'Warning',
  success: 'Success',
}

/** Contents and sources can be filled in only when all the rest is known. */
type Unfilled = FinishedBlock | { kind: 'sources' }

/**
 * Makes a publication ready to draw: cleans its text, puts headings in order, numbers figures,
 * tables, notes and references, and turns pointers and citations to links.
 */
export function finish(publication: Publication): Finished {
  const copied = copyParts(publication)
  const work: Work = {
    numbering: numberParts(copied),
    references: copied.references ?? [],
    notes: [],
    traced: [],
  }
  const summary = (copied.summary ?? []).flatMap((block) => finishBlock(block, work))
  const blocks = copied.blocks.flatMap((block) => finishBlock(block, work))
  const outline = outlineOf(blocks)
  const fill = (block: Unfilled) => complete(block, outline, work)
  return {
    title: cleanText(publication.title).trim() || UNTITLED,
    ...optional('subtitle', publication.subtitle),
    language: publication.language,
    date: cleanText(formatDate(publication.date)),
    authors: (publication.authors ?? []).map(cleanText),
    organisations: (publication.organisations ?? []).map(cleanText),
    ...optional('status', publication.status),
    ...optional('everyPage', publication.everyPage),
    summary: summary.flatMap(fill),
    blocks: blocks.flatMap(fill),
    notes: work.notes,
    meta: publication.meta ?? {},
  }
}

/** Every heading with its level, words and id, in order. */
export function outlineOf(blocks: readonly { kind: string }[]): OutlineEntry[] {
  return (blocks as readonly FinishedBlock[]).flatMap((block) =>
    block.kind === 'heading'
      ? [{ level: block.level, text: plainText(block.content).trim(), id: block.id }]
      : [],
  )
}

/**
 * The parts as objects of their own, since they are told apart by identity and an author may use one
 * twice; the references close the document if the author gave them no place.
 */
function copyParts(publication: Publication): Publication {
  const copy = (block: Block): Block => ({ ...block })
  const blocks = publication.blocks.map(copy)
  const cited = (publication.references ?? []).length > 0
  if (cited && !blocks.some(({ kind }) => kind === 'references'))
    blocks.push({ kind: 'heading', level: 1, content: ['References'] }, { kind: 'references' })
  return { ...publication, summary: (publication.summary ?? []).map(copy), blocks }
}

function finishBlock(block: Block, work: Work): Unfilled[] {
  switch (block.kind) {
    case 'heading': {
      const id = work.numbering.ids.get(block)!
      const level = work.numbering.levels.get(block)!
      // A note's mark would be repeated in the contents, so a heading holds none.
      const content = finishRuns(
        inlineText(block.content).trim() ? block.content : [UNTITLED_SECTION],
        work,
        { notes: false, links: false },
      )
      return [{ kind: 'heading', level, id, content }]
    }
    case 'paragraph':
    case 'quote': {
      const content = finishRuns(block.content, work)
      if (block.kind === 'paragraph') return [{ kind: 'paragraph', content }]
      return [{ kind: 'quote', content, ...optional('attribution', block.attribution) }]
    }
    case 'list':
      return block.items.length > 0 ? [finishList(block, work)] : []
    case 'table':
      return finishTable(block, work)
    case 'figure':
      return [finishFigure(block, work)]
    case 'callout':
      return [
        {
          kind: 'callout',
          tone: block.tone,
          title: cleanText(block.title ?? '').trim() || TONE_WORDS[block.tone],
          blocks: block.blocks.map((part) =>
            part.kind === 'list'
              ? finishList(part, work)
              : { kind: 'paragraph', content: finishRuns(part.content, work) },
          ),
        },
      ]
    case 'definitions': {
      const items = block.items.map(({ term, description }) => ({
        term: finishRuns(term, work),
        description: finishRuns(description, work),
      }))
      return items.length > 0 ? [{ kind: 'definitions', items }] : []
    }
    case 'signatures':
      return signaturesTable(block.signatories)
    case 'contents': {
      const title = cleanText(block.title ?? '').trim() || 'Contents'
      return [{ kind: 'contents', title, depth: block.depth ?? CONTENTS_DEPTH, entries: [] }]
    }
    case 'references': {
      const items = work.references.map(({ content }, index) => ({
        id: `_reference-${index + 1}`,
        content: finishRuns(content, work),
      }))
      return items.length > 0 ? [{ kind: 'references', items }] : []
    }
    case 'sources':
    case 'divider':
    case 'pageBreak':
      return [{ kind: block.kind }]
  }
}

function finishTable(block: Extract<Block, { kind: 'table' }>, work: Work): FinishedBlock[] {
  if (block.columns.length === 0) return []
  const label = work.numbering.labels.get(block)
  if (block.source)
    work.traced.push({ what: label ?? 'A table without a number', source: block.source })
  return [
    {
      kind: 'table',
      id: work.numbering.ids.get(block)!,
      ...(label ? { label } : {}),
      ...(block.caption ? { caption: finishRuns(block.caption, work) } : {}),
      ...finishGrid(block, work),
      notes: (block.notes ?? []).map((runs) => finishRuns(runs, work)),
      ...(block.source ? { source: block.source } : {}),
    },
  ]
}

function finishFigure(block: Extract<Block, { kind: 'figure' }>, work: Work): FinishedBlock {
  const label = work.numbering.labels.get(block)!
  if (block.source) work.traced.push({ what: label, source: block.source })
  const caption = block.caption && finishRuns(block.caption, work)
  return {
    kind: 'figure',
    id: work.numbering.ids.get(block)!,
    label,
    drawing: block.drawing,
    alt: cleanText(block.alt).trim() || plainText(caption ?? []) || label,
    ...(caption ? { caption } : {}),
    ...(block.numbers ? { numbers: finishGrid(block.numbers, work) } : {}),
    ...(block.source ? { source: block.source } : {}),
  }
}

function complete(block: Unfilled, outline: OutlineEntry[], work: Work): FinishedBlock[] {
  if (block.kind === 'sources') return sourcesTable(work.traced)
  if (block.kind !== 'contents') return [block]
  const entries = outline.filter(({ level }) => level <= block.depth)
  return entries.length > 0 ? [{ ...block, entries }] : []
}

function optional<K extends string>(key: K, text: string | undefined): { [P in K]?: string } {
  const clean = cleanText(text ?? '').trim()
  return (clean ? { [key]: clean } : {}) as { [P in K]?: string }
}
