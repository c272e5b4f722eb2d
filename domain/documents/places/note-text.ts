import * as Y from 'yjs'
import { commonIn } from './common.ts'
import { attributeOf } from './names.ts'

/**
 * What a footnote says is the attribute `text` until somebody changes it. From then on it is a text of
 * its own inside the element, so that of two who change it apart both are kept; the attribute still
 * says how it began. Where two have made such a text apart, what each has changed is put together.
 */
export const NOTE = 'footnote'
/**
 * Says that there are such texts, or that what further ones hold was put into the first. An Accord that
 * knows no such texts would take the footnote out: it does not know this either, and lets be.
 */
export const TEXTS = 'texts'

export function noteText(note: Y.XmlElement): string {
  const texts = textsOf(note).map((text) => text.toString())
  const said = texts.filter((text) => text !== '')
  const base = String(attributeOf(note, 'text') ?? '')
  if (texts.length === 0) return base
  if (said.length < 2) return said[0] ?? ''
  if (attributeOf(note, TEXTS) === 'folded') return said.join(' ')
  return said.reduce((merged, text) => mergedTexts(base, merged, text))
}

/** Makes the text what it is to be; words that stay are left as they are. */
export function writeNoteText(note: Y.XmlElement, text: string): void {
  const [first, ...others] = textsOf(note)
  if (!first) {
    const own = new Y.XmlText()
    own.insert(0, text)
    note.insert(0, [own])
    note.setAttribute(TEXTS, 'own')
  } else {
    change(first, text)
    if (others.length === 0) return
    for (const other of others) other.delete(0, other.length)
    note.setAttribute(TEXTS, 'folded')
  }
}

/** The texts inside a note. */
export const textsOf = (note: Y.XmlElement): Y.XmlText[] =>
  note.toArray().filter((child) => child instanceof Y.XmlText)

/** What two have made of one text, with what each has changed. */
export function mergedTexts(base: string, one: string, other: string): string {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  const text = (doc: Y.Doc) => doc.get('text', Y.XmlText) as Y.XmlText
  a.clientID = 1
  b.clientID = 2
  text(a).insert(0, base)
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  change(text(a), one)
  change(text(b), other)
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  return text(a).toString()
}

function change(text: Y.XmlText, to: string): void {
  const before = tokensOf(text.toString())
  const after = tokensOf(to)
  const common = commonIn(before, after)
  const length = (tokens: string[]) => tokens.reduce((sum, token) => sum + token.length, 0)
  let [i, j] = [before.length, after.length]
  // From the last to the first, so that none moves another.
  for (const [a, b] of [...common.toReversed(), [-1, -1] as const]) {
    const at = length(before.slice(0, a + 1))
    const gone = length(before.slice(a + 1, i))
    const come = after.slice(b + 1, j).join('')
    if (gone > 0) text.delete(at, gone)
    if (come !== '') text.insert(at, come)
    ;[i, j] = [a, b]
  }
}

const tokensOf = (text: string): string[] =>
  text.match(/\p{L}[\p{L}\p{M}\p{N}’'-]*|\p{N}+|[\s\S]/gu) ?? []
