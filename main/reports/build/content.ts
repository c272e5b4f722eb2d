import { withSuggestionsAccepted } from '../../../domain/documents/accepted.ts'
import { parseDocument } from '../../../domain/documents/parse.ts'
import { publishDocument } from '../../../domain/documents/to-publication.ts'
import { narrativeDocument } from '../../../domain/documents/tree.ts'
import type { Block, HeadingLevel, Reference } from '../../../domain/publication/tree.ts'
import type { SignOff } from '../../../domain/record/report-fields.ts'
import { easyReadChapter } from '../../../domain/reports/chapters/easy-read.ts'
import { composeReport } from '../../../domain/reports/compose.ts'
import { draftReasons } from '../../../domain/reports/draft.ts'
import type { Evidence } from '../../../domain/reports/evidence.ts'
import {
  evidenceIndex,
  type FigureNumbers,
  numberFigures,
  withMarks,
  withTableNotes,
} from '../../../domain/reports/marks.ts'
import type { ComposedReport, Figure, ReportSection } from '../../../domain/reports/model.ts'
import {
  leaveAll,
  type Redact,
  redactDocument,
  redactEvidence,
  redactor,
} from '../../../domain/reports/redact.ts'
import { loadDocument } from '../../documents/shared-documents.ts'
import { readDocument } from '../../documents/y-document.ts'
import { withFrozen } from '../../frozen/frozen.ts'
import { drawPictures } from '../../pictures/report.ts'
import type { RecordContext, WritingContext } from '../../record/context.ts'
import type { JobTools } from '../../runtime/jobs.ts'
import { reportOf } from '../evidence.ts'
import type { FreezeRecord } from '../freeze-record.ts'
import { requireReport, sectionsDone } from '../read.ts'
import { peopleNamed } from './people.ts'
import { type EntryLine, traceEntries } from './traced-entries.ts'

/** Everything that any format of a report is made of. */
export interface ReportContent {
  title: string
  freeze: FreezeRecord
  isPublic: boolean
  evidence: Evidence
  /** Chapters with what people wrote in them, and the annexes; the evidence index is the last. */
  sections: ReportSection[]
  annexes: ReportSection[]
  figures: ReadonlyMap<string, Figure>
  numbers: FigureNumbers
  references: Reference[]
  /** Suggested changes in narratives that nobody has settled. */
  openSuggestions: number
  /** Every entry that a figure rests on, by id. */
  entries: EntryLine[]
  signOff: readonly SignOff[]
  /** What makes it a draft, in sentences; none once it is done and signed. */
  draft: string[]
}

export interface ContentOptions {
  isPublic: boolean
  /** Where the evidence index stands when it is a page of its own. */
  indexPage?: string
}

/** Puts together what the product composes and what people wrote. */
export async function reportContent(
  context: WritingContext,
  freeze: FreezeRecord,
  { isPublic, indexPage = '' }: ContentOptions,
  tools: JobTools,
): Promise<ReportContent> {
  const report = requireReport(context, freeze.report, { orRemoved: true })
  const { title, studies, signOff } = report
  const people = isPublic ? peopleNamed(context) : null
  const redact = people ? redactor(people) : leaveAll
  const made = await madeByProduct(context, freeze, { people, studies }, tools)
  const { evidence, composed, entries } = made
  const written = narratives(context, freeze.report, composed, redact)
  const sections = composed.sections
    .map((section) => ({
      ...section,
      blocks: [...(written.blocks.get(section.key) ?? []), ...atLevel(section)],
    }))
    // A foreword that nobody has written.
    .filter(({ blocks }) => blocks.length > 0)
  const annexes = composed.annexes.map((annex) => ({ ...annex, blocks: atLevel(annex) }))
  // The public version begins with a part that the other has not: the marks of both are the same.
  const isShort = ({ key }: ReportSection) => key === easyReadChapter.key
  const numbers = numberFigures([
    ...sections.filter((section) => !isShort(section)),
    ...annexes,
    ...sections.filter(isShort),
  ])
  const index = evidenceIndex(composed.figures, sections, numbers)
  return {
    title: redact(title),
    freeze,
    isPublic,
    evidence,
    numbers,
    entries,
    figures: composed.figures,
    sections: sections.map((section) => ({
      ...section,
      blocks: withMarks(section.blocks, numbers, indexPage),
    })),
    annexes: [
      ...annexes.map((annex) => ({ ...annex, blocks: withTableNotes(annex.blocks, numbers) })),
      { ...INDEX, blocks: index },
    ],
    references: written.references,
    openSuggestions: written.openSuggestions,
    signOff,
    draft: draftReasons({ ...sectionsDone(context, report), signOff, freeze: freeze.id }),
  }
}

