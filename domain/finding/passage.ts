/** Words of a text around what somebody looked for. */
export interface Passage {
  text: string
  /** Where the words looked for stand in it: from, up to. */
  hits: [number, number][]
}

const AROUND = 90

/** Whether all letters are English ones, which have no accents to take off. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** Letters without their accents and in lower case, each in the place where it stood. */
export function folded(text: string): string {
  // Most of what is looked through, and many times faster.
  if (isPlain(text)) return text.toLowerCase()
  return Array.from(text, (letter) => {
    const plain = (letter.normalize('NFD').match(/^\P{M}/u)?.[0] ?? letter).toLowerCase()
    return plain.length === letter.length ? plain : letter
  }).join('')
}

/** The words of a question: what stands between spaces and punctuation, without accents. */
export function wordsOf(question: string): string[] {
  return folded(question.normalize('NFC')).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Where words of a text begin with one of those looked for. */
function hitsIn(text: string, words: readonly string[]): [number, number][] {
  return [...folded(text).matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    const found = words
      .filter((each) => word.startsWith(each))
      .reduce((longest, each) => Math.max(longest, each.length), 0)
    return found > 0 ? [[index, index + found] as [number, number]] : []
  })
}

/** Whether each of the words begins a word of the text. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const there = folded(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.every((word) => there.some((each) => each.startsWith(word)))
}

/** The words around the first hit; the beginning of the text where there is none. */
export function passageOf(text: string, words: readonly string[]): Passage {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  const hits = hitsIn(plain, words)
  const first = hits[0]?.[0] ?? 0
  const from = first <= AROUND ? 0 : wordStart(plain, first - AROUND)
  const end = first + 2 * AROUND
  const to = end >= plain.length ? plain.length : Math.max(plain.lastIndexOf(' ', end), first + 1)
  const before = from > 0 ? '… ' : ''
  const moved = before.length - from
  return {
    text: before + plain.slice(from, to) + (to < plain.length ? ' …' : ''),
    hits: hits
      .filter(([start, stop]) => start >= from && stop <= to)
      .map(([start, stop]) => [start + moved, stop + moved]),
  }
}

/** The beginning of the next word at or after a place. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space < 0 ? at : space + 1
}
