import type { Inline } from './tree.ts'

/** The words of inlines as their author wrote them, without notes, citations and pointers. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('')
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline
  switch (inline.kind) {
    case 'strong':
    case 'emphasis':
    case 'link':
      return inlineText(inline.content)
    case 'code':
    case 'value':
    case 'anchor':
      return inline.text
    case 'break':
      return ' '
    case 'note':
    case 'citation':
    case 'pointer':
      return ''
  }
}
