import * as Y from 'yjs'
import type { DocumentNode } from '../tree.ts'
import { type Formats, formatsOf } from './marks.ts'
import { LEFT } from './names.ts'
import { idIn, type PastedPart, spansIn } from './spans.ts'

/** Something to put into a text: words, a note, or a place. */
export type Insert =
  | { node: DocumentNode; pasted?: PastedPart | undefined }
  | { element: Y.XmlElement }

export interface Typed {
  end: string
  id: Y.ID
}

interface Edit {
  at: number
  order: number
  remove?: number
  format?: { length: number; formats: Record<string, unknown> }
  insert?: Insert
}

/**
 * Changes of texts, told by where things stood before any of them was made; they are made from the
 * last to the first, so that none moves another.
 */
export class Edits {
  /** Words that were put in, in order: how they end, and which character that is. */
  readonly typed: Typed[] = []
  readonly #texts = new Map<Y.XmlText, Edit[]>()
  #order = 0

  insert(text: Y.XmlText, at: number, insert: Insert): void {
    this.#add(text, { at, order: this.#order++, insert })
  }
  remove(text: Y.XmlText, at: number, remove: number): void {
    this.#add(text, { at, order: this.#order++, remove })
  }
  format(text: Y.XmlText, at: number, length: number, formats: Record<string, unknown>): void {
    this.#add(text, { at, order: this.#order++, format: { length, formats } })
  }

  /** Whatever stood at a place first goes or changes its look, then comes what is new. */
  make(): void {
    for (const [text, edits] of this.#texts) {
      edits.sort((a, b) => b.at - a.at || isInsert(a) - isInsert(b) || b.order - a.order)
      for (const { at, remove, format, insert } of edits) {
        if (remove) text.delete(at, remove)
        if (format) text.format(at, format.length, format.formats)
        if (insert) putInto(text, at, insert)
        if (insert && 'node' in insert) this.typed.unshift(...endOf(text, at, insert.node))
      }
    }
  }

  #add(text: Y.XmlText, edit: Edit): void {
    const edits = this.#texts.get(text)
    if (edits) edits.push(edit)
    else this.#texts.set(text, [edit])
  }
}

/** Of words just put in there. */
function endOf(text: Y.XmlText, at: number, { text: words = '' }: DocumentNode): Typed[] {
  const id = idIn(spansIn(text, behindLeft(text, at) + words.length - 1, 1), 0)
  return id ? [{ end: words.slice(-1), id }] : []
}

const isInsert = ({ insert }: Edit): number => (insert ? 1 : 0)

export function putInto(text: Y.XmlText, place: number, insert: Insert): void {
  const at = behindLeft(text, place)
  if ('element' in insert) {
    text.insertEmbed(at, insert.element)
    return
  }
  const { node, pasted } = insert
  if (node.type === 'text') text.insert(at, node.text ?? '', formatsOf(node.marks))
  else text.insertEmbed(at, elementFor(node), formatsOf(node.marks))
  pasted?.words.note(pasted.offset, spansIn(text, at, node.text?.length ?? 1))
}

/** What is typed where words were moved away comes behind the mark that says so. */
function behindLeft(text: Y.XmlText, wanted: number): number {
  let place = wanted
  let at = 0
  for (let item = text._start; item !== null && at <= place; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (at === place && isLeft(item)) place++
    at += item.length
  }
  return place
}

export const isLeft = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentType && (content.type as Y.XmlElement).nodeName === LEFT

/** An element with the attributes of a node, and nothing in it. */
export function elementFor({ type, attrs = {} }: DocumentNode): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, string>>(type)
  // Attributes hold any JSON, whatever the types of Yjs say.
  for (const [name, value] of Object.entries(attrs))
    if (value !== null && value !== undefined) element.setAttribute(name, value as string)
  return element as Y.XmlElement
}

/** What of the look of words changes. */
export function changedFormats(before: DocumentNode, after: DocumentNode): Formats | null {
  const [had, has] = [formatsOf(before.marks), formatsOf(after.marks)]
  const changes: Record<string, unknown> = {}
  for (const name of Object.keys(had)) if (!Object.hasOwn(has, name)) changes[name] = null
  for (const [name, attrs] of Object.entries(has))
    if (JSON.stringify(had[name]) !== JSON.stringify(attrs)) changes[name] = attrs
  return Object.keys(changes).length > 0 ? (changes as Formats) : null
}
