/** What was typed into the palette. Pure. */

/** Whether every word typed begins a word of the text. */
export function matches(text: string, query: string): boolean {
  const words = text.toLowerCase().split(/\s+/)
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

/** A reference as people type it (`hs1e2`, `HS1.E2`) as it is written: `HS1.e2`. */
export function typedReference(query: string): string | undefined {
  const match = /^([a-z]{2})\s?(\d)[.\s]?([a-z])\.?(\d+)$/i.exec(query)
  if (!match) return undefined
  const [, section = '', area, letter = '', number] = match
  return `${section.toUpperCase()}${area}.${letter.toLowerCase()}${number}`
}

/** What matches the query, those that begin with it first; everything when nothing was typed. */
export function bestFirst<T extends { text: string }>(choices: readonly T[], query: string): T[] {
  const start = query.toLowerCase()
  const found = choices.filter(({ text }) => start === '' || matches(text, query))
  return found.sort((a, b) => Number(begins(b, start)) - Number(begins(a, start)))
}

const begins = ({ text }: { text: string }, start: string) => text.toLowerCase().startsWith(start)
