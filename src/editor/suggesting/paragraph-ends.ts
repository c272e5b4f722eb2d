import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/**
 * Shows where a suggestion adds or removes a paragraph's end: such a place holds a character without
 * width. Blocks are looked at once for as long as they stay the same.
 */
const HOLDER = '\u200b'
const shownFor = new WeakMap<Node, DecorationSet>()
const endsIn = new WeakMap<Node, readonly number[]>()

export function paragraphEnds(doc: Node): DecorationSet {
  const known = shownFor.get(doc)
  if (known) return known
  const shown: Decoration[] = []
  doc.forEach((block, offset) => {
    for (const end of endsOf(block))
      shown.push(Decoration.widget(offset + end, pilcrow, { side: -1, key: 'paragraph-end' }))
  })
  const set = shown.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, shown)
  shownFor.set(doc, set)
  return set
}

/** Only those at the end of their paragraph: its other side is at the start of the next. */
function endsOf(block: Node): readonly number[] {
  const known = endsIn.get(block)
  if (known) return known
  const ends: number[] = []
  const look = (node: Node, start: number) => {
    if (node.isTextblock && node.lastChild?.text?.endsWith(HOLDER))
      ends.push(start + node.content.size)
  }
  look(block, 1)
  block.descendants((node, pos) => {
    look(node, pos + 2)
  })
  endsIn.set(block, ends)
  return ends
}

function pilcrow(): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'suggestion-end'
  sign.textContent = '¶'
  sign.setAttribute('aria-label', 'end of paragraph, suggested')
  return sign
}
