import { FileChild, Paragraph } from 'docx'
import type { FinishedGrid, Run } from '../../../domain/publication/finished.ts'
import { columnWidths } from './column-widths.ts'
import { inlineDocx, plainDocx } from './docx-inline.ts'
import { TABLE_STYLE, TEXT_WIDTH } from './docx-styles.ts'
import { MANY_COLUMNS, rowsHeld, rowsThatMaySplit, staysWhole } from './wide-tables.ts'

/** Room to sign in: 14 mm in twips. */
const HANDWRITTEN_HEIGHT = 794

/** Size of the type and what is beside the words of a cell, in twips; in a table of many columns, less. */
const USUAL = { em: 190, margin: 108 }
const SMALL = { em: 160, margin: 50 }

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

const ALIGNMENT = { start: 'start', centre: 'center', end: 'end' }

/** Where a paragraph goes that the library writes. */
const HOLE = '<hole/>'

/**
 * The tables of a document, whose head repeats on each page and whose rows stay whole where they can. They
 * are written as text, since the library's objects for each cell take longer than all the rest; it writes
 * only the paragraphs with links, notes and the like, at the place of the table.
 */
export class TablesDocx {
  readonly #tables: string[] = []

  /**
   * @param keepLast whether its last row stands on the page of what follows
   * @returns what holds the table's place until `placed`
   */
  draw(grid: FinishedGrid, keepLast: boolean): FileChild {
    const paragraphs: Paragraph[] = []
    this.#tables.push(tableXml(grid, keepLast, paragraphs))
    return new Place(this.#tables.length - 1, paragraphs)
  }

  /** The document's text with the tables in their places. */
  placed(xml: string): string {
    return xml.replace(
      /<w:tbl place="(\d+)"(?:\/>|>(.*?)<\/w:tbl>)/gs,
      (_, place: string, written = '') => {
        const paragraphs: string[] = written.match(/<w:p>.*?<\/w:p>/gs) ?? []
        const parts = this.#tables[Number(place)]!.split(HOLE)
        return parts.map((part, index) => part + (paragraphs[index] ?? '')).join('')
      },
    )
  }
}

class Place extends FileChild {
  constructor(place: number, paragraphs: readonly Paragraph[]) {
    super('w:tbl')
    this.root.push({ _attr: { place } }, ...paragraphs)
  }
}

/** @param rich takes the paragraphs that are to fill the holes, in their order */
function tableXml(grid: FinishedGrid, keepLast: boolean, rich: Paragraph[]): string {
  const { columns, rows, rowHeaders, handwritten } = grid
  const isSmall = columns.length > MANY_COLUMNS
  const splits = rowsThatMaySplit(grid)
  const widths = columnWidths(grid, { total: TEXT_WIDTH, ...(isSmall ? SMALL : USUAL) })
  const keeps = keptWithNext(grid, keepLast)
  const style = isSmall ? 'TableTextSmall' : 'TableText'
  const paragraph = (runs: readonly Run[], index: number, bold: boolean, keep: boolean) => {
    const look = bold ? { bold } : {}
    const alignment = ALIGNMENT[columns[index]!.align]
    const plain = plainDocx(runs, look)
    if (plain === undefined) {
      const kept = keep ? { keepNext: true } : {}
      const children = inlineDocx(runs, look)
      rich.push(new Paragraph({ style, ...kept, alignment: alignment as 'start', children }))
      return HOLE
    }
    const kept = keep ? '<w:keepNext/>' : ''
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${kept}<w:jc w:val="${alignment}"/></w:pPr>${plain}</w:p>`
  }
  const cell = (runs: readonly Run[], index: number, head: boolean, keep: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${widths[index]}"/>${head ? '<w:vAlign w:val="bottom"/>' : ''}</w:tcPr>${paragraph(runs, index, head || (rowHeaders && index === 0), keep)}</w:tc>`
  const row = (facts: string, cells: readonly string[]) =>
    `<w:tr>${facts ? `<w:trPr>${facts}</w:trPr>` : ''}${cells.join('')}</w:tr>`
  const height = handwritten ? `<w:trHeight w:val="${HANDWRITTEN_HEIGHT}" w:hRule="atLeast"/>` : ''
  const margins = isSmall
    ? `<w:tblCellMar><w:left w:type="dxa" w:w="${SMALL.margin}"/><w:right w:type="dxa" w:w="${SMALL.margin}"/></w:tblCellMar>`
    : ''
  const heads = columns.map(({ header }, index) => cell(header, index, true, true))
  return [
    `<w:tbl><w:tblPr><w:tblStyle w:val="${TABLE_STYLE}"/><w:tblW w:type="dxa" w:w="${TEXT_WIDTH}"/><w:tblLayout w:type="fixed"/>${margins}`,
    `<w:tblLook w:firstRow="true" w:lastRow="false" w:firstColumn="${rowHeaders}" w:lastColumn="false" w:noHBand="false" w:noVBand="true"/></w:tblPr>`,
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    row('<w:cantSplit/><w:tblHeader/>', heads),
    ...rows.map((cells, place) =>
      row(
        (splits[place] ? '' : '<w:cantSplit/>') + height,
        cells.map((runs, index) => cell(runs, index, false, keeps(place) && !splits[place])),
      ),
    ),
    '</w:tbl>',
  ].join('')
}
