import { plainCsv } from '../../exports/plain-csv.ts'
import type { ReportContent } from './content.ts'
import { aboutRows, dataTables } from './data-tables.ts'
import type { FolderFiles } from './folder-files.ts'

/** The evidence as a folder of CSV files, with a text that says what each holds. */
export function csvFolder(content: ReportContent): FolderFiles {
  const tables = dataTables(content)
  const readMe = [
    ...aboutRows(content).map(([name, text]) => `${name}: ${text}`),
    '',
    ...tables.map(({ name, about }) => `${name}.csv: ${about}`),
  ]
  return new Map([
    ['README.txt', `${readMe.join('\r\n')}\r\n`],
    ...tables.map(({ name, headings, rows }) => [`${name}.csv`, plainCsv(headings, rows)] as const),
  ])
}
