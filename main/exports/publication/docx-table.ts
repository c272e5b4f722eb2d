import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { FinishedGrid, Run } from '../../../domain/publication/finished.ts'
import { columnWidths } from './column-widths.ts'
import { inlineDocx } from './docx-inline.ts'
import { TABLE_STYLE, TEXT_WIDTH } from './docx-styles.ts'
import { MANY_COLUMNS, rowsHeld, rowsThatMaySplit, staysWhole } from './wide-tables.ts'

/** Room to sign in: 14 mm in twips. */
const HANDWRITTEN_HEIGHT = 794

/** Size of the type and what is beside the words of a cell, in twips; in a table of many columns, less. */
const USUAL = { em: 190, margin: 108 }
const SMALL = { em: 160, margin: 50 }

const ALIGNMENT = {
  start: AlignmentType.START,
  centre: AlignmentType.CENTER,
  end: AlignmentType.END,
}

/**
 * Which rows stand on the page of the one below: all of a short table, and the first and the last few of
 * a longer one.
 */
function keptWithNext(grid: FinishedGrid, keepLast: boolean): (place: number) => boolean {
  const last = grid.rows.length - 1
  if (staysWhole(grid)) return (place) => place < last || keepLast
  const held = rowsHeld(grid)
  return (place) =>
    place === last
      ? keepLast
      : held.some(([first, rows]) => place >= first && place < first + rows - 1)
}

/**
 * A table of the document's style, whose head repeats on each page and whose rows stay whole where they can.
 *
 * @param keepLast whether its last row stands on the page of what follows
 */
export function gridDocx(grid: FinishedGrid, keepLast: boolean): Table {
  const { columns, rows, rowHeaders, handwritten } = grid
  const isSmall = columns.length > MANY_COLUMNS
  const splits = rowsThatMaySplit(grid)
  const widths = columnWidths(grid, { total: TEXT_WIDTH, ...(isSmall ? SMALL : USUAL) })
  const keeps = keptWithNext(grid, keepLast)
  const cell = (runs: readonly Run[], index: number, head: boolean, keep: boolean) =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      ...(head ? { verticalAlign: VerticalAlign.BOTTOM } : {}),
      children: [
        new Paragraph({
          style: isSmall ? 'TableTextSmall' : 'TableText',
          alignment: ALIGNMENT[columns[index]!.align],
          ...(keep ? { keepNext: true } : {}),
          children: inlineDocx(runs, head || (rowHeaders && index === 0) ? { bold: true } : {}),
        }),
      ],
    })
  const height = { value: HANDWRITTEN_HEIGHT, rule: HeightRule.ATLEAST }
  return new Table({
    style: TABLE_STYLE,
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    ...(isSmall ? { margins: { left: SMALL.margin, right: SMALL.margin } } : {}),
    tableLook: {
      firstRow: true,
      firstColumn: rowHeaders,
      lastRow: false,
      lastColumn: false,
      noHBand: false,
      noVBand: true,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, index) => cell(header, index, true, true)),
      }),
      ...rows.map(
        (row, place) =>
          new TableRow({
            cantSplit: !splits[place],
            ...(handwritten ? { height } : {}),
            children: row.map((runs, index) =>
              cell(runs, index, false, keeps(place) && !splits[place]),
            ),
          }),
      ),
    ],
  })
}
