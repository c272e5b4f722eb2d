import type { FinishedBlock } from '../../../../domain/publication/finished.ts'
import { plainText } from '../../../../domain/publication/text.ts'
import type { SearchedPart } from '../../../../domain/reports/search-index.ts'
import type { SitePage } from './pages.ts'

/** A page cut at its headings and tables. */
export function searchedParts({ file, title, finished }: SitePage): SearchedPart[] {
  const parts: SearchedPart[] = [{ page: file, id: '', title, text: '' }]
  for (const block of finished.blocks) {
    const begins = headOf(block)
    if (begins) parts.push({ page: file, ...begins, title: `${title}: ${begins.title}`, text: '' })
    if (block.kind !== 'heading') parts.at(-1)!.text += ` ${blockText(block)}`
  }
  return parts
    .map((part) => ({ ...part, text: part.text.trim() }))
    .filter(({ id, text }) => id === '' || text !== '')
}

/** The name of what begins here, where it has one. */
function headOf(block: FinishedBlock): { id: string; title: string } | undefined {
  if (block.kind === 'heading') return { id: block.id, title: plainText(block.content) }
  return block.kind === 'table' && block.id && block.caption
    ? { id: block.id, title: plainText(block.caption) }
    : undefined
}

function blockText(block: FinishedBlock): string {
  switch (block.kind) {
    case 'paragraph':
    case 'quote':
      return plainText(block.content)
    case 'list':
      return block.items
        .map(({ content, list }) => `${plainText(content)} ${list ? blockText(list) : ''}`)
        .join(' ')
    case 'table':
      return block.rows.map((row) => row.map(plainText).join(' ')).join('; ')
    case 'figure':
      return plainText(block.caption ?? [])
    case 'callout':
      return [block.title, ...block.blocks.map(blockText)].join(' ')
    case 'definitions':
      return block.items
        .map(({ term, description }) => `${plainText(term)}: ${plainText(description)}`)
        .join(' ')
    default:
      return ''
  }
}
