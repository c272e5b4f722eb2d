import { withSuggestionsAccepted } from './accepted.ts'
import type { DocumentNode } from './tree.ts'

/** What a document says in plain words. Suggestions count as accepted. */

/** Blocks that hold text of their own: each is a line. */
const LINES = new Set(['paragraph', 'heading'])

/** The words, a line for each paragraph and heading; notes and pictures are left out. */
export function documentText(document: DocumentNode): string {
  return linesOf(withSuggestionsAccepted(document).document).join('\n')
}

/** How many words it has. */
export function wordCount(document: DocumentNode): number {
  return countWords(documentText(document))
}

/** Words of a text, as people count them: `don’t` and `644,190` are one each. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0
}

export interface OutlineHeading {
  level: number
  text: string
}

/** Its headings in order; those without words are left out. */
export function documentOutline(document: DocumentNode): OutlineHeading[] {
  return headingsOf(withSuggestionsAccepted(document).document)
}

function linesOf(node: DocumentNode): string[] {
  if (LINES.has(node.type)) return [inlineWords(node)].filter((line) => line !== '')
  return (node.content ?? []).flatMap(linesOf)
}

function headingsOf(node: DocumentNode): OutlineHeading[] {
  if (node.type !== 'heading') return (node.content ?? []).flatMap(headingsOf)
  const text = inlineWords(node)
  return text === '' ? [] : [{ level: Number(node.attrs?.level ?? 1), text }]
}

function inlineWords({ content = [] }: DocumentNode): string {
  return content.map(wordsOf).join('').trim()
}

function wordsOf(node: DocumentNode): string {
  if (node.type === 'hardBreak') return ' '
  return node.type === 'figure' ? String(node.attrs?.seen ?? '') : (node.text ?? '')
}
