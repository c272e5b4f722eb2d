import { formatDate } from '../../dates.ts'
import { heading, item, list, paragraph, quote } from '../../publication/build.ts'
import type { Block } from '../../publication/tree.ts'
import type { CommentThread, DocumentNode } from '../tree.ts'

/** Comments in the order in which they end in the text, numbered from 1. */
export interface NumberedComments {
  /** Numbers of the comments that end at a node. */
  ends: Map<DocumentNode, number[]>
  threads: { number: number; thread: CommentThread; inText: boolean }[]
}

/** Those whose words are no longer in the text come last. */
export function numberComments(
  document: DocumentNode,
  comments: ReadonlyMap<string, CommentThread>,
): NumberedComments {
  const last = new Map<string, DocumentNode>()
  const visit = (node: DocumentNode) => {
    for (const { type, attrs } of node.marks ?? []) {
      const id = String(attrs?.thread ?? '')
      // Named anew, so that the order is that of where they end.
      if (type === 'comment' && comments.has(id) && (last.delete(id) || true)) last.set(id, node)
    }
    for (const child of node.content ?? []) visit(child)
  }
  visit(document)
  const order = [...last.keys(), ...[...comments.keys()].filter((id) => !last.has(id))]
  const ends = new Map<DocumentNode, number[]>()
  const threads = order.map((id, index) => {
    const node = last.get(id)
    if (node) ends.set(node, [...(ends.get(node) ?? []), index + 1])
    return { number: index + 1, thread: comments.get(id) as CommentThread, inText: Boolean(node) }
  })
  return { ends, threads }
}

/** The comments as a part of the document: the words they stand at, who said what, and the answers. */
export function commentBlocks({ threads }: NumberedComments): Block[] {
  if (threads.length === 0) return []
  return [
    heading(1, 'Comments'),
    ...threads.flatMap(({ number, thread, inText }): Block[] => {
      const { quote: words, text, name, at, resolved, replies } = thread
      const settled = resolved
        ? [paragraph(`Settled by ${resolved.name}, ${formatDate(resolved.at)}.`)]
        : []
      return [
        heading(2, `Comment ${number}`),
        ...(words.trim() === '' ? [] : [quote(words)]),
        ...(inText ? [] : [paragraph('These words are no longer in the text.')]),
        paragraph(`${name}, ${formatDate(at)}: ${text}`),
        ...(replies.length > 0
          ? [
              list(
                replies.map((reply) =>
                  item(`${reply.name}, ${formatDate(reply.at)}: ${reply.text}`),
                ),
              ),
            ]
          : []),
        ...settled,
      ]
    }),
  ]
}
