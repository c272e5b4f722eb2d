/** A longer word than this may be broken. */
const LONGEST_WORD = 16
/** Room for the words that a column of empty cells waits for. */
const TO_FILL = 14
/** More than this a long text gains nothing from, while its neighbours lose what they need. */
const WIDEST = 45
/** How much wider a column is for longer texts: with the root of their length, so that none takes all. */
const BY_LENGTH = 2.2
/** The same for its head, which stands once: it rather wraps than widens a column of numbers. */
const BY_HEAD = 1.6
/** Letters on a line of the page, with the room between the columns. */
const LINE = 108
/** Room between a word and the next column, in letters. */
const GAP = 2

/**
 * How wide a table's columns should be against each other, in about the number of letters on a line.
 * @param columns the texts of each column, its head first
 */
export function columnWidths(columns: readonly (readonly string[])[]): number[] {
  const needs = columns.map(([head = '', ...texts]) => {
    // An empty column waits for texts of any length.
    const longest = lengthOf(texts) || Number.POSITIVE_INFINITY
    const word = Math.max(longestWord(head), ...texts.map(longestWord))
    const isEmpty = longest === Number.POSITIVE_INFINITY
    const byLength = isEmpty ? TO_FILL : Math.min(WIDEST, BY_LENGTH * Math.sqrt(longest))
    const byHead = BY_HEAD * Math.sqrt(head.length)
    return { longest, width: Math.max(3, Math.min(word + GAP, LONGEST_WORD), byLength, byHead) }
  })
  return withSpare(needs)
}

/** What numbers and other short words leave of the line is for the texts that would wrap. */
function withSpare(needs: readonly { longest: number; width: number }[]): number[] {
  const spare = LINE - sum(needs.map(({ width }) => width))
  const wrapping = sum(needs.map(({ longest, width }) => (longest > width ? width : 0)))
  if (spare <= 0 || wrapping === 0) return needs.map(({ width }) => width)
  return needs.map(({ longest, width }) =>
    longest > width ? Math.min(longest, width + (spare * width) / wrapping) : width,
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

const lengthOf = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length))

function longestWord(text: string): number {
  return Math.max(0, ...text.split(/[\s/–]+/).map((word) => word.length))
}
