import { writeFile } from 'node:fs/promises'
import type { Input } from '../../preload/contract.ts'
import type { OutFile } from '../../preload/types.ts'
import { fileName, offerPublication } from '../exports/offer-publication.ts'
import { writeWhole } from '../exports/whole-file.ts'
import type { WritingContext } from '../record/context.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { reportContent } from './build/content.ts'
import { csvFolder } from './build/csv-folder.ts'
import { folderZip } from './build/folder-files.ts'
import { reportPublication } from './build/publication.ts'
import { EVIDENCE_PAGE, siteFolder } from './build/site/index.ts'
import { evidenceWorkbook } from './build/workbook.ts'
import { requireFreeze } from './freeze-record.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ZIP = 'application/zip'

/** The report of a freeze as a file; folders come as a ZIP. A site is for everybody, so always public. */
export async function buildReport(
  context: WritingContext,
  shelf: FileShelf,
  { freeze: id, format, public: asked = false }: Input<'reports.build'>,
  tools: JobTools,
): Promise<OutFile> {
  const freeze = requireFreeze(context, id)
  const isSite = format === 'site'
  const isPublic = asked || isSite
  const content = await reportContent(
    context,
    freeze,
    { isPublic, ...(isSite ? { indexPage: EVIDENCE_PAGE } : {}) },
    tools,
  )
  tools.signal.throwIfAborted()
  const name = `${fileName(content.title)}${isPublic ? ' public version' : ''}`
  const { moment } = freeze
  switch (format) {
    case 'xlsx':
      return offer(shelf, `${name} evidence.xlsx`, XLSX, await evidenceWorkbook(content, tools))
    case 'csv':
      return offer(shelf, `${name} evidence.zip`, ZIP, await folderZip(csvFolder(content), moment))
    case 'site':
      return offer(
        shelf,
        `${name} site.zip`,
        ZIP,
        await folderZip(await siteFolder(content, tools), moment),
      )
    default:
      return offerPublication(shelf, reportPublication(content), { name, format }, tools)
  }
}

function offer(shelf: FileShelf, name: string, type: string, file: Uint8Array): Promise<OutFile> {
  return shelf.offer(name, type, (path) =>
    writeWhole(path, (temporary) => writeFile(temporary, file)),
  )
}
