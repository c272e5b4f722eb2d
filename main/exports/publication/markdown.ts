import type {
  Finished,
  FinishedBlock,
  FinishedCallout,
  FinishedFigure,
  FinishedGrid,
  FinishedList,
} from '../../../domain/publication/finished.ts'
import { byline } from './front.ts'
import { escapeMarkdown, inlineMarkdown, textMarkdown } from './markdown-inline.ts'
import { svgAddress } from './picture.ts'

/** GitHub's names of its alerts, by tone. */
const ALERTS = { information: 'NOTE', important: 'IMPORTANT', warning: 'WARNING', success: 'TIP' }

const RULES = { start: ':--', centre: ':-:', end: '--:' }

/** A part of the file, with the id that a link may lead to. */
type Part = { text: string; id?: string }

/** GitHub-flavoured Markdown. Pictures are in the file, as addresses at its end. */
export function renderMarkdown(finished: Finished): string {
  const parts = [
    ...front(finished),
    ...finished.summary.flatMap(blockParts),
    ...finished.blocks.flatMap(blockParts),
  ]
  const linked = new Set(
    parts.flatMap(({ text }) => [...text.matchAll(/\]\(#([a-z0-9_-]+)\)/g)].map(([, id]) => id)),
  )
  const body = parts.map(({ id, text }) =>
    id && linked.has(id) ? `<a id="${id}"></a>\n\n${text}` : text,
  )
  const notes = finished.notes.map(
    (runs, index) => `[^${index + 1}]: ${line(inlineMarkdown(runs))}`,
  )
  return `${[...body, ...notes, ...pictures(finished)].filter((text) => text !== '').join('\n\n')}\n`
}

function front(finished: Finished): Part[] {
  const { title, subtitle, status, everyPage } = finished
  return [
    { text: everyPage ? `> **${escapeMarkdown(everyPage)}**` : '' },
    { text: `# ${escapeMarkdown(title)}` },
    { text: subtitle ? `**${escapeMarkdown(subtitle)}**` : '' },
    { text: textMarkdown(byline(finished)) },
    { text: status ? `> ${textMarkdown(status)}` : '' },
  ]
}

function blockParts(block: FinishedBlock): Part[] {
  switch (block.kind) {
    case 'heading':
      return [
        // The document's title is the first level.
        {
          id: block.id,
          text: `${'#'.repeat(block.level + 1)} ${line(inlineMarkdown(block.content))}`,
        },
      ]
    case 'paragraph':
      return [{ text: inlineMarkdown(block.content) }]
    case 'list':
      return [{ text: list(block) }]
    case 'table': {
      const caption = block.label
        ? `**${block.label}.** ${inlineMarkdown(block.caption ?? [])}`
        : ''
      return [
        { ...(block.id ? { id: block.id } : {}), text: caption },
        { text: grid(block) },
        ...block.notes.map((runs) => ({ text: inlineMarkdown(runs) })),
      ]
    }
    case 'figure':
      return figure(block)
    case 'callout':
      return [{ text: callout(block) }]
    case 'definitions':
      return [
        {
          text: block.items
            .map(({ term, description }) =>
              indented('- ', `**${inlineMarkdown(term)}**: ${inlineMarkdown(description)}`),
            )
            .join('\n'),
        },
      ]
    case 'quote': {
      const attribution = block.attribution ? `\n\n— ${escapeMarkdown(block.attribution)}` : ''
      return [{ text: quoted(inlineMarkdown(block.content) + attribution) }]
    }
    case 'contents':
      return [
        { text: `**${escapeMarkdown(block.title)}**` },
        {
          text: block.entries
            .map(
              ({ level, text, id }) =>
                `${'  '.repeat(level - 1)}- [${escapeMarkdown(text)}](#${id})`,
            )
            .join('\n'),
        },
      ]
    case 'references':
      return block.items.map(({ id, content }, index) => ({
        id,
        text: `\\[${index + 1}\\] ${inlineMarkdown(content)}`,
      }))
    case 'divider':
      return [{ text: '---' }]
    case 'pageBreak':
      return []
  }
}

function list({ ordered, start, items }: FinishedList): string {
  return items
    .map((item, index) => {
      const text = inlineMarkdown(item.content) + (item.list ? `\n${list(item.list)}` : '')
      return indented(ordered ? `${start + index}. ` : '- ', text)
    })
    .join('\n')
}

/** `text` after `mark`, its further lines as far in as the mark is wide. */
function indented(mark: string, text: string): string {
  return mark + text.replace(/\n(?!\n)/g, `\n${' '.repeat(mark.length)}`)
}

function grid({ columns, rows }: FinishedGrid): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    row(columns.map(({ header }) => line(inlineMarkdown(header)))),
    row(columns.map(({ align }) => RULES[align])),
    ...rows.map((cells) => row(cells.map((cell) => line(inlineMarkdown(cell))))),
  ].join('\n')
}

function figure({ id, label, alt, caption, numbers }: FinishedFigure): Part[] {
  return [
    { id, text: `![${escapeMarkdown(alt)}][${pictureName(label)}]` },
    { text: `**${label}.** ${inlineMarkdown(caption ?? [])}`.trim() },
    ...(numbers ? [{ text: grid(numbers) }] : []),
  ]
}

function pictures({ summary, blocks }: Finished): string[] {
  return [...summary, ...blocks].flatMap((block) =>
    block.kind === 'figure'
      ? [`[${pictureName(block.label)}]: ${svgAddress(block.drawing.svg)}`]
      : [],
  )
}

function pictureName(label: string): string {
  return label.toLowerCase().replace(' ', '-')
}

function callout({ tone, title, blocks }: FinishedCallout): string {
  const body = blocks.map((block) =>
    block.kind === 'list' ? list(block) : inlineMarkdown(block.content),
  )
  return quoted(`[!${ALERTS[tone]}]\n${[`**${escapeMarkdown(title)}**`, ...body].join('\n\n')}`)
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ').replace(/ +$/gm, '')
}

/** On one line, where Markdown allows no other: in headings, table cells and notes. */
function line(markdown: string): string {
  return markdown.replace(/\\\n/g, '<br>')
}
