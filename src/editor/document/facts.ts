import type { Node } from '@tiptap/pm/model'
import { countWords } from '../../../domain/documents/text.ts'

/**
 * What a document has in it, for the panels beside it. Each block is read once and remembered for as
 * long as it stays as it is, so that reading a long document again costs little.
 */

export interface Heading {
  level: number
  text: string
  pos: number
}
export interface Suggested {
  id: string
  by: string | null
  at: string | null
  added: string
  removed: string
  pos: number
}
export interface DocumentFacts {
  words: number
  headings: Heading[]
  /** Threads in the order of their words, with where these begin. */
  threads: Map<string, number>
  suggestions: Suggested[]
  /** Distinct references in the order in which they come: their numbers. */
  citations: { text: string; url: string | null }[]
  footnotes: { text: string; pos: number }[]
  /** Pictures nobody has described yet. */
  undescribed: number[]
}

/** The same of one block; positions are relative to its start. */
interface BlockFacts {
  words: number
  headings: Heading[]
  threads: [thread: string, pos: number][]
  suggestions: Suggested[]
  citations: { text: string; url: string | null }[]
  footnotes: { text: string; pos: number }[]
  undescribed: number[]
}

/** Without width; stands where a suggestion has nothing else to mark. */
const HOLDER = '\u200b'
const remembered = new WeakMap<Node, BlockFacts>()

export function factsOf(doc: Node): DocumentFacts {
  const facts: DocumentFacts = {
    words: 0,
    headings: [],
    threads: new Map(),
    suggestions: [],
    citations: [],
    footnotes: [],
    undescribed: [],
  }
  const cited = new Set<string>()
  const suggested = new Map<string, Suggested>()
  doc.forEach((block, offset) => {
    const own = factsOfBlock(block)
    facts.words += own.words
    for (const heading of own.headings)
      facts.headings.push({ ...heading, pos: heading.pos + offset })
    for (const [thread, pos] of own.threads)
      if (!facts.threads.has(thread)) facts.threads.set(thread, pos + offset)
    for (const suggestion of own.suggestions) addSuggestion(suggested, suggestion, offset)
    for (const citation of own.citations) {
      const key = citationKey(citation)
      if (!cited.has(key)) facts.citations.push(citation)
      cited.add(key)
    }
    for (const { text, pos } of own.footnotes) facts.footnotes.push({ text, pos: pos + offset })
    for (const pos of own.undescribed) facts.undescribed.push(pos + offset)
  })
  facts.suggestions = [...suggested.values()]
  return facts
}

/** Equal references share a number. */
export function citationKey({ text, url }: { text: string; url: string | null }): string {
  return `${text}\n${url ?? ''}`
}

function addSuggestion(all: Map<string, Suggested>, part: Suggested, offset: number): void {
  const before = all.get(part.id)
  if (before) {
    before.added += part.added
    before.removed += part.removed
  } else all.set(part.id, { ...part, pos: part.pos + offset })
}

function factsOfBlock(block: Node): BlockFacts {
  const known = remembered.get(block)
  if (known) return known
  const facts: BlockFacts = {
    words: 0,
    headings: [],
    threads: [],
    suggestions: [],
    citations: [],
    footnotes: [],
    undescribed: [],
  }
  readNode(block, 0, facts)
  block.descendants((node, pos) => {
    readNode(node, pos + 1, facts)
  })
  remembered.set(block, facts)
  return facts
}

/** A paragraph or heading as it reads once its suggestions are accepted, as exports do. */
function wordsAccepted(block: Node): string {
  return block.children
    .filter(({ marks }) => !marks.some(({ type }) => type.name === 'deletion'))
    .map(({ text }) => text?.replaceAll(HOLDER, '') ?? ' ')
    .join('')
}

function readNode(node: Node, pos: number, facts: BlockFacts): void {
  const { type, attrs } = node
  if (node.isTextblock) facts.words += countWords(wordsAccepted(node))
  if (type.name === 'heading')
    facts.headings.push({ level: Number(attrs.level), text: wordsAccepted(node), pos })
  else if (type.name === 'citation')
    facts.citations.push({ text: String(attrs.text), url: attrs.url })
  else if (type.name === 'footnote') facts.footnotes.push({ text: String(attrs.text), pos })
  else if (type.name === 'image' && String(attrs.alt ?? '').trim() === '')
    facts.undescribed.push(pos)
  for (const mark of node.marks) {
    if (mark.type.name === 'comment') facts.threads.push([String(mark.attrs.thread), pos])
    if (mark.type.name !== 'insertion' && mark.type.name !== 'deletion') continue
    const text = (node.text ?? '').replaceAll(HOLDER, '')
    const added = mark.type.name === 'insertion' ? text : ''
    const removed = mark.type.name === 'deletion' ? text : ''
    const { id, by, at } = mark.attrs
    facts.suggestions.push({ id: String(id), by, at, added, removed, pos })
  }
}
