import { Node } from '@tiptap/core'
import { dataAttribute } from './data-attribute.ts'

/** A piece of the record in the text; see `LiveQuery`. */
export const Live = Node.create({
  name: 'live',
  group: 'block',
  atom: true,
  draggable: true,
  isolating: true,
  addAttributes() {
    return {
      id: dataAttribute('id', ''),
      query: dataAttribute('query', ''),
      caption: dataAttribute('caption'),
      frozenOn: dataAttribute('frozenOn'),
      frozen: dataAttribute('frozen'),
    }
  },
  parseHTML() {
    return [{ tag: 'div[data-live]' }]
  },
  renderHTML({ HTMLAttributes }) {
    return ['div', { ...HTMLAttributes, 'data-live': '' }]
  },
})
