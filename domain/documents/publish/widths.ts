/** A longer word than this may be broken. */
const LONGEST_WORD = 16
/** Room for the words that a column of empty cells waits for. */
const TO_FILL = 14
/** More than this a long text gains nothing from, while its neighbours lose what they need. */
const WIDEST = 45
/** How much wider a column is for longer texts: with the root of their length, so that none takes all. */
const BY_LENGTH = 2.2

/**
 * How wide a table's columns should be against each other, in about the number of letters on a line.
 * @param columns the texts of each column, its head first
 */
export function columnWidths(columns: readonly (readonly string[])[]): number[] {
  return columns.map((texts) => {
    const longest = Math.max(0, ...texts.map((text) => text.length))
    const word = Math.max(0, ...texts.map(longestWord))
    const isEmpty = texts.slice(1).every((text) => text === '')
    const least = isEmpty ? TO_FILL : 3
    const byLength = Math.min(WIDEST, BY_LENGTH * Math.sqrt(longest))
    return Math.max(least, Math.min(word + 1, LONGEST_WORD), byLength)
  })
}

function longestWord(text: string): number {
  return Math.max(0, ...text.split(/[\s/–]+/).map((word) => word.length))
}
