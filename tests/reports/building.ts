import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { type DocumentNode, narrativeDocument } from '../../domain/documents/tree.ts'
import type { REPORT_FORMATS } from '../../domain/reports/formats.ts'
import { changeDocument } from '../../main/documents/shared-documents.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { buildReport } from '../../main/reports/build.ts'
import { fileShelf } from '../../main/runtime/files.ts'
import type { JobTools } from '../../main/runtime/jobs.ts'
import { contextOn, freeze, QUIET } from './fixtures.ts'

/** A report with a narrative, built to be read back. */

export const OWNER = { name: 'Zebedee Quillfeather', email: 'zeb.quillfeather@example.nhs.uk' }
/** One system's report, since that is made in a tenth of the time. */
export const SCOPE = 'system:QJM'
/** A figure that the narrative quotes. */
export const QUOTED = 'done@QJM'

const text = (words: string): DocumentNode => ({ type: 'text', text: words })

/** A record's freeze, with a summary that names somebody, quotes a figure and cites a source. */
export async function frozenWithSummary(record: ServiceRecord): Promise<string> {
  const owner = { ...OWNER, type: 'person' as const, phone: '0116 496 0123' }
  record.write(
    [
      {
        stream: 'ics:QJM',
        draft: {
          kind: 'change',
          subject: 'owner:6f3c1de2-0c5e-4c51-9a43-d5b3c3f7a001',
          set: owner,
          basedOn: {},
        },
      },
    ],
    'c0ffee00-0000-4000-8000-000000000001',
  )
  const { id, report } = await freeze(record, { scope: SCOPE })
  const words = `Thanks to ${OWNER.name} (${OWNER.email}, 0116 496 0123) we have `
  const content: DocumentNode[] = [
    {
      type: 'paragraph',
      content: [
        text(words),
        { type: 'figure', attrs: { key: QUOTED, seen: 'an old number' } },
        text(' done. Zebedee Quill'),
        { type: 'text', text: 'feather', marks: [{ type: 'bold' }] },
        text(' did much of it.'),
        { type: 'citation', attrs: { text: 'Board paper 7', url: '' } },
      ],
    },
  ]
  changeDocument(record, narrativeDocument(report, 'summary'), (doc) =>
    fillDocument(doc, { type: 'doc', content }),
  )
  return id
}

export interface Built {
  name: string
  content: Buffer
}

export async function built(
  record: ServiceRecord,
  freezeId: string,
  format: (typeof REPORT_FORMATS)[number],
  isPublic = false,
  tools: JobTools = QUIET,
): Promise<Built> {
  const shelf = fileShelf(record.dataDir)
  try {
    const wanted = { freeze: freezeId, format, public: isPublic }
    const { token } = await buildReport(contextOn(record), shelf, wanted, tools)
    const file = shelf.out(token)
    if (!file) throw new Error(`There is no ${format}.`)
    return { name: file.name, content: readFileSync(file.path) }
  } finally {
    shelf.close()
  }
}

/** The texts of a ZIP, by path. */
export function unzipped(content: Buffer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(content)).map(([name, data]) => [name, strFromU8(data)]),
  )
}
