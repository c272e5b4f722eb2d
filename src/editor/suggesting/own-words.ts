import type { Mark } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

const SUGGESTIONS = ['insertion', 'deletion']

/**
 * Words typed in the midst of what somebody else suggests would take on their mark, and be thrown away
 * with it. They are whose they are, and no part of the suggestion.
 */
export function keepOwnWords(transaction: Transaction, by: string): Transaction {
  const { mapping } = transaction
  const ranges: [from: number, to: number][] = []
  mapping.maps.forEach((map, index) => {
    const after = mapping.slice(index + 1)
    map.forEach((_from, _to, start, end) => {
      if (end > start) ranges.push([after.map(start, 1), after.map(end, -1)])
    })
  })
  for (const [from, to] of ranges)
    for (const mark of around(transaction, from, to))
      if (mark.attrs.by !== by) transaction.removeMark(from, to, mark)
  return transaction
}

/** Suggestions that go on from one side of a range to the other. */
function around({ doc }: Transaction, from: number, to: number): Mark[] {
  if (from >= to) return []
  const before = doc.resolve(from).nodeBefore?.marks ?? []
  const after = doc.resolve(to).nodeAfter?.marks ?? []
  return before.filter((mark) => SUGGESTIONS.includes(mark.type.name) && mark.isInSet(after))
}
