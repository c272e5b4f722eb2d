import { publishDocument } from '../../../domain/documents/to-publication.ts'
import { narrativeDocument } from '../../../domain/documents/tree.ts'
import type { Block, Reference } from '../../../domain/publication/tree.ts'
import { composeReport } from '../../../domain/reports/compose.ts'
import type { Evidence } from '../../../domain/reports/evidence.ts'
import {
  evidenceIndex,
  type FigureNumbers,
  numberFigures,
  withMarks,
  withTableNotes,
} from '../../../domain/reports/marks.ts'
import type { ComposedReport, Figure, ReportSection } from '../../../domain/reports/model.ts'
import { type Redact, redactEvidence, redactTexts } from '../../../domain/reports/redact.ts'
import { readDocument } from '../../documents/y-document.ts'
import type { JobTools } from '../../jobs.ts'
import type { RegisterContext } from '../../register/context.ts'
import { loadDocument } from '../../shared-documents.ts'
import { reportOf } from '../evidence.ts'
import type { FreezeRecord } from '../freeze-record.ts'
import { withFrozen } from '../frozen.ts'
import { drawPictures } from '../pictures.ts'
import { requireReport } from '../read.ts'
import { peopleRedactor } from './people.ts'
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
}

export interface ContentOptions {
  isPublic: boolean
  /** Where the evidence index stands when it is a page of its own. */
  indexPage?: string
}

/** Puts together what the product composes and what people wrote. */
export async function reportContent(
  context: RegisterContext,
  freeze: FreezeRecord,
  { isPublic, indexPage = '' }: ContentOptions,
  tools: JobTools,
): Promise<ReportContent> {
  const { evidence: all, folder, span } = await reportOf(context, freeze, tools)
  const { title, studies } = requireReport(context, freeze.report, { orRemoved: true })
  return withFrozen(folder, span, async ({ end }) => {
    const redact: Redact = isPublic ? peopleRedactor(end) : (text) => text
    const evidence = isPublic ? redactEvidence(all, redact) : all
    const composed = composeReport(evidence, {
      ...{ studies, isPublic },
      picture: await drawPictures(end, evidence, picturesOf(evidence), tools.signal),
    })
    const written = narratives(context, freeze.report, composed, redact)
    const sections = composed.sections.map((section) => ({
      ...section,
      blocks: [...(written.blocks.get(section.key) ?? []), ...section.blocks],
    }))
    const numbers = numberFigures([...sections, ...composed.annexes])
    const index = evidenceIndex(composed.figures, sections, numbers)
    return {
      ...{ title: redact(title), freeze, isPublic, evidence, numbers, figures: composed.figures },
      sections: sections.map((section) => ({
        ...section,
        blocks: withMarks(section.blocks, numbers, indexPage),
      })),
      annexes: [
        ...composed.annexes.map((annex) => ({
          ...annex,
          blocks: withTableNotes(annex.blocks, numbers),
        })),
        { ...INDEX, blocks: index },
      ],
      references: written.references,
      openSuggestions: written.openSuggestions,
      entries: traceEntries(end, composed.figures),
    }
  })
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
  { record }: RegisterContext,
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
    const json = redactTexts(readDocument(loadDocument(record, document)), redact)
    const made = publishDocument(json, { figures: printed, deeper: level, cited })
    blocks.set(key, made.blocks)
    openSuggestions += made.openSuggestions
  }
  return { blocks, references: [...cited.values()], openSuggestions }
}
