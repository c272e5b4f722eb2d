import { formatDate } from '../../../domain/dates.ts'
import { suggestionsNotice } from '../../../domain/documents/to-publication.ts'
import { callout, heading, paragraph } from '../../../domain/publication/build.ts'
import { finish } from '../../../domain/publication/finish.ts'
import { readability } from '../../../domain/publication/readability.ts'
import type { Block, Publication } from '../../../domain/publication/tree.ts'
import type { ReportSection } from '../../../domain/reports/model.ts'
import type { ReportContent } from './content.ts'

/** The whole report as one document. */
export function reportPublication(content: ReportContent): Publication {
  const { title, freeze, sections, annexes, references, isPublic } = content
  const { from, to, moment, hash } = freeze
  const period = `${formatDate(from)} to ${formatDate(to)}`
  return {
    title,
    ...(title.includes(period) ? {} : { subtitle: period }),
    language: 'en-GB',
    date: moment.slice(0, 10),
    status: `From the record as it stood on ${formatDate(moment)}`,
    blocks: [
      ...(isPublic ? [publicNotice(content)] : []),
      ...suggestionsNotice(content.openSuggestions),
      paragraph(
        `The record was frozen on ${formatDate(moment)}. Its hash is ${hash.slice(0, 16)}; the annex on method says what that is for.`,
      ),
      { kind: 'contents' },
      ...[...sections, ...annexes].flatMap(sectionBlocks),
    ],
    references,
    meta: { subject: `report:${freeze.report}`, keywords: ['health inequalities', 'Midlands'] },
  }
}

/** A chapter begins a page. */
function sectionBlocks({ title, level, blocks }: ReportSection): Block[] {
  return [
    ...(level === 1 ? [{ kind: 'pageBreak' } as const] : []),
    heading(level, title),
    ...blocks,
  ]
}

/** What a reader from outside should know of the version. */
export function publicNotice({ sections }: ReportContent): Block {
  const age = readingAge(sections)
  return callout('information', 'For everybody to read', [
    paragraph(
      'Names and contact details are left out, and numbers so small that people could be recognised are withheld.',
    ),
    ...(age === undefined
      ? []
      : [paragraph(`Reading age of the chapters: ${age} (Flesch–Kincaid grade + 5).`)]),
  ])
}

export function readingAge(sections: readonly ReportSection[]): number | undefined {
  const blocks = sections.flatMap((section) => section.blocks)
  return readability(finish({ title: '', language: 'en-GB', date: '2026-01-01', blocks }).blocks)
    ?.readingAge
}
