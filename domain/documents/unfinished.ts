import type { CommentThread, DocumentNode } from './tree.ts'

/** What of a text is not done yet, to be shown before systems are asked to sign it. */

export const UNFINISHED_KINDS = [
  'bracket',
  'guidance',
  'suggestion',
  'comment',
  'shelf',
  'alt',
] as const
export type UnfinishedKind = (typeof UNFINISHED_KINDS)[number]

export const UNFINISHED_WORDS: Record<UnfinishedKind, string> = {
  bracket: 'Still to be filled in',
  guidance: 'Guidance for whoever writes',
  suggestion: 'Suggested change that nobody has settled',
  comment: 'Comment that nobody has resolved',
  shelf: 'Words kept beside the text',
  alt: 'Picture without a description',
}

export interface Unfinished {
  kind: UnfinishedKind
  /** The words it is about, shortened; empty for a picture without any. */
  words: string
  /** The heading it stands under; null before the first. */
  under: string | null
}

/** What stands beside a text, where there is some. */
export interface Beside {
  comments?: ReadonlyMap<string, CommentThread>
  /** Words that no place in the text was left for, as they stand on the shelf. */
  shelf?: readonly string[]
}

/** `[month and year]`, but no note mark such as `[1]` and no box to tick. */
const BRACKET = /\[[^[\]]*\p{L}{2}[^[\]]*\]/gu
const MOST_LETTERS = 120
const SUGGESTIONS = new Set(['insertion', 'deletion', 'modification'])

/** @returns what is unfinished, in the order of the text; what stands beside it last */
export function unfinishedIn(
  document: DocumentNode,
  { comments, shelf }: Beside = {},
): Unfinished[] {
  const found: Unfinished[] = []
  const suggestions = new Map<string, Unfinished>()
  let under: string | null = null
  const add = (kind: UnfinishedKind, words: string) =>
    found.push({ kind, words: short(words), under })

  const visit = (node: DocumentNode) => {
    if (node.type === 'heading') under = short(textOf(node)) || null
    if (isGuidance(node)) return void add('guidance', textOf(node).replace(/^Guidance\s*/, ''))
    if (node.type === 'image' && String(node.attrs?.alt ?? '').trim() === '')
      add('alt', String(node.attrs?.caption ?? ''))
    if (isTextBlock(node))
      for (const [words] of plainTextOf(node).matchAll(BRACKET)) add('bracket', words)
    for (const { type, attrs } of node.marks ?? []) {
      if (!SUGGESTIONS.has(type)) continue
      const known = suggestions.get(`${attrs?.id}`)
      if (known) known.words += textOf(node)
      else {
        const suggestion: Unfinished = { kind: 'suggestion', words: textOf(node), under }
        suggestions.set(`${attrs?.id}`, suggestion)
        found.push(suggestion)
      }
    }
    for (const child of node.content ?? []) visit(child)
  }
  visit(document)
  for (const suggestion of suggestions.values()) suggestion.words = short(suggestion.words)

  for (const { quote, resolved } of comments?.values() ?? [])
    if (resolved === null) found.push({ kind: 'comment', words: short(quote), under: null })
  for (const words of shelf ?? []) found.push({ kind: 'shelf', words: short(words), under: null })
  return found
}

/** Advice of a template, as `guidance` in the templates writes it. */
function isGuidance(node: DocumentNode): boolean {
  if (node.type !== 'callout') return false
  const first = node.content?.[0]?.content?.[0]
  const isBold = (first?.marks ?? []).some(({ type }) => type === 'bold')
  return isBold && first?.text?.trim() === 'Guidance'
}

const isTextBlock = ({ type }: DocumentNode) => type === 'paragraph' || type === 'heading'

/** All its words. */
function textOf(node: DocumentNode): string {
  return node.text ?? (node.content ?? []).map(textOf).join(isTextBlock(node) ? '' : ' ')
}

/** Its words without those that are suggested to go: a bracket that is going is filled in. */
function plainTextOf(node: DocumentNode): string {
  if ((node.marks ?? []).some(({ type }) => type === 'deletion')) return ''
  return node.text ?? (node.content ?? []).map(plainTextOf).join('')
}

function short(words: string): string {
  const plain = words
    .replace(/\u200b/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length > MOST_LETTERS ? `${plain.slice(0, MOST_LETTERS - 1)}…` : plain
}
