/** A search without a server: which words stand in which parts of a site's pages. */

/** A part of a page: a heading and what stands under it. */
export interface SearchedPart {
  page: string
  /** Id of its heading; empty for the beginning of the page. */
  id: string
  /** Of the page, and of the part where it has a heading of its own. */
  title: string
  text: string
}

export interface SearchIndex {
  /** `[address, title, beginning of the text]`. */
  parts: [string, string, string][]
  /** For each word the parts it stands in: `[part, how often, part, how often, …]`. */
  words: Record<string, number[]>
}

const SHOWN = 180
/** A word of the heading says more about a part than one of its text. */
const IN_TITLE = 5

/** Words as they are searched for: small letters without marks. The site's script does the same. */
export function searchWords(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*/gu) ?? []
  )
}

export function searchIndex(parts: readonly SearchedPart[]): SearchIndex {
  const words = new Map<string, Map<number, number>>()
  const add = (text: string, part: number, weight: number) => {
    for (const word of searchWords(text)) {
      const found = words.get(word) ?? new Map<number, number>()
      found.set(part, (found.get(part) ?? 0) + weight)
      words.set(word, found)
    }
  }
  for (const [index, { title, text }] of parts.entries()) {
    add(title, index, IN_TITLE)
    add(text, index, 1)
  }
  return {
    parts: parts.map(({ page, id, title, text }) => [
      id ? `${page}#${id}` : page,
      title,
      text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/\s\S*$/, '')} …` : text,
    ]),
    words: Object.fromEntries(
      [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, of]) => [word, [...of].flat()]),
    ),
  }
}
