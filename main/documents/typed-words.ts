import * as Y from 'yjs'

/**
 * Words in shared types, for the checks of what people type. It walks the items themselves, so that
 * it needs no name of a root, and sees a number whole that is half in bold.
 */

// biome-ignore lint/suspicious/noExplicitAny: so does Yjs speak of a type whose events do not matter
type Type = Y.AbstractType<any>

/** Between words of different places: no number goes on over it, as it may over a line's end. */
export const APART = '\n\0\n'

/** What a transaction brought: new words with the text around them, new attributes and comments. */
export function newWords({ changed, beforeState }: Y.Transaction): string {
  const found: string[] = []
  const isNew = ({ id }: Y.Item) => id.clock >= (beforeState.get(id.client) ?? 0)
  for (const [type, keys] of changed as Map<Type, Set<string | null>>) {
    if (type instanceof Y.Text || type.constructor === Y.AbstractType) gatherType(type, found)
    else
      for (const key of keys) {
        const items = key === null ? itemsOf(type).filter(isNew) : [type._map.get(key)]
        for (const item of items) if (item && !item.deleted) gather(contentOf(item), found)
      }
  }
  return found.join(APART)
}

/** All the words of a document, whatever they stand in. */
export function allWords(doc: Y.Doc): string {
  const found: string[] = []
  for (const type of doc.share.values()) gatherType(type, found)
  return found.join(APART)
}

function itemsOf(type: Type): Y.Item[] {
  const items: Y.Item[] = []
  for (let item = type._start; item; item = item.right) if (!item.deleted) items.push(item)
  return items
}

function contentOf({ content }: Y.Item): unknown[] {
  return content instanceof Y.ContentFormat ? [content.value] : content.getContent()
}

function gatherType(type: Type, found: string[]): void {
  let run = ''
  for (const item of itemsOf(type)) {
    if (item.content instanceof Y.ContentString) run += item.content.str
    else {
      // A line's end, say, or a picture: what stands on both sides of it is not one number.
      if (item.countable) run += '\n'
      gather(contentOf(item), found)
    }
  }
  found.push(run)
  for (const item of type._map.values()) if (!item.deleted) gather(contentOf(item), found)
}

function gather(value: unknown, found: string[]): void {
  if (typeof value === 'string') found.push(withoutPictures(value))
  else if (value instanceof Y.AbstractType) gatherType(value, found)
  else if (Array.isArray(value)) for (const each of value) gather(each, found)
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    for (const each of Object.values(value)) gather(each, found)
}

/** Digits in a picture mean nothing. */
function withoutPictures(text: string): string {
  return text.startsWith('data:image/') ? '' : text.replace(/<svg[\s\S]*<\/svg>/g, ' ')
}
