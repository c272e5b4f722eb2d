import { Node } from '@tiptap/core'

/**
 * The whole text. Suggestions may stand on its blocks for as long as it takes to move them to the
 * words inside: see `sign`.
 */
export const Document = Node.create({
  name: 'doc',
  topNode: true,
  content: 'block+',
  marks: 'insertion deletion modification',
})
