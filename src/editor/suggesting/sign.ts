import type { Mark, Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Mapping } from '@tiptap/pm/transform'

export interface Signature {
  id: string
  by: string
  /** ISO moment. */
  at: string
}

const SUGGESTIONS = new Set(['insertion', 'deletion', 'modification'])

/**
 * Puts who and when into the suggestions that a transaction makes. They are made without, and take
 * over the id of a neighbour: a suggestion of somebody else stays theirs.
 * @returns false when it marks what only words can carry: it must not be applied then
 */
export function sign(transaction: Transaction, signature: Signature): boolean {
  const range = changedRange(transaction)
  if (!range) return true
  const back = transaction.mapping.invert()
  const { doc } = transaction
  const found: { node: Node; pos: number; mark: Mark }[] = []
  doc.nodesBetween(range.from, range.to, (node, pos) => {
    const mark = node.marks.find(({ type, attrs }) => SUGGESTIONS.has(type.name) && !attrs.by)
    if (mark) found.push({ node, pos, mark })
  })
  if (found.some(({ node, mark }) => !node.isText && !holdsOnlyWords(node, mark))) return false
  for (const { node, pos, mark } of found) {
    if (!node.isInline) {
      transaction.removeNodeMark(pos, mark)
      const signed = mark.type.create({ ...signature })
      transaction.addMark(pos + 1, pos + node.nodeSize - 1, signed)
    } else {
      const signed =
        earlierMark(transaction, back, pos, mark) ?? ownMark(doc, pos, node, mark, signature)
      transaction.addMark(pos, pos + node.nodeSize, signed)
    }
  }
  return true
}

/** From the first to the last place that a step touched, in the document as it is after all. */
function changedRange({ steps, mapping }: Transaction): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY
  let to = -1
  steps.forEach((step, index) => {
    const after = mapping.slice(index + 1)
    const reach = (start: number, end: number) => {
      from = Math.min(from, after.map(start, -1))
      to = Math.max(to, after.map(end, 1))
    }
    step.getMap().forEach((_from, _to, start, end) => {
      reach(start, end)
    })
    const {
      from: start,
      to: end,
      pos,
    } = step.toJSON() as { from?: number; to?: number; pos?: number }
    if (step.getMap().toString() !== '[]') return
    if (start !== undefined && end !== undefined) reach(start, end)
    else if (pos !== undefined) reach(pos, pos + 1)
  })
  return to < 0 ? null : { from, to }
}

/** Whether a new block is made of words alone, so that these can carry the mark instead. */
function holdsOnlyWords(node: Node, mark: Mark): boolean {
  if (mark.type.name !== 'insertion' || node.isAtom || node.type.spec.tableRole) return false
  let only = true
  node.descendants((child) => {
    if (!child.isText && child.isAtom) only = false
    if (child.type.spec.tableRole) only = false
    return only
  })
  return only
}

/** The mark these words had before, when only its author was lost on the way. */
function earlierMark({ before }: Transaction, back: Mapping, pos: number, mark: Mark): Mark | null {
  const result = back.mapResult(pos + 1, -1)
  if (result.deletedBefore || result.pos < 1) return null
  const earlier = before.nodeAt(result.pos - 1)?.marks.find(({ type }) => type === mark.type)
  return earlier?.attrs.by ? earlier : null
}

/** A new suggestion of this person, or more of the one they are making. */
function ownMark(doc: Node, pos: number, node: Node, mark: Mark, signature: Signature): Mark {
  const neighbours = [doc.resolve(pos).nodeBefore, doc.resolve(pos + node.nodeSize).nodeAfter]
  const own = neighbours
    .flatMap((neighbour) => neighbour?.marks ?? [])
    .find(
      ({ type, attrs }) =>
        SUGGESTIONS.has(type.name) && attrs.id === mark.attrs.id && attrs.by === signature.by,
    )
  const { id, by, at } = own?.attrs ?? signature
  return mark.type.create({ ...mark.attrs, id, by, at })
}
