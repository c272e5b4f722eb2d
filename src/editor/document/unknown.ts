import * as Y from 'yjs'
import {
  CELL_ATTRIBUTES,
  GONE_COLUMN,
  HERE,
  LEFT,
  PLACE_ATTRIBUTES,
  START,
} from '../../../domain/documents/places/names.ts'
import { TEXTS } from '../../../domain/documents/places/note-text.ts'
import { MARKS, NODES } from '../../../domain/documents/tree.ts'
import { own } from '../../../domain/own.ts'

/**
 * What a newer version of Accord has put in a document. The binding between the editor and the
 * shared document takes out what the editor's schema does not know, so such a document must never
 * be bound.
 */

/** Y names a mark that may overlap another of its kind by its name and a hash. */
const HASHED = /^(.*)--[A-Za-z0-9+/=]{8}$/

/** The first thing in there that is not known, by name; null when all is. */
export function unknownIn(type: Y.XmlFragment): string | null {
  for (const child of type.toArray()) {
    const found = unknownOf(child)
    if (found !== null) return found
  }
  return null
}

/**
 * Looks at each change of others before anybody acts on it.
 * @param found is called, once, while nothing has acted on the change yet
 * @returns stops looking
 */
export function watchForUnknown(fragment: Y.XmlFragment, found: () => void): () => void {
  const doc = fragment.doc
  const look = (transaction: Y.Transaction) => {
    if (transaction.local) return
    for (const [type, keys] of transaction.changed) {
      if (!isWithin(type, fragment) || unknownChange(type, keys, transaction) === null) continue
      stop()
      found()
      return
    }
  }
  const stop = () => doc?.off('beforeObserverCalls', look)
  doc?.on('beforeObserverCalls', look)
  return stop
}

function unknownOf(type: Y.XmlElement | Y.XmlText | Y.XmlHook): string | null {
  if (type instanceof Y.XmlText) return unknownInText(type)
  if (!(type instanceof Y.XmlElement)) return 'hook'
  if (!isKnown(type.nodeName)) return type.nodeName
  return unknownAttribute(type) ?? unknownIn(type)
}

const isKnown = (name: string): boolean =>
  name === START || name === HERE || name === LEFT || Object.hasOwn(NODES, name)

function unknownAttribute(element: Y.XmlElement): string | null {
  const named = own<readonly string[]>(NODES, element.nodeName) ?? []
  const known = new Set<string>([
    ...named,
    ...PLACE_ATTRIBUTES,
    ...CELL_ATTRIBUTES,
    TEXTS,
    'level',
    'id',
  ])
  const name = Object.keys(element.getAttributes()).find(
    (key) => !known.has(key) && !key.startsWith(GONE_COLUMN),
  )
  return name === undefined ? null : `${element.nodeName}.${name}`
}

function unknownInText(text: Y.XmlText): string | null {
  for (const { insert, attributes } of text.toDelta()) {
    if (typeof insert !== 'string') {
      const found = insert instanceof Y.XmlElement ? unknownOf(insert) : 'embedded'
      if (found !== null) return found
    }
    for (const key of Object.keys(attributes ?? {})) {
      const mark = HASHED.exec(key)?.[1] ?? key
      if (!Object.hasOwn(MARKS, mark)) return mark
    }
  }
  return null
}

/** Only what the change has brought: the rest was looked at when it came. */
function unknownChange(
  // biome-ignore lint/suspicious/noExplicitAny: as Yjs has it
  type: Y.AbstractType<any>,
  keys: Set<string | null>,
  { beforeState }: Y.Transaction,
): string | null {
  if (type instanceof Y.XmlText) return unknownInText(type)
  if (type instanceof Y.XmlElement && unknownAttribute(type) !== null) return type.nodeName
  if (!keys.has(null) || !(type instanceof Y.XmlFragment)) return null
  for (const child of type.toArray()) {
    const id = child._item?.id
    if (!id || id.clock < (beforeState.get(id.client) ?? 0)) continue
    const found = unknownOf(child)
    if (found !== null) return found
  }
  return null
}

// biome-ignore lint/suspicious/noExplicitAny: as Yjs has it
function isWithin(type: Y.AbstractType<any>, fragment: Y.XmlFragment): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: as Yjs has it
  for (let at: Y.AbstractType<any> | null = type; at; at = at.parent as Y.AbstractType<any> | null)
    if (at === fragment) return true
  return false
}
