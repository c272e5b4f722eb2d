// biome-ignore lint/suspicious/noControlCharactersInRegex: line and page breaks of Office programs
const SOFT_BREAKS = /[\u000b\u000c]+/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: those that no document can hold
const UNWRITABLE = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]/g

/**
 * The text without what no document, workbook or calendar can hold: control characters, which come
 * along when people paste, and halves of surrogate pairs, which become U+FFFD. The line and page
 * breaks of Word and PowerPoint (U+000B, U+000C) become spaces; tabs and line ends stay.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(SOFT_BREAKS, ' ').replace(UNWRITABLE, '')
}

/** A value of JSON with every text in it made plain, names of fields apart; bytes stay as they are. */
export function plainTexts(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(plainTexts)
  if (value !== null && typeof value === 'object' && isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plainTexts(held)]))
  return value
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
