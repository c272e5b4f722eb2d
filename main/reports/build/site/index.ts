import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { searchIndex } from '../../../../domain/reports/search-index.ts'
import { fontData } from '../../../exports/publication/fonts.ts'
import { STYLE } from '../../../exports/publication/html-style.ts'
import { FONT } from '../../../exports/publication/palette.ts'
import { resourcesDir } from '../../../record/resources.ts'
import type { JobTools } from '../../../runtime/jobs.ts'
import type { ReportContent } from '../content.ts'
import { csvFolder } from '../csv-folder.ts'
import { dataTables } from '../data-tables.ts'
import type { FolderFiles } from '../folder-files.ts'
import { evidenceWorkbook } from '../workbook.ts'
import { pageHtml } from './page-html.ts'
import { type Download, type SitePage, sitePages } from './pages.ts'
import { searchedParts } from './searched-parts.ts'

export { EVIDENCE_PAGE } from './pages.ts'

/** The report as pages that are opened from a folder: no server, no request to anywhere. */
export async function siteFolder(content: ReportContent, tools: JobTools): Promise<FolderFiles> {
  const files: FolderFiles = new Map()
  const downloads: Download[] = [
    { path: 'data/evidence.xlsx', what: 'Everything below as one Excel workbook.' },
  ]
  files.set('data/evidence.xlsx', await evidenceWorkbook(content, tools))
  const about = new Map(dataTables(content).map((table) => [`${table.name}.csv`, table.about]))
  for (const [name, text] of csvFolder(content)) {
    files.set(`data/${name}`, text)
    downloads.push({ path: `data/${name}`, what: about.get(name) ?? READ_ME })
  }
  const pages = sitePages(content, downloads)
  for (const [index, page] of pages.entries()) {
    tools.signal.throwIfAborted()
    tools.progress(index, pages.length, 'Writing the pages')
    files.set(page.file, pageHtml(page, pages, content.title))
  }
  for (const [name, text] of await assets(pages)) files.set(`assets/${name}`, text)
  return files
}

const READ_ME = 'What each file holds, and how to check the freeze.'

async function assets(pages: readonly SitePage[]): Promise<FolderFiles> {
  const { regular, bold } = await fontData()
  const ours = (name: string) => readFile(join(resourcesDir(), 'report-site', name), 'utf8')
  const index = JSON.stringify(searchIndex(pages.flatMap(searchedParts)))
  return new Map<string, string | Uint8Array>([
    ['style.css', `${FACES}\n${STYLE}\n${await ours('site.css')}`],
    ['search.js', await ours('search.js')],
    ['search-index.js', `window.reportSearch = ${index}\n`],
    ['regular.ttf', regular],
    ['bold.ttf', bold],
  ])
}

const FACES = [
  [400, 'regular'],
  [700, 'bold'],
]
  .map(
    ([weight, name]) =>
      `@font-face{font-family:"${FONT}";font-weight:${weight};font-display:swap;src:url(${name}.ttf) format("truetype")}`,
  )
  .join('\n')
