import { type Attribute, Node } from '@tiptap/core'
import { dataAttribute } from './data-attribute.ts'

/** What stands in a line as one thing and says more elsewhere: footnotes, references, figures. */
const inlineNote = (name: string, attributes: Record<string, Partial<Attribute>>, shown: string) =>
  Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag: `span[data-${name}]` }],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      { ...HTMLAttributes, [`data-${name}`]: '', class: `note note-${name}` },
      String(node.attrs[shown] ?? ''),
    ],
  })

export const Footnote = inlineNote('footnote', { text: dataAttribute('text', '') }, 'text')
export const Citation = inlineNote(
  'citation',
  { text: dataAttribute('text', ''), url: dataAttribute('url') },
  'text',
)
/** A figure of a report's freeze, shown as it read when somebody last read it. */
export const QuotedFigure = inlineNote(
  'figure',
  { key: dataAttribute('key', ''), seen: dataAttribute('seen') },
  'seen',
)
