import type { Block } from '../publication/tree.ts'
import type { Chapter, WritingTools } from './chapter.ts'
import { easyReadChapter } from './chapters/easy-read.ts'
import { annexesOf, contentsOf } from './contents.ts'
import type { Evidence } from './evidence.ts'
import { figureBook } from './figures.ts'
import type { ComposedReport, ReportSection } from './model.ts'

export type ComposeOptions = Partial<Omit<WritingTools, 'figures'>>

/** Composes the whole report. The same evidence gives the same report, to the byte. */
export function composeReport(
  evidence: Evidence,
  { picture = () => [], studies = [], isPublic = false }: ComposeOptions = {},
): ComposedReport {
  const figures = figureBook({ isPublic })
  const write = (chapters: Chapter[]): ReportSection[] =>
    chapters.map(({ write: writeBlocks, ...chapter }) => ({
      ...chapter,
      blocks: writeBlocks(evidence, { figures, picture, studies, isPublic }),
    }))
  const contents = contentsOf(evidence.about)
  const sections = write(isPublic ? [easyReadChapter, ...contents] : contents)
  const annexes = write(annexesOf(evidence.about))
  return { sections, annexes, figures: figures.all() }
}

/** The names of the pictures that a section would show; `undefined` when there is no such section. */
export function picturesIn(evidence: Evidence, section: string): string[] | undefined {
  const { about } = evidence
  const found = [...contentsOf(about), ...annexesOf(about)].find(({ key }) => key === section)
  if (!found) return undefined
  const names: string[] = []
  const picture = (name: string): Block[] => {
    names.push(name)
    return []
  }
  found.write(evidence, { figures: figureBook(), picture, studies: [], isPublic: false })
  return names
}
