import { Extension } from '@tiptap/core'
import { search } from 'prosemirror-search'

/** Marks what is looked for; `FindBar` says what that is. */
export const Finding = Extension.create({
  name: 'finding',
  addProseMirrorPlugins: () => [search()],
})
