import { Mark } from '@tiptap/core'
import { dataAttribute } from './data-attribute.ts'

/** Words that a thread of comments is about. Two threads may be about the same words. */
export const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  excludes: '',
  addAttributes() {
    return { thread: dataAttribute('thread', '') }
  },
  parseHTML() {
    return [{ tag: 'mark[data-thread]' }]
  },
  renderHTML({ HTMLAttributes }) {
    return ['mark', { ...HTMLAttributes, class: 'comment' }, 0]
  },
})
