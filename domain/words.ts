/** `1 action`, `2 actions`, `1,024 actions`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** `Black Country, Lincolnshire and Northamptonshire`. */
export function listOf(words: readonly string[]): string {
  return joined(words, 'and')
}

/** `planned, in progress or blocked`. */
export function eitherOf(words: readonly string[]): string {
  return joined(words, 'or')
}

/** As `Intl.ListFormat` does in British English, which takes longer to load than a short command has. */
function joined(words: readonly string[], between: string): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${between} ${last}`
}

/** So much of a fingerprint, a SHA-256, as people compare by eye: the same on the page and on paper. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12)
}

/** The first sentences that fit in so many characters; when not even one does, its first words. */
export function firstSentences(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  const end = Math.max(...['. ', '! ', '? '].map((mark) => start.lastIndexOf(mark)))
  return end > 0 ? start.slice(0, end + 1) : `${start.slice(0, start.lastIndexOf(' '))} …`
}
