import * as Y from 'yjs'
import { elsewhereIn } from './moved-words.ts'
import { attributeOf, type Gone } from './names.ts'
import { NOTE, noteText, textsOf } from './note-text.ts'

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

export interface UnseenWords {
  text: Y.XmlText
  at: number
  length: number
  words: string
  client: number
}

/** Words in a text from a place on, that whoever took their place out had not seen. */
export function unseenWords(
  text: Y.XmlText,
  from: number,
  length: number,
  gone: Gone,
): UnseenWords[] {
  const found: UnseenWords[] = []
  const isUnseen = ({ id }: Y.Item) => id.clock >= (gone.seen[id.client] ?? 0)
  let at = 0
  for (let item = text._start; item !== null && at < from + length; item = item.right) {
    if (item.deleted || !item.countable) continue
    const start = Math.max(at, from)
    const end = Math.min(at + item.length, from + length)
    const { client, clock } = item.id
    const firstUnseen = at + Math.max(0, (gone.seen[client] ?? 0) - clock)
    if (item.content instanceof Y.ContentType && start === at) {
      const words = wordsOfNote(item.content.type)
      if (isUnseen(item) && words !== '') found.push({ text, at, length: 1, words, client })
      else if (!isUnseen(item)) found.push(...unseenInNote(text, at, item.content.type, gone))
    } else if (item.content instanceof Y.ContentString && end > Math.max(start, firstUnseen)) {
      const begin = Math.max(start, firstUnseen)
      const words = item.content.str.slice(begin - at, end - at)
      const last = found.at(-1)
      if (last && last.text === text && last.at + last.length === begin && last.client === client) {
        last.words += words
        last.length += words.length
      } else found.push({ text, at: begin, length: words.length, words, client })
    }
    at += item.length
  }
  return found
}

/** Of a footnote, reference or figure what it says, since it has no letters in the line. */
function wordsOfNote(type: unknown): string {
  if (!(type instanceof Y.XmlElement)) return ''
  if (type.nodeName === NOTE) return noteText(type)
  return String(attributeOf(type, 'text') ?? attributeOf(type, 'seen') ?? '')
}

/** What somebody has changed of a footnote: that, and the footnote it is in. */
function unseenInNote(text: Y.XmlText, at: number, note: unknown, gone: Gone): UnseenWords[] {
  if (!(note instanceof Y.XmlElement) || note.nodeName !== NOTE) return []
  const found = textsOf(note).flatMap((own) => unseenWords(own, 0, own.length, gone))
  const [first] = found
  return first ? [{ text, at, length: 1, words: '', client: first.client }, ...found] : []
}
