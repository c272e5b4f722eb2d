import type {
  Finished,
  FinishedBlock,
  FinishedFigure,
  FinishedGrid,
  Run,
} from '../../../domain/publication/finished.ts'
import { holdDirections, plainText } from '../../../domain/publication/text.ts'
import { byline, SUMMARY_TITLE } from './front.ts'
import { heldToNext, movesWhole } from './lonely.ts'
import type { TableTags } from './pdf-table-tags.ts'
import { MANY_COLUMNS, rowsHeld, rowsThatMaySplit, staysWhole } from './wide-tables.ts'

/** Width of the text on the page in CSS pixels: A4 less its margins. */
const TEXT_WIDTH = 627
const RUNNING_TITLE = 90

export type PdfData = {
  /** What the template reads. */
  data: object
  /** The pictures, by the names it asks for. */
  files: [name: string, content: Buffer][]
  /** How the cells of each table are to be tagged, in the document's order. */
  tables: TableTags[]
}

export function pdfData(finished: Finished): PdfData {
  const files: PdfData['files'] = []
  const tables: TableTags[] = []
  const prepare = (block: FinishedBlock): object => {
    if (block.kind === 'table') {
      tables.push(tagsOf(block))
      return { ...block, ...gridData(block) }
    }
    if (block.kind !== 'figure') return block
    const name = `figure-${files.length + 1}.svg`
    files.push([name, Buffer.from(block.drawing.svg)])
    if (block.numbers) tables.push(tagsOf(block.numbers))
    return figureData(block, `/${name}`)
  }
  const { language, region } = localeOf(finished.language)
  const { title, authors, organisations, subtitle, status, everyPage, meta } = finished
  const data = {
    title,
    authors: [...authors, ...organisations],
    keywords: meta.keywords ?? [],
    subject: meta.subject ?? null,
    lang: language,
    region,
    running: shorten(title, RUNNING_TITLE),
    ...(subtitle ? { subtitle } : {}),
    ...(status ? { status } : {}),
    ...(everyPage ? { everyPage } : {}),
    byline: byline(finished),
    summaryTitle: SUMMARY_TITLE,
    summary: finished.summary.map(prepare),
    blocks: finished.blocks.map(prepare),
    heldToNext: heldToNext(finished.blocks).filter((place) => movesWhole(finished.blocks[place]!)),
  }
  return { data: mapTexts(data, holdDirections, breakLongWords), files, tables }
}

const tagsOf = ({ columns, rowHeaders }: FinishedGrid): TableTags => ({
  columns: columns.length,
  rowHeaders,
})

function figureData({ drawing, numbers, ...figure }: FinishedFigure, file: string): object {
  return {
    ...figure,
    file,
    width: Math.min(1, drawing.width / TEXT_WIDTH),
    ...(numbers ? { numbers: gridData(numbers) } : {}),
  }
}

interface FittedGrid extends FinishedGrid {
  /** For each row, whether it may be split between pages. */
  splits: boolean[]
  small: boolean
  /** Whether it is not split between pages; of one that is, how many rows from each stay together. */
  whole: boolean
  held: Record<number, number>
  /** Whether its head is tagged as one and stands on each page again. */
  hasHead: boolean
}

/** Typst cannot tag a head so long, in characters, that it may break between pages. */
const LONGEST_HEAD = 200

/** A grid with how it is fitted to the page. */
function gridData(grid: FinishedGrid): FittedGrid {
  const columns = grid.columns.map((column) => ({ ...column, header: writtenOut(column.header) }))
  const whole = staysWhole(grid)
  return {
    ...grid,
    columns,
    splits: rowsThatMaySplit(grid),
    small: grid.columns.length > MANY_COLUMNS,
    whole,
    held: whole ? {} : Object.fromEntries(rowsHeld(grid)),
    hasHead: columns.every(({ header }) => plainText(header).length <= LONGEST_HEAD),
  }
}

/**
 * Words of a table's head, which stands on each page again: PDF/UA-1 allows no link in what does, so
 * addresses and notes stand in brackets.
 */
function writtenOut(runs: readonly Run[]): Run[] {
  return runs.flatMap((run): Run[] => {
    switch (run.kind) {
      case 'link':
        return [
          ...writtenOut(run.content),
          ...(run.to.startsWith('#') ? [] : bracketed([{ kind: 'text', text: run.to }])),
        ]
      case 'note':
        return bracketed(writtenOut(run.content))
      case 'strong':
      case 'emphasis':
        return [{ ...run, content: writtenOut(run.content) }]
      case 'value':
        return [{ kind: 'text', text: run.text }]
      default:
        return [run]
    }
  })
}

const bracketed = (runs: Run[]): Run[] => [
  { kind: 'text', text: ' (' },
  ...runs,
  { kind: 'text', text: ')' },
]

function localeOf(tag: string): { language: string; region: string | null } {
  try {
    const { language, region } = new Intl.Locale(tag)
    return { language, region: region ?? null }
  } catch {
    return { language: 'en', region: 'GB' }
  }
}

function shorten(text: string, length: number): string {
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}

/** Joiners, variants and the key around a digit: they say how a character is drawn, and nothing else. */
const JOINER = /^(?:\u200c|\u200d|\u20e3|\p{Variation_Selector})$/u

/** A word longer than a line may be broken anywhere; Typst would look for them far more slowly. */
const LONG_WORD = /\S{32,}/gu
const CLUSTERS = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })
const ZERO_WIDTH_SPACE = '\u200b'

function breakLongWords(text: string): string {
  return text.replace(LONG_WORD, (word) =>
    Array.from(CLUSTERS.segment(word), ({ segment }) => segment).join(ZERO_WIDTH_SPACE),
  )
}

/**
 * The document with each text changed, wherever it stands.
 * @param changeRun changes the words of runs further; ids and addresses are no words
 */
function mapTexts<T>(
  part: T,
  change: (text: string) => string,
  changeRun: (text: string) => string = (text) => text,
): T {
  if (typeof part === 'string') return change(part) as T
  if (Array.isArray(part)) return part.map((child) => mapTexts(child, change, changeRun)) as T
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, child]) => [
      key,
      key === 'text' && typeof child === 'string'
        ? changeRun(change(child))
        : mapTexts(child, change, changeRun),
    ]),
  ) as T
}

/** The document with these characters written as their Unicode numbers, wherever they stand. */
export function showAsNumbers<T>(part: T, characters: ReadonlySet<string>): T {
  if (characters.size === 0) return part
  return mapTexts(part, (text) =>
    [...text].map((c) => (characters.has(c) ? numberOf(c) : c)).join(''),
  )
}

function numberOf(character: string): string {
  if (JOINER.test(character)) return ''
  return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
}