/** Chapters write their headings on the third level, wherever they stand. */
function atLevel({ level, blocks }: ReportSection): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, level: (level + 1) as HeadingLevel } : block,
  )
}

interface MadeByProduct {
  evidence: Evidence
  composed: ComposedReport
  entries: EntryLine[]
}

/** What was made last: the formats of one report are asked for one after the other. */
const recent = new Map<string, Promise<MadeByProduct>>()
const RECENT = 2

/**
 * What needs no narrative, pictures drawn once for all formats.
 * @param people names to take out, for a public version; `null` for one that is not
 */
async function madeByProduct(
  context: RecordContext,
  freeze: FreezeRecord,
  { people, studies }: { people: readonly string[] | null; studies: readonly string[] },
  tools: JobTools,
): Promise<MadeByProduct> {
  const { evidence: all, folder, span } = await reportOf(context, freeze, tools)
  const key = JSON.stringify([folder, freeze.kind, freeze.scope, freeze.to, people, studies])
  const known = recent.get(key)
  if (known) return known
  const made = withFrozen(folder, span, async ({ end }): Promise<MadeByProduct> => {
    const isPublic = people !== null
    const evidence = isPublic ? redactEvidence(all, redactor(people)) : all
    const picture = await drawPictures(end, evidence, picturesOf(evidence), tools)
    const composed = composeReport(evidence, { picture, studies, isPublic })
    return { evidence, composed, entries: traceEntries(end, composed.figures) }
  })
  recent.set(key, made)
  if (recent.size > RECENT) recent.delete(recent.keys().next().value as string)
  // One that was called off is no answer for the next who asks.
  made.catch(() => recent.delete(key))
  return made
}

const INDEX: Omit<ReportSection, 'blocks'> = {
  key: 'evidence',
  title: 'Evidence index',
  level: 1,
  narrative: false,
  prompt: null,
}

/** The pictures that the whole report asks for. */
function picturesOf(evidence: Evidence): string[] {
  const names: string[] = []
  const picture = (name: string): Block[] => {
    names.push(name)
    return []
  }
  composeReport(evidence, { picture })
  return names
}

interface Narratives {
  /** By the section they stand in. */
  blocks: Map<string, Block[]>
  references: Reference[]
  openSuggestions: number
}

/** What people wrote, section by section. What several cite alike has one number. */
function narratives(
  { record }: WritingContext,
  report: string,
  { sections, figures }: ComposedReport,
  redact: Redact,
): Narratives {
  const printed = new Map(
    [...figures].map(([key, { text }]) => [
      key,
      { text, source: { query: '', entries: [], figure: key } },
    ]),
  )
  const blocks = new Map<string, Block[]>()
  const cited = new Map<string, Reference>()
  let openSuggestions = 0
  for (const { key, level, narrative } of sections) {
    const document = narrativeDocument(report, key)
    if (!narrative || record.log.lastUpdate(document) === 0) continue
    // As it reads in print: what is suggested to go may stand in the midst of a name.
    const read = withSuggestionsAccepted(
      parseDocument(readDocument(loadDocument(record, document))),
    )
    const shown = redactDocument(read.document, redact)
    const made = publishDocument(shown, { figures: printed, deeper: level, cited })
    blocks.set(key, made.blocks)
    openSuggestions += read.open
  }
  return { blocks, references: [...cited.values()], openSuggestions }
}
