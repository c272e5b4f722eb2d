import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import { heading } from '../../domain/publication/build.ts'
import type { Publication } from '../../domain/publication/tree.ts'
import { composeReport } from '../../domain/reports/compose.ts'
import type { ComposedReport } from '../../domain/reports/model.ts'
import type { Input } from '../../preload/contract.ts'
import type { OutFile } from '../../preload/types.ts'
import { writePublication } from '../exports/publication/index.ts'
import type { FileShelf } from '../files.ts'
import type { JobTools } from '../jobs.ts'
import type { RegisterContext } from '../register/context.ts'
import { reportOf } from './evidence.ts'
import { type FreezeRecord, requireFreeze } from './freeze-record.ts'
import { withFrozen } from './frozen.ts'
import { drawPictures } from './pictures.ts'
import { requireReport } from './read.ts'

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/html',
  md: 'text/markdown',
}

/** The report of a freeze as a document. */
export async function buildReport(
  context: RegisterContext,
  shelf: FileShelf,
  { freeze: id, format }: Input<'reports.build'>,
  tools: JobTools,
): Promise<OutFile> {
  if (format === 'xlsx' || format === 'csv' || format === 'site')
    throw new UserError(`A report cannot be made as ${format} yet. Choose docx, pdf, html or md.`)
  const freeze = requireFreeze(context, id)
  const { evidence, folder, span } = await reportOf(context, freeze, tools)
  const wanted: string[] = []
  composeReport(evidence, (name) => {
    wanted.push(name)
    return []
  })
  const picture = await withFrozen(folder, span, ({ end }) =>
    drawPictures(end, evidence, wanted, tools.signal),
  )
  const { title } = requireReport(context, freeze.report, { orRemoved: true })
  const publication = publicationOf(title, freeze, composeReport(evidence, picture))
  return shelf.offer(`${fileName(title)}.${format}`, TYPES[format], (path) =>
    writePublication(publication, format, path, {
      signal: tools.signal,
      onProgress: (done, total) => tools.progress(done, total, 'Making the document'),
    }),
  )
}

function publicationOf(
  title: string,
  { from, to, moment, hash }: FreezeRecord,
  { sections, annexes }: ComposedReport,
): Publication {
  return {
    title,
    subtitle: `${formatDate(from)} to ${formatDate(to)}`,
    language: 'en-GB',
    date: moment.slice(0, 10),
    status: `From the record as it stood on ${formatDate(moment)}, hash ${hash}`,
    blocks: [
      { kind: 'contents' },
      ...[...sections, ...annexes].flatMap(({ title: words, level, blocks }) => [
        heading(level, words),
        ...blocks,
      ]),
    ],
  }
}

/** A name that Windows takes too. */
function fileName(words: string): string {
  return words.replace(/[^\p{L}\p{N} -]+/gu, '').trim()
}
