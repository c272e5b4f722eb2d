import { formatDate } from '../../../domain/dates.ts'
import { suggestionsNotice } from '../../../domain/documents/to-publication.ts'
import {
  callout,
  column,
  heading,
  list,
  paragraph,
  table,
} from '../../../domain/publication/build.ts'
import { finish } from '../../../domain/publication/finish.ts'
import { readability } from '../../../domain/publication/readability.ts'
import type { Block, Publication } from '../../../domain/publication/tree.ts'
import { isSigned } from '../../../domain/reports/draft.ts'
import type { ReportSection } from '../../../domain/reports/model.ts'
import type { ReportContent } from './content.ts'

/** The whole report as one document. */
export function reportPublication(content: ReportContent): Publication {
  const { title, freeze, sections, annexes, references, isPublic } = content
  const [front, rest] = [sections.filter(isFront), sections.filter((each) => !isFront(each))]
  const { from, to, moment, hash } = freeze
  const period = `${formatDate(from)} to ${formatDate(to)}`
  return {
    title,
    ...(title.includes(period) ? {} : { subtitle: period }),
    language: 'en-GB',
    date: moment.slice(0, 10),
    status: `${content.draft.length > 0 ? 'Draft. ' : ''}From the record as it stood on ${formatDate(moment)}`,
    blocks: [
      ...(isPublic ? [publicNotice(content)] : []),
      ...suggestionsNotice(content.openSuggestions),
      ...front.flatMap(headed),
      ...signedBy(content),
      paragraph(
        `The record was frozen on ${formatDate(moment)}. Its hash is ${hash.slice(0, 16)}; the annex on method says what that is for.`,
      ),
      { kind: 'pageBreak' },
      { kind: 'contents', depth: 2 },
      ...[...rest, ...annexes].flatMap(sectionBlocks),
    ],
    references,
    meta: { subject: `report:${freeze.report}`, keywords: ['health inequalities', 'Midlands'] },
  }
}

/** What stands before the contents: whoever reads one page reads this. */
const FRONT: readonly string[] = ['foreword', 'summary']
const isFront = ({ key }: ReportSection): boolean => FRONT.includes(key)

const headed = ({ title, level, blocks }: ReportSection): Block[] =>
  blocks.length === 0 ? [] : [heading(level, title), ...blocks]

/** Who signed it and when, and what it still wants. */
function signedBy({ signOff, draft, freeze }: ReportContent): Block[] {
  return [
    heading(1, 'Sign-off'),
    ...(signOff.length > 0
      ? [
          table(
            [
              column('Name', { width: 2 }),
              column('Role', { width: 3 }),
              column('Signed', { width: 2 }),
            ],
            signOff.map((each) => [
              each.name,
              each.role,
              isSigned(each, freeze.id) && each.signed ? formatDate(each.signed.on) : 'Not yet',
            ]),
            { rowHeaders: true },
          ),
        ]
      : []),
    ...(draft.length > 0
      ? [
          callout('warning', 'This is a draft', [
            paragraph(
              'It becomes final once every section is done and everybody named has signed.',
            ),
            list(draft),
          ]),
        ]
      : []),
  ]
}

/** A chapter begins a page, and so does the page of a priority or a system. */
function sectionBlocks({ title, level, startsPage, blocks }: ReportSection): Block[] {
  return [
    ...(level === 1 || startsPage ? [{ kind: 'pageBreak' } as const] : []),
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
