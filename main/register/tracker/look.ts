import { createHash } from 'node:crypto'
import type { Sheet, Workbook } from '../../../domain/tables/cells.ts'
import {
  type ColumnFinds,
  proposeColumns,
  recogniseExport,
} from '../../../domain/trackers/columns.ts'
import { type SheetMap, TrackerMap } from '../../../domain/trackers/map.ts'
import { readReference } from '../../../domain/trackers/references.ts'
import {
  cellWords,
  shapeText,
  type TrackerTable,
  trackerHeadings,
  trackerTable,
} from '../../../domain/trackers/table.ts'
import type { TrackerSheet } from '../../../preload/tracker-contract.ts'

/** How a tracker's sheets are laid out: found, recalled, or as the person says. */

/** A map as it is kept: with the shapes of the sheets it was made for. */
export interface KeptMap {
  shapes: Record<string, SheetMap>
  map: TrackerMap
  /** ISO day of its last use. */
  used: string
}

export interface FoundSheet {
  sheet: Sheet
  /** As the sheet itself shows it, whatever the map says. */
  found: TrackerTable
  shape: string
}

const TOP_ROWS = 15
const LONGEST_SAMPLE = 60
const SAMPLES = 4

export function foundSheets({ sheets }: Workbook): FoundSheet[] {
  return sheets.map((sheet) => {
    const headings = trackerHeadings(sheet)
    const found = trackerTable(sheet, headings?.row ?? 0, headings?.reasons ?? [])
    const shape = createHash('sha256').update(shapeText(found)).digest('hex').slice(0, 16)
    return { sheet, found, shape }
  })
}

/** Of the maps kept the one that knows most of the sheets, the last used first. */
export function recall(
  sheets: readonly FoundSheet[],
  kept: readonly KeptMap[],
): KeptMap | undefined {
  const shared = ({ shapes }: KeptMap) =>
    sheets.filter(({ shape, found }) => found.columns.length > 0 && Object.hasOwn(shapes, shape))
      .length
  return kept
    .filter((each) => shared(each) > 0)
    .toSorted((a, b) => shared(b) - shared(a) || (a.used < b.used ? 1 : -1))[0]
}

/** The map to begin with: a kept one laid on these sheets, with proposals for those it does not know. */
export function mapFor(
  sheets: readonly FoundSheet[],
  finds: ColumnFinds,
  kept: KeptMap | undefined,
): TrackerMap {
  const layouts = sheets.map(({ sheet, found, shape }): SheetMap => {
    const known = kept && Object.hasOwn(kept.shapes, shape) ? kept.shapes[shape] : undefined
    if (known) {
      // Titles above the headings grow and shrink from month to month.
      const asShown = kept?.map.sheets.find((each) => each.sheet === known.sheet)
      const headingRow =
        asShown && isRowOf(sheet, known, found) ? known.headingRow : found.headingRow
      return { ...known, sheet: sheet.name, headingRow }
    }
    const columns = proposeColumns(found, finds)
    return {
      ...{ sheet: sheet.name, headingRow: found.headingRow, columns },
      use: !sheet.hidden && speaksOfActions(found, columns, finds),
    }
  })
  return TrackerMap.parse({ ...kept?.map, format: 1, sheets: layouts })
}

/** Whether the person chose a row other than the one that is found, and it is still there. */
function isRowOf(sheet: Sheet, known: SheetMap, found: TrackerTable): boolean {
  return (
    known.headingRow !== found.headingRow &&
    sheet.rows.some(({ number }) => number === known.headingRow)
  )
}

function speaksOfActions(
  { rows }: TrackerTable,
  columns: SheetMap['columns'],
  finds: ColumnFinds,
): boolean {
  const roles = Object.values(columns)
  if (!roles.includes('reference') && !roles.includes('wording')) return false
  return rows.some(({ row }) =>
    row.cells.some((cell) => {
      const text = cellWords(cell)
      return (readReference(text, finds)?.actions.length ?? 0) > 0 || finds.isWording(text)
    }),
  )
}

/** The table that a layout makes of its sheet. */
export function tableOf({ sheet, found }: FoundSheet, layout: SheetMap): TrackerTable {
  return layout.headingRow === found.headingRow
    ? found
    : trackerTable(sheet, layout.headingRow, ['You chose this row.'])
}

/** A map whose layouts fit the sheets: columns that it does not speak of are proposed. */
export function completed(
  map: TrackerMap,
  sheets: readonly FoundSheet[],
  finds: ColumnFinds,
): TrackerMap {
  const layouts = sheets.map((each): SheetMap => {
    const said = map.sheets.find(({ sheet }) => sheet === each.sheet.name)
    if (!said) return mapFor([each], finds, undefined).sheets[0]!
    const table = tableOf(each, said)
    const isSame = table.columns.every(({ letters }) => said.columns[letters] !== undefined)
    return isSame
      ? said
      : { ...said, columns: { ...proposeColumns(table, finds), ...said.columns } }
  })
  return { ...map, sheets: layouts }
}

export function sheetForPage(each: FoundSheet, layout: SheetMap): TrackerSheet {
  const table = tableOf(each, layout)
  return {
    ...{ sheet: each.sheet.name, hidden: each.sheet.hidden, rows: table.rows.length },
    ...{ headingRow: table.headingRow, reasons: table.reasons },
    program: recogniseExport(table)?.program ?? null,
    columns: table.columns.map(({ letters, heading, hidden, at }) => ({
      ...{ letters, heading, hidden, role: layout.columns[letters] ?? 'leave' },
      samples: table.rows
        .map(({ row }) => cellWords(row.cells[at]).slice(0, LONGEST_SAMPLE))
        .filter((text) => text !== '')
        .slice(0, SAMPLES),
    })),
    top: each.sheet.rows.slice(0, TOP_ROWS).map(({ number, cells }) => ({
      number,
      text: cells
        .map(cellWords)
        .filter((text) => text !== '')
        .join(' · ')
        .slice(0, 120),
    })),
  }
}
