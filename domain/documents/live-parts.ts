import { jsonOrNothing } from './attributes.ts'
import { type LiveContent, LiveQuery } from './live.ts'
import type { DocumentNode } from './tree.ts'

/**
 * What of a text answers from the record of the day it is read. A version that systems sign holds no
 * such part: what its blocks said when it was offered stands in its text, under its fingerprint.
 */

/** The queries of a document's blocks that are still live, as their texts, once each. */
export function liveQueries(document: DocumentNode): string[] {
  return [...new Set(liveNodes(document).map(({ attrs }) => String(attrs?.query ?? '')))]
}

/** How many parts of a text show the record of the day it is read. */
export function livePartsIn(document: DocumentNode): number {
  return liveNodes(document).length
}

function liveNodes(document: DocumentNode): DocumentNode[] {
  return blocks(document).filter((node) => !isFrozen(node))
}

/** Whether the systems' commitments stand somewhere in the text, live or frozen. */
export function showsCommitments(document: DocumentNode): boolean {
  return blocks(document).some(({ attrs }) => queryOf(attrs?.query)?.kind === 'commitments')
}

/** The block that stands for commitments where a text shows them nowhere itself. */
export const COMMITMENTS_BLOCK = 'commitments'

/** The text with the systems' commitments at its end, where it shows them nowhere itself. */
export function withCommitments(document: DocumentNode, strategy: string): DocumentNode {
  if (showsCommitments(document)) return document
  const query: LiveQuery = { kind: 'commitments', strategy, ics: null }
  const title = 'What each system commits to'
  return {
    ...document,
    content: [
      ...(document.content ?? []),
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: title }] },
      { type: 'live', attrs: { id: COMMITMENTS_BLOCK, query: JSON.stringify(query), caption: '' } },
    ],
  }
}

/**
 * The text with every live block frozen.
 * @param answers what each shows, by the text of its query; one without an answer stays live
 * @param day the ISO date on which it is frozen
 */
export function frozen(
  document: DocumentNode,
  answers: ReadonlyMap<string, LiveContent>,
  day: string,
): DocumentNode {
  return mapped(document, (node) => {
    const answer = answers.get(String(node.attrs?.query ?? ''))
    if (node.type !== 'live' || isFrozen(node) || !answer) return node
    return {
      ...node,
      attrs: { ...node.attrs, frozenOn: day, frozen: JSON.stringify(answer) },
    }
  })
}

/**
 * A text as it would be, had its live blocks been frozen when the version was: so that whether
 * somebody has changed the text since can be told from what the record has done since.
 */
export function frozenLike(document: DocumentNode, version: DocumentNode): DocumentNode {
  const then = new Map(blocks(version).map((node) => [nameOf(node), node]))
  const same = mapped(document, (node) => {
    const kept = node.type === 'live' && !isFrozen(node) ? then.get(nameOf(node)) : undefined
    if (!kept || !isFrozen(kept) || kept.attrs?.query !== node.attrs?.query) return node
    const { frozenOn, frozen } = kept.attrs ?? {}
    return { ...node, attrs: { ...node.attrs, frozenOn, frozen } }
  })
  if (!commitmentsAtEnd(version) || showsCommitments(document)) return same
  return { ...same, content: [...(same.content ?? []), ...(version.content ?? []).slice(-2)] }
}

/**
 * A version's text to write on in: blocks that are live in the text as it stands are live again, and
 * what only the version shows at its end is left out.
 */
export function thawedLike(version: DocumentNode, document: DocumentNode): DocumentNode {
  const now = new Map(blocks(document).map((node) => [nameOf(node), node]))
  const content = version.content ?? []
  const kept =
    commitmentsAtEnd(version) && !showsCommitments(document) ? content.slice(0, -2) : content
  return mapped({ ...version, content: kept }, (node) => {
    const live = node.type === 'live' && isFrozen(node) ? now.get(nameOf(node)) : undefined
    if (!live || isFrozen(live) || live.attrs?.query !== node.attrs?.query) return node
    const { frozenOn: _, frozen: __, ...attrs } = node.attrs ?? {}
    return { ...node, attrs }
  })
}

function commitmentsAtEnd({ content = [] }: DocumentNode): boolean {
  return content.at(-1)?.type === 'live' && content.at(-1)?.attrs?.id === COMMITMENTS_BLOCK
}

const isFrozen = ({ attrs }: DocumentNode): boolean => Boolean(attrs?.frozenOn)
const nameOf = ({ attrs }: DocumentNode): string => String(attrs?.id ?? '')

function queryOf(text: unknown): LiveQuery | undefined {
  return LiveQuery.safeParse(jsonOrNothing(String(text ?? ''))).data
}

/** Every live block of the text, frozen or not, in its order. */
function blocks(document: DocumentNode): DocumentNode[] {
  if (document.type === 'live') return [document]
  return (document.content ?? []).flatMap(blocks)
}

function mapped(node: DocumentNode, change: (node: DocumentNode) => DocumentNode): DocumentNode {
  const changed = change(node)
  if (!changed.content) return changed
  return { ...changed, content: changed.content.map((child) => mapped(child, change)) }
}
