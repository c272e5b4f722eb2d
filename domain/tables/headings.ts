import { FIGURE_STYLE_PLAIN, readFigure } from './figures.ts'

/** Finds the row of headings: people and publishers put titles, dates and notes above a table. */

export interface NumberedRow {
  /** As a spreadsheet numbers it, from 1. */
  number: number
  cells: readonly string[]
}

export interface HeadingsFound {
  /** Number of the row of headings. */
  row: number
  /** Why that one, in sentences. */
  reasons: string[]
  /** How much speaks for it; a table's own row of headings has 5 and more. */
  weight: number
  /** How many of its headings the caller knows, and under how many of its words figures stand. */
  known: number
  figures: number
}

/** Rows from the top in which the headings may stand. */
export const HEADINGS_SEARCHED = 60
const LONGEST_HEADING = 120
/** What R and pandas write for a heading or a cell that was empty. */
const UNNAMED = /^(?:\.\.\.\d+|Unnamed: \d+|NA)$/
/** Rows under a candidate that are compared with it. */
const ROWS_COMPARED = 6

/**
 * The row that looks most like headings; `undefined` where no row holds anything.
 * @param rows the first rows, from the top; empty ones may be left out
 * @param isKnown whether a text is a heading that the caller knows
 */
export function findHeadings(
  rows: readonly NumberedRow[],
  isKnown: (heading: string) => boolean = () => false,
): HeadingsFound | undefined {
  const searched = rows.slice(0, HEADINGS_SEARCHED)
  const widths = searched.map(({ cells }) => filled(cells).length)
  const width = Math.max(...widths, 0)
  const candidates = searched
    .map((row, at) => weigh(row, searched.slice(at + 1, at + 1 + ROWS_COMPARED), width, isKnown))
    .filter((each) => each !== undefined)
  const best = candidates.toSorted((a, b) => b.weight - a.weight || a.row - b.row)[0]
  if (!best) return undefined
  const above = searched.filter(({ number }) => number < best.row).length
  return {
    row: best.row,
    weight: best.weight,
    known: best.known,
    figures: best.figures,
    reasons: [
      `Row ${best.row} names ${best.names} columns.`,
      ...(best.known > 0 ? [`${best.known} of its headings are known.`] : []),
      ...(best.figures > 0 ? ['Figures stand under its words.'] : []),
      ...(above > 0
        ? [
            `The ${above === 1 ? 'row' : `${above} rows`} above it ${above === 1 ? 'is' : 'are'} titles and notes.`,
          ]
        : []),
    ],
  }
}

function weigh(
  { number, cells }: NumberedRow,
  below: readonly NumberedRow[],
  width: number,
  isKnown: (heading: string) => boolean,
) {
  const texts = filled(cells)
  if (texts.length === 0) return undefined
  const words = texts.filter((text) => !isFigure(text) && text.length <= LONGEST_HEADING)
  const known = words.filter(isKnown).length
  const repeated = texts.length - new Set(texts).size
  const figures = cells.filter(
    (cell, column) =>
      cell.trim() !== '' &&
      !isFigure(cell) &&
      below.some((row) => isFigure(row.cells[column]?.trim() ?? '')),
  ).length
  const filledBelow = below.filter((row) => filled(row.cells).length * 2 > texts.length).length
  const weight =
    (4 * texts.length) / width +
    (3 * words.length) / texts.length -
    3 * (1 - words.length / texts.length) +
    Math.min(6, 2 * known) +
    Math.min(3, figures) +
    (filledBelow > 0 ? 2 : below.length === 0 ? 0 : -2) -
    (3 * repeated) / texts.length
  return { row: number, weight, names: texts.length, known, figures }
}

/** Whether the text is a number, a mark in place of one, a date or a year. */
function isFigure(text: string): boolean {
  if (text === '') return false
  if (/^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$/.test(text)) return true
  return readFigure(text, FIGURE_STYLE_PLAIN).kind === 'value'
}

function filled(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !UNNAMED.test(cell))
}
