import * as Y from 'yjs'
import { elsewhereIn } from './moved-words.ts'
import type { Gone } from './names.ts'

/**
 * Up to where the words of each client in these parts of the document are known here: who takes the
 * parts out has seen so much of them. What comes in later was typed unseen.
 */
export function seenIn(types: Iterable<Y.XmlFragment | Y.XmlText>): Gone['seen'] {
  const seen: Gone['seen'] = {}
  const all = [...types]
  const { arriving } = elsewhereIn(all[0]?.doc)
  const look = (type: Y.XmlFragment | Y.XmlText) => {
    const store = type.doc?.store
    if (type._item && store) note(type._item.id.client, store)
    for (const { text } of arriving.get(type as Y.XmlText) ?? []) noteAll(text)
    for (let item = type._start; item; item = item.right) {
      if (store) note(item.id.client, store)
      if (item.content instanceof Y.ContentType && !item.deleted)
        look(item.content.type as Y.XmlFragment)
    }
  }
  const note = (client: number, store: Y.Doc['store']) => {
    seen[client] ??= Y.getState(store, client)
  }
  const noteAll = (text: Y.XmlText) => {
    const store = text.doc?.store
    for (let item = text._start; item && store; item = item.right) note(item.id.client, store)
  }
  for (const type of all) look(type)
  return seen
}

/** Words in a text from a place on, that whoever took their place out had not seen. */
export function unseenWords(
  text: Y.XmlText,
  from: number,
  length: number,
  { seen }: Gone,
): { words: string; client: number; at: number }[] {
  const found: { words: string; client: number; at: number }[] = []
  let at = 0
  for (let item = text._start; item !== null && at < from + length; item = item.right) {
    if (item.deleted || !item.countable) continue
    const start = Math.max(at, from)
    const end = Math.min(at + item.length, from + length)
    const firstUnseen = at + Math.max(0, (seen[item.id.client] ?? 0) - item.id.clock)
    if (item.content instanceof Y.ContentString && end > Math.max(start, firstUnseen)) {
      const begin = Math.max(start, firstUnseen)
      const words = item.content.str.slice(begin - at, end - at)
      const last = found.at(-1)
      if (last && last.at + last.words.length === begin && last.client === item.id.client)
        last.words += words
      else found.push({ words, client: item.id.client, at: begin })
    }
    at += item.length
  }
  return found
}
