import type { Editor } from '@tiptap/core'
import type { SectionLine } from '../../../preload/reports-types.ts'

/** Writes down that somebody has read the sentences which quote a figure, as it reads now. */
export function reread(
  editor: Editor,
  { key, quoted, now }: Pick<SectionLine['moved'][number], 'key' | 'quoted' | 'now'>,
): void {
  const { state, view } = editor
  const change = state.tr
  state.doc.descendants((node, position) => {
    if (node.type.name === 'figure' && node.attrs.key === key && node.attrs.seen === quoted)
      change.setNodeAttribute(position, 'seen', now)
  })
  view.dispatch(change)
}
