import type { Block } from '../publication/tree.ts'
import type { About, Evidence } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import type { ReportSection } from './model.ts'

/** One part of a report: what it is called, and how the product writes it from the evidence. */
export interface Chapter extends Omit<ReportSection, 'blocks'> {
  write(evidence: Evidence, tools: WritingTools): Block[]
}

export interface WritingTools {
  figures: FigureBook
  /**
   * A picture by its name, `statuses` or `metric:<id>`, as blocks: none where it was not drawn. Pictures are drawn
   * beforehand, since that needs a machine.
   */
  picture(name: string): Block[]
  /** Keys of the case studies that were chosen to be told in full. */
  studies: readonly string[]
  /** For everybody to read: what few people are behind is withheld. */
  isPublic: boolean
}

/** The chapters that a file contributes to a report about something. */
export type Chapters = (about: About) => Chapter[]

/** A chapter that only the product writes. */
export function chapter(
  key: string,
  title: string,
  write: Chapter['write'],
  more: Partial<Pick<Chapter, 'level' | 'narrative' | 'prompt'>> = {},
): Chapter {
  return { key, title, level: 1, narrative: false, prompt: null, ...more, write }
}

/** One in which people write beside the figures. @param prompt what they should answer */
export function narrated(
  key: string,
  title: string,
  prompt: string,
  write: Chapter['write'],
  level: 1 | 2 = 1,
): Chapter {
  return chapter(key, title, write, { level, narrative: true, prompt })
}
