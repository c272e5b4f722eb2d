import type * as Y from 'yjs'

/**
 * A text that merges is read as one run of words in which each block has a place that begins it. A
 * place is never moved and never taken out, since somebody may be typing in it unseen: what people do
 * to a block is said of its place, in these attributes.
 */

/** Stands inside a run of text where a block was cut in two: the second one's place. */
export const START = 'start'
/** Stands where a block was moved to; `id` is the `to` of that block. */
export const HERE = 'here'
/**
 * Stands where words were cut out that were put in elsewhere. What is typed there from then on comes
 * behind it, and so is told from what somebody typed right behind those words.
 */
export const LEFT = 'left'

export const PLACE_ATTRIBUTES = [
  /** What a paragraph or heading has become: `paragraph` or `heading`. */
  'as',
  /** What it stands in, outermost first: a `Path`. Without it, the elements around it say so. */
  'path',
  /** Taken out, with whoever was seen to have typed in it: a `Gone`; or put back: `false`. */
  'gone',
  /** Runs on from the block of this place, as after Backspace at its beginning. */
  'joined',
  /** Stands where the `here` of this id is: a `Moved`. */
  'to',
  /** Whose session made it, so that there is always something for an undo to take back. */
  'made',
] as const

/** Attributes of parts of a table: the place of a cell's column, and how far a merged cell reaches. */
export const CELL_ATTRIBUTES = ['column', 'until'] as const
/** Columns taken out of a table: an attribute of the table for each. */
export const GONE_COLUMN = 'gone-column-'

export interface Container {
  id: string
  type: ContainerType
  attrs?: Record<string, unknown>
}
export type ContainerType = 'bulletList' | 'orderedList' | 'listItem' | 'blockquote' | 'callout'
export type Path = readonly Container[]

export interface Gone {
  by: string
  /** ISO moment. */
  at: string
  /** By Yjs client, up to which clock its words were seen here by whoever took the place out. */
  seen: Record<string, number>
}

export interface Moved {
  id: string
  /** As of `Gone`: halves cut off unseen go along. */
  seen: Gone['seen']
}

const CLASSES: Readonly<Record<ContainerType, string>> = {
  bulletList: 'list',
  orderedList: 'list',
  listItem: 'item',
  blockquote: 'quotation',
  callout: 'callout',
}

export const isContainer = (name: string): name is ContainerType => Object.hasOwn(CLASSES, name)

/** A bulleted list may become a numbered one and stay the same list. */
export const classOf = (type: ContainerType): string => CLASSES[type]

/** What a place is kept in: an element, or where words stand in none, their text. */
export type Place = Y.XmlElement | Y.XmlText

/**
 * The name of a shared type, the same on every computer. In base 36: ten digits in a row might be
 * taken for a patient's number.
 */
export function idOf(type: Y.XmlElement | Y.XmlText): string {
  const id = type._item?.id
  return id ? `${id.client.toString(36)}:${id.clock}` : ''
}

export function attributeOf<T>(place: Place, name: string): T | undefined {
  return (place as Y.XmlElement).getAttribute(name) as T | undefined
}

/** A place that was put back says so: nobody else's taking out reaches it. */
export const goneOf = (place: Place): Gone | undefined =>
  attributeOf<Gone | false>(place, 'gone') || undefined
