import type { Sheet, SheetCell, Workbook } from '../../domain/tables/cells.ts'
import { isWorkbook } from './tables/open-table.ts'
import { surveyText, textRows } from './tables/text-file.ts'
import { openWorkbook } from './workbook-file.ts'

const MOST_ROWS = 50_000

/**
 * Opens somebody's own tracker, a workbook of any program or a text file, as sheets.
 * @param name what the person calls the file
 * @throws UserError when it is neither, is damaged, locked or too large
 */
export async function openTracker(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<Workbook> {
  if (await isWorkbook(path, name)) return openWorkbook(path, name, signal)
  const dialect = await surveyText(path, { fileName: name, signal })
  const rows: Sheet['rows'][number][] = []
  for await (const batch of textRows(path, dialect, { fileName: name, signal })) {
    for (const { number, cells } of batch)
      if (rows.length < MOST_ROWS) rows.push({ number, hidden: false, cells: cells.map(textCell) })
  }
  const sheet = { name: 'Table', hidden: false, rows, hiddenColumns: [], unanswered: 0 }
  return { sheets: [sheet], calendar1904: false }
}

function textCell(text: string): SheetCell {
  return {
    value: text === '' ? { kind: 'empty' } : { kind: 'text', text },
    ...{ shown: text, format: null, fill: null, hidden: false, merged: null, comment: null },
  }
}
