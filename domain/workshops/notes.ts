import { heading, item, list, paragraphs } from '../publication/build.ts'
import type { Block, HeadingLevel, ListItem } from '../publication/tree.ts'

/** Name of the Y.Text in that document. */
export const MINUTES_TEXT = 'minutes'

const HEADING = /^(#{1,4})\s+(.+?)\s*#*$/
const BULLET = /^\s*[-*•]\s+(.*)$/
const NUMBER = /^\s*\d{1,3}[.)]\s+(.*)$/

/**
 * Minutes as people type them, in the plainest Markdown, as blocks: headings, lists and paragraphs.
 * Anything else of Markdown stays as it was typed.
 * @param level of the highest heading
 */
export function noteBlocks(notes: string, level: HeadingLevel): Block[] {
  const blocks: Block[] = []
  let prose: string[] = []
  let items: ListItem[] = []
  let ordered = false

  const endProse = () => {
    blocks.push(...paragraphs(prose.join('\n')))
    prose = []
  }
  const endList = () => {
    if (items.length > 0) blocks.push(list(items, ordered))
    items = []
  }

  for (const line of notes.split(/\r?\n/)) {
    const title = HEADING.exec(line)
    const numbered = NUMBER.exec(line)
    const entry = BULLET.exec(line) ?? numbered
    if (entry) {
      endProse()
      if (items.length > 0 && ordered !== (numbered !== null)) endList()
      ordered = numbered !== null
      items.push(item(entry[1] as string))
      continue
    }
    endList()
    if (title) {
      endProse()
      const depth = (title[1] as string).length
      blocks.push(heading(Math.min(4, level + depth - 1) as HeadingLevel, title[2] as string))
    } else prose.push(line)
  }
  endList()
  endProse()
  return blocks
}
