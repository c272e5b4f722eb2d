import { Node } from '@tiptap/core'
import type { CalloutTone } from '../../../domain/publication/tree.ts'
import { dataAttribute } from './data-attribute.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Puts the paragraphs in a callout, gives the one they are in another tone, or takes it off. */
      toggleCallout: (tone: CalloutTone) => ReturnType
    }
  }
}

export const CALLOUT_WORDS: Record<CalloutTone, string> = {
  information: 'Information',
  important: 'Important',
  warning: 'Warning',
  success: 'Success',
}
const toneOf = (value: unknown): CalloutTone =>
  Object.hasOwn(CALLOUT_WORDS, String(value)) ? (value as CalloutTone) : 'information'

/** Words set apart, with what they are named above them. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: '(paragraph | bulletList | orderedList)+',
  defining: true,
  addAttributes() {
    return { tone: dataAttribute('tone', 'information') }
  },
  parseHTML() {
    return [{ tag: 'div[data-callout]' }]
  },
  renderHTML({ node, HTMLAttributes }) {
    const tone = toneOf(node.attrs.tone)
    return [
      'div',
      {
        ...HTMLAttributes,
        class: `callout callout-${tone}`,
        role: 'note',
        'data-callout': '',
        'data-label': CALLOUT_WORDS[tone],
      },
      0,
    ]
  },
  addCommands() {
    return {
      toggleCallout:
        (tone) =>
        ({ commands, editor }) => {
          if (editor.isActive('callout', { tone })) return commands.lift('callout')
          if (editor.isActive('callout')) return commands.updateAttributes('callout', { tone })
          return commands.wrapIn('callout', { tone })
        },
    }
  },
})
