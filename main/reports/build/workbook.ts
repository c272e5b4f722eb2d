import { plainWorkbook } from '../../exports/plain-workbook.ts'
import type { JobTools } from '../../runtime/jobs.ts'
import type { ReportContent } from './content.ts'
import { aboutRows, dataTables } from './data-tables.ts'

/**
 * The evidence workbook: a sheet for each table, and one that says what they are.
 * @throws the signal's reason when it aborts
 */
export function evidenceWorkbook(
  content: ReportContent,
  { signal, progress }: JobTools,
): Promise<Uint8Array> {
  const tables = dataTables(content)
  const about = {
    name: 'about',
    headings: ['What', ''],
    widths: [34, 90],
    rows: [
      ...aboutRows(content),
      ...tables.map(({ name, about: words }) => [`Sheet “${name}”`, words]),
    ],
    wraps: true,
  }
  return plainWorkbook([about, ...tables], {
    title: content.title,
    moment: content.freeze.moment,
    signal,
    onProgress: (done, total) => progress(done, total, 'Writing the evidence'),
  })
}
