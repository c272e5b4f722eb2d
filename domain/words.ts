/** `1 action`, `2 actions`, `1,024 actions`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

const LISTED = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** `Black Country, Lincolnshire and Northamptonshire`. */
export function listOf(words: readonly string[]): string {
  return LISTED.format(words)
}
