import { column, paragraph, table } from '../publication/build.ts'
import { rewriteValues } from '../publication/rewrite.ts'
import type { Block, Inline } from '../publication/tree.ts'
import { plural } from '../words.ts'
import type { Figure, ReportSection } from './model.ts'

/**
 * How a reader finds the evidence behind a number. Figures are numbered in the order in which they
 * first stand in the report; a number in a chapter carries its mark, `F12`, which leads to the
 * evidence index. Tables of the annexes say once which figures they hold: thousands of marks would
 * bury them.
 */

/** Numbers of figures from 1, by key. */
export type FigureNumbers = ReadonlyMap<string, number>

export function numberFigures(sections: readonly ReportSection[]): FigureNumbers {
  const numbers = new Map<string, number>()
  for (const { blocks } of sections)
    rewriteValues(blocks, (value) => {
      const { figure } = value.source
      if (figure !== undefined && !numbers.has(figure)) numbers.set(figure, numbers.size + 1)
      return value
    })
  return numbers
}

export const markOf = (number: number): string => `F${number}`
export const anchorOf = (number: number): string => `_f${number}`

/**
 * A chapter with a mark beside every figure.
 * @param page where the index stands, when that is another page
 */
export function withMarks(blocks: readonly Block[], numbers: FigureNumbers, page = ''): Block[] {
  return rewriteValues(blocks, ({ text, source: { figure = '' } }) => {
    const source = { query: '', entries: [], figure }
    const number = numbers.get(figure)
    if (number === undefined) return { kind: 'value', text, source }
    const mark = { text: markOf(number), to: `${page}#${anchorOf(number)}` }
    return { kind: 'value', text, source, mark }
  })
}

/** An annex in which each table says under it which figures it holds. */
export function withTableNotes(blocks: readonly Block[], numbers: FigureNumbers): Block[] {
  return blocks.map((block): Block => {
    const found: number[] = []
    const [plain] = rewriteValues([block], ({ text, source: { figure = '' } }) => {
      const number = numbers.get(figure)
      if (number !== undefined) found.push(number)
      return { kind: 'value', text, source: { query: '', entries: [], figure } }
    })
    if (plain?.kind !== 'table' || found.length === 0) return plain ?? block
    const note: Inline[] = [`Evidence, in the workbook: ${ranges(found)}.`]
    return { ...plain, notes: [...(plain.notes ?? []), note] }
  })
}

/** `F3, F12 to F30`. */
function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([first, last]) =>
      first === last ? markOf(first) : `${markOf(first)} to ${markOf(last)}`,
    )
    .join(', ')
}

/** The evidence index: a line for each figure that carries a mark. */
export function evidenceIndex(
  figures: ReadonlyMap<string, Figure>,
  marked: readonly ReportSection[],
  numbers: FigureNumbers,
): Block[] {
  const shown = [...numberFigures(marked).keys()].flatMap((key) => figures.get(key) ?? [])
  return [
    paragraph(
      'Each mark in the chapters leads to a line here. The evidence workbook has the same marks, and says for every figure how it is counted, what was asked of the frozen record, and which entries answered.',
    ),
    table(
      [
        column('Mark'),
        column('Figure', { width: 6 }),
        column('Reads', { width: 3, align: 'end' }),
        column('Rests on', { width: 2, align: 'end' }),
      ],
      shown.map(({ key, label, text, entries }) => {
        const number = numbers.get(key) ?? 0
        const anchor: Inline = { kind: 'anchor', id: anchorOf(number), text: markOf(number) }
        return [anchor, label, text, restsOn(entries.length)]
      }),
      { rowHeaders: true },
    ),
  ]
}

function restsOn(entries: number): string {
  return entries === 0 ? 'no entry' : plural(entries, 'entry', 'entries')
}
