import * as Y from 'yjs'
import { seenIn } from './gone.ts'
import { type Gone, HERE, idOf, START } from './names.ts'

/**
 * Takes back the making of a place, while an undo is being made: where others have typed in it, it
 * stays; a half that was cut off is joined again; any other is taken out.
 */
export function undoPlace(element: Y.XmlElement, by: string): void {
  const name = element.nodeName
  if (name === HERE) return
  if (name === START) {
    const before = placeBefore(element)
    if (before) element.setAttribute('joined', before)
  } else if (!holdsWords(element)) {
    const gone: Gone = { by, at: new Date().toISOString(), seen: seenIn([element]) }
    element.setAttribute('gone', gone as never)
  }
}

function placeBefore(start: Y.XmlElement): string | undefined {
  for (let item = start._item?.prev ?? null; item; item = item.prev)
    if (item.content instanceof Y.ContentType) {
      const type = item.content.type as Y.XmlElement
      if (type.nodeName === START) return idOf(type)
    }
  const text = start.parent as Y.XmlText | null
  const leaf = text?.parent instanceof Y.XmlElement ? text.parent : text
  return leaf ? idOf(leaf) : undefined
}

function holdsWords(type: Y.XmlElement | Y.XmlText): boolean {
  for (let item = type._start; item; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) return true
    if (item.content instanceof Y.ContentType && holdsWords(item.content.type as Y.XmlElement))
      return true
  }
  return false
}
