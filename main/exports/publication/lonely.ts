import type { FinishedBlock, FinishedList, Run } from '../../../domain/publication/finished.ts'
import { plainText } from '../../../domain/publication/text.ts'
import { staysWhole } from './wide-tables.ts'

/** Characters on a line of running text. */
const LINE = 95
/** A part of no more lines looks lost on a page of its own. */
const FEW_LINES = 4
/** What is longer is not moved to another page as a whole. */
const MANY_LINES = 25

/**
 * Places of blocks that stay with the one after them: what comes before a short last part, so that it
 * does not stand alone on a page.
 */
export function heldToNext(blocks: readonly FinishedBlock[]): number[] {
  return blocks.flatMap((block, place) => {
    const next = blocks[place + 1]
    if (!next || block.kind === 'pageBreak' || block.kind === 'contents') return []
    const after = blocks[place + 2]
    return (!after || after.kind === 'pageBreak') && linesOf(next) <= FEW_LINES ? [place] : []
  })
}

/** Whether a block is short enough to be moved whole to the page of the next. */
export function movesWhole(block: FinishedBlock): boolean {
  return block.kind === 'table' ? staysWhole(block) : linesOf(block) <= MANY_LINES
}

/** About how many lines a part of running text takes; what is no text is never short. */
function linesOf(block: FinishedBlock): number {
  switch (block.kind) {
    case 'paragraph':
    case 'quote':
      return linesIn(block.content)
    case 'list':
      return listLines(block)
    case 'callout':
      return sum([block.title, ...block.blocks], (part) => {
        if (typeof part === 'string') return 1
        return part.kind === 'list' ? listLines(part) : linesIn(part.content)
      })
    case 'definitions':
      return sum(block.items, ({ description }) => 1 + linesIn(description))
    case 'references':
      return sum(block.items, ({ content }) => linesIn(content))
    default:
      return MANY_LINES
  }
}

const listLines = ({ items }: FinishedList): number =>
  sum(items, ({ content, list }) => linesIn(content) + (list ? listLines(list) : 0))

const linesIn = (runs: readonly Run[]) => Math.ceil(plainText(runs).length / LINE)

function sum<T>(parts: readonly T[], of: (part: T) => number): number {
  return parts.reduce((all, part) => all + of(part), 0)
}
