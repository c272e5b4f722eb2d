import type { DocumentMark, DocumentNode } from './tree.ts'

/** Stands where a suggestion has nothing else to mark, as at a paragraph's end. */
const HOLDER = '\u200b'
const SUGGESTIONS = new Set(['insertion', 'deletion', 'modification'])

export interface Accepted {
  document: DocumentNode
  /** How many suggestions there are that nobody has accepted or declined. */
  open: number
}

/**
 * A document as it reads once every suggestion is accepted: what is suggested to go is gone, what is
 * suggested to come is there, and a paragraph whose end is suggested to go runs on into the next.
 */
export function withSuggestionsAccepted(node: DocumentNode): Accepted {
  const ids = new Set<string>()
  const document = accepted(node, ids) ?? { type: node.type }
  return { document, open: ids.size }
}

function accepted(node: DocumentNode, ids: Set<string>): DocumentNode | null {
  const suggestions = (node.marks ?? []).filter(({ type }) => SUGGESTIONS.has(type))
  for (const { type, attrs } of suggestions) ids.add(`${attrs?.id ?? type}`)
  if (isGoing(node)) {
    for (const child of node.content ?? []) accepted(child, ids)
    return null
  }
  const isSuggested = suggestions.length > 0
  const text = isSuggested && node.text === HOLDER ? '' : node.text
  if (text === '') return null
  const { marks: _, content: __, ...rest } = node
  const marks = (node.marks ?? []).filter(({ type }) => !SUGGESTIONS.has(type))
  const content = joinedWhereEndsGo(node.content ?? [])
    .map((child) => accepted(child, ids))
    .filter((child) => child !== null)
  return {
    ...rest,
    ...(text === undefined ? {} : { text }),
    ...(content.length > 0 ? { content } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  }
}

/** A suggestion to delete the end of a paragraph is marked on both sides of it. */
function joinedWhereEndsGo(nodes: readonly DocumentNode[]): DocumentNode[] {
  const joined: DocumentNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    const end = last?.content?.at(-1)
    const start = node.content?.[0]
    const isTextBlock = last && (last.type === 'paragraph' || last.type === 'heading')
    if (isTextBlock && end && start && isGoing(end) && isGoing(start) && start.text !== undefined)
      joined[joined.length - 1] = {
        ...last,
        content: [...(last.content ?? []), ...(node.content ?? [])],
      }
    else joined.push(node)
  }
  return joined
}

const isGoing = ({ marks }: { marks?: DocumentMark[] }): boolean =>
  (marks ?? []).some(({ type }) => type === 'deletion')
