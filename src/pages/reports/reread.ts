import type { Editor } from '@tiptap/core'
import type { MovedQuote } from '../../../preload/reports-types.ts'

/** Places in the text that quote a figure as it read once. */
export function quotedAt(
  { state }: Editor,
  { key, quoted }: Pick<MovedQuote, 'key' | 'quoted'>,
): number[] {
  const places: number[] = []
  state.doc.descendants((node, position) => {
    const { type, attrs } = node
    if (type.name === 'figure' && attrs.key === key && attrs.seen === quoted) places.push(position)
  })
  return places
}

/** Writes down that somebody has read the sentences which quote a figure, as it reads now. */
export function reread(
  editor: Editor,
  quote: Pick<MovedQuote, 'key' | 'quoted'>,
  now: string,
): void {
  const change = editor.state.tr
  for (const place of quotedAt(editor, quote)) change.setNodeAttribute(place, 'seen', now)
  editor.view.dispatch(change)
}
