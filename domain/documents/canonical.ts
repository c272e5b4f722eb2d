import type { DocumentMark, DocumentNode } from './tree.ts'

/**
 * A text that is the same for every copy of one document, whichever machine wrote it out: what a
 * version's hash is made of. Keys stand in order, what says nothing (null, no marks, nothing
 * inside) is left out, and runs of text with equal marks are one run. Whatever is in the document
 * stays, even nodes this version does not know: a hash must cover all that people signed.
 */
export function canonicalDocument(node: DocumentNode): string {
  return JSON.stringify(canonicalNode(node))
}

function canonicalNode(node: DocumentNode): unknown {
  const attrs = inOrder(node.attrs ?? {})
  const marks = canonicalMarks(node.marks ?? [])
  const content = joinedRuns(node.content ?? []).map(canonicalNode)
  return {
    ...(attrs === null ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content }),
    ...(marks.length === 0 ? {} : { marks }),
    ...(node.text === undefined ? {} : { text: node.text }),
    type: node.type,
  }
}

/** Marks are a set: their order means nothing. */
function canonicalMarks(marks: readonly DocumentMark[]): unknown[] {
  return marks
    .map((mark) => {
      const attrs = inOrder(mark.attrs ?? {})
      return { ...(attrs === null ? {} : { attrs }), type: mark.type }
    })
    .map((mark) => ({ mark, text: JSON.stringify(mark) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ mark }) => mark)
}

/** Runs of text that differ in nothing are one: editors cut them as it happens. */
function joinedRuns(nodes: readonly DocumentNode[]): DocumentNode[] {
  const joined: DocumentNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && node.text === '') continue
    if (last?.type === 'text' && node.type === 'text' && sameMarks(last, node))
      joined[joined.length - 1] = { ...last, text: `${last.text ?? ''}${node.text ?? ''}` }
    else joined.push(node)
  }
  return joined
}

const sameMarks = (a: DocumentNode, b: DocumentNode): boolean =>
  JSON.stringify(canonicalMarks(a.marks ?? [])) === JSON.stringify(canonicalMarks(b.marks ?? []))

/** Plain JSON with its keys in order and nothing that is null; null when nothing is left. */
function inOrder(value: Record<string, unknown>): Record<string, unknown> | null {
  const kept = Object.keys(value)
    .filter((key) => value[key] !== null && value[key] !== undefined)
    .sort()
    .map((key) => [key, ordered(value[key])] as const)
  // With `__proto__` as a key, plain assignment would lose it.
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  return typeof value === 'object' && value !== null
    ? inOrder(value as Record<string, unknown>)
    : value
}
