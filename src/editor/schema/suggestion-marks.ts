import { type Attribute, Mark } from '@tiptap/core'
import { formatMoment } from '../../ui/format.ts'

/** What every suggestion says of itself; who and when are put in once it is made. */
const MADE: Record<string, Partial<Attribute>> = {
  id: { default: '' },
  by: { default: null },
  at: { default: null },
}

/** They are not read back from HTML: what is pasted is nobody's suggestion until it is made one. */
const suggestionMark = (
  name: 'insertion' | 'deletion' | 'modification',
  tag: string,
  excludes: string,
  more: Record<string, Partial<Attribute>> = {},
) =>
  Mark.create({
    name,
    inclusive: false,
    excludes,
    addAttributes: () => ({ ...MADE, ...more }),
    renderHTML: ({ mark }) => [
      tag,
      {
        class: `suggestion suggestion-${name}`,
        'data-suggestion': String(mark.attrs.id),
        title: [mark.attrs.by, formatMoment(mark.attrs.at)].filter(Boolean).join(', '),
      },
      0,
    ],
  })

export const SUGGESTION_MARKS = [
  suggestionMark('insertion', 'ins', 'deletion modification insertion'),
  suggestionMark('deletion', 'del', 'insertion modification deletion'),
  suggestionMark('modification', 'span', 'deletion insertion', {
    type: { default: '' },
    attrName: { default: null },
    previousValue: { default: null },
    newValue: { default: null },
  }),
]
