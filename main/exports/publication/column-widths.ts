import type { FinishedGrid } from '../../../domain/publication/finished.ts'
import { plainText } from '../../../domain/publication/text.ts'

export interface Room {
  /** Width of the table. */
  total: number
  /** Size of its type, in the same unit. */
  em: number
  /** Beside the words of a cell, on either side. */
  margin: number
}

/** About how wide letters are in bold, in ems: the first that has the letter counts. */
const LETTERS: [RegExp, number][] = [
  [/[fijlrtI1.,:;'’()|]/, 0.4],
  [/[mwMW@%]/, 0.9],
  [/\p{Lu}/u, 0.7],
]
const ANY_LETTER = 0.6
/** How wide words are that are not in bold, against those that are. */
const NOT_BOLD = 0.92
/** What is longer is no word but an address or a key, and may be broken. */
const LONGEST_WORD = 20

/**
 * Widths of a table's columns: as they were asked for, but none so narrow that it breaks a word, as
 * far as the others have room to give.
 */
export function columnWidths(grid: FinishedGrid, { total, em, margin }: Room): number[] {
  const { columns, rows, rowHeaders } = grid
  const parts = columns.reduce((sum, { width }) => sum + width, 0)
  const asked = columns.map(({ width }) => (width / parts) * total)
  const least = columns.map(({ header }, index) => {
    const words = rows.map((row) => widestWord(plainText(row[index] ?? [])))
    const inRows = most(words) * (rowHeaders && index === 0 ? 1 : NOT_BOLD)
    return Math.max(widestWord(plainText(header)), inRows) * em + 2 * margin
  })
  const wanted = asked.map((width, index) => Math.max(width, least[index]!))
  const spare = wanted.map((width, index) => width - least[index]!)
  const lacking = sum(wanted) - total
  // Too many long words for one page: then each column gives up its share of what is lacking.
  const give = lacking > sum(spare) ? wanted : spare
  const given = sum(give) === 0 ? 0 : lacking / sum(give)
  return wanted.map((width, index) => Math.floor(width - give[index]! * given))
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0)

/** In ems. */
function widestWord(text: string): number {
  const words = text.split(/[\s/–—-]+/).filter((word) => word.length <= LONGEST_WORD)
  return most(words.map((word) => sum([...word].map(widthOf))))
}

function widthOf(letter: string): number {
  return LETTERS.find(([letters]) => letters.test(letter))?.[1] ?? ANY_LETTER
}
