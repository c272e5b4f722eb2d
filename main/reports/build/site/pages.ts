import { formatDate } from '../../../../domain/dates.ts'
import { callout, list, paragraph } from '../../../../domain/publication/build.ts'
import { finish } from '../../../../domain/publication/finish.ts'
import type { Finished } from '../../../../domain/publication/finished.ts'
import type { Block, HeadingLevel, Reference } from '../../../../domain/publication/tree.ts'
import type { ReportSection } from '../../../../domain/reports/model.ts'
import type { ReportContent } from '../content.ts'
import { publicNotice } from '../publication.ts'

/** The pages of the site: the start, one for each chapter and system, the annexes, data and search. */

export interface SitePage {
  file: string
  title: string
  /** 0 for the start, 1 for a chapter, 2 for what stands under one. */
  level: 0 | 1 | 2
  part: 'chapters' | 'annexes' | 'more'
  finished: Finished
  /** HTML after the blocks. */
  after?: string
  /** Set in large type, for those who find reading hard. */
  isEasy?: boolean
}

/** Where the index of figures stands, to which every mark leads. */
export const EVIDENCE_PAGE = 'evidence.html'
export const SEARCH_PAGE = 'search.html'

/** A file to be downloaded, by its path in the folder. */
export interface Download {
  path: string
  what: string
}

export function sitePages(content: ReportContent, downloads: readonly Download[]): SitePage[] {
  const { sections, annexes } = content
  const [easy, ...chapters] = sections
  const of =
    (part: SitePage['part']) =>
    (section: ReportSection): SitePage => ({
      file: `${section.key.toLowerCase()}.html`,
      title: section.title,
      level: section.level,
      part,
      finished: finished(content, section.title, fromTheTop(section)),
      isEasy: section === easy,
    })
  return [
    startPage(content),
    ...(easy ? [of('chapters')(easy)] : []),
    ...chapters.map(of('chapters')),
    ...annexes.map(of('annexes')),
    dataPage(content, downloads),
    searchPage(content),
  ]
}

function startPage(content: ReportContent): SitePage {
  const { title, freeze, evidence } = content
  const { from, to, moment, hash, entries } = freeze
  const blocks: Block[] = [
    paragraph(
      `This report covers ${evidence.about.scopeWords.replace(/^The /, 'the ')}, from ${formatDate(from)} to ${formatDate(to)}. Choose a chapter from the contents, or search for a word.`,
    ),
    publicNotice(content),
    callout('information', 'Where the figures come from', [
      paragraph(
        `They come from the shared record of the systems as it stood on ${formatDate(moment)}: ${entries.toLocaleString('en-GB')} entries with the hash ${hash.slice(0, 16)}. Each figure has a small mark, such as F12. It leads to the evidence behind the figure.`,
      ),
      list([
        'The report works without the internet, from this folder alone.',
        'Every table can be had as data: see the page “Data to download”.',
        'Pages follow the light or dark look of your device, and can be printed.',
      ]),
    ]),
  ]
  const made = finished(content, title, blocks)
  return { file: 'index.html', title: 'Start', level: 0, part: 'chapters', finished: made }
}

function dataPage(content: ReportContent, downloads: readonly Download[]): SitePage {
  const title = 'Data to download'
  const blocks = [
    paragraph(
      'The evidence behind this report. With it, every figure can be worked out again. Names and contact details are not in it.',
    ),
  ]
  const items = downloads.map(
    ({ path, what }) =>
      `<li><a href="${path}" download>${path.replace(/^data\//, '')}</a>: ${what}</li>`,
  )
  return {
    file: 'data.html',
    title,
    level: 1,
    part: 'more',
    finished: finished(content, title, blocks),
    after: `<ul>\n${items.join('\n')}\n</ul>`,
  }
}

function searchPage(content: ReportContent): SitePage {
  const title = 'Search'
  return {
    file: SEARCH_PAGE,
    title,
    level: 1,
    part: 'more',
    finished: finished(content, title, []),
    after: [
      '<p id="answer" role="status">Searching needs JavaScript, which is switched off here. The contents lead to every chapter.</p>',
      '<ol id="results" class="results"></ol>',
      '<script src="assets/search-index.js"></script>',
      '<script src="assets/search.js"></script>',
    ].join('\n'),
  }
}

/** The page's title is the section's heading, so those below it move up. */
function fromTheTop({ level, blocks }: ReportSection): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading'
      ? { ...block, level: Math.max(1, block.level - level) as HeadingLevel }
      : block,
  )
}

function finished({ freeze, references }: ReportContent, title: string, blocks: Block[]): Finished {
  return finish({
    title,
    language: 'en-GB',
    date: freeze.moment.slice(0, 10),
    blocks,
    references: citedIn(blocks, references),
  })
}

/** The references that these blocks cite. */
function citedIn(blocks: readonly Block[], references: readonly Reference[]): Reference[] {
  if (references.length === 0) return []
  const text = JSON.stringify(blocks, (key, value) => (key === 'drawing' ? undefined : value))
  return references.filter(({ id }) => text.includes(`"reference":${JSON.stringify(id)}`))
}
