import type {
  FinishedBlock,
  FinishedCallout,
  FinishedFigure,
  FinishedGrid,
  FinishedList,
  FinishedTable,
  OutlineEntry,
} from '../../../domain/publication/finished.ts'
import { plainText } from '../../../domain/publication/text.ts'
import { escapeHtml, inlineHtml, textHtml } from './html-inline.ts'
import { svgAddress } from './picture.ts'

export function blockHtml(block: FinishedBlock): string {
  switch (block.kind) {
    case 'heading': {
      // The document's title is the first level.
      const element = `h${block.level + 1}`
      return `<${element} id="${block.id}">${inlineHtml(block.content)}</${element}>`
    }
    case 'paragraph':
      return `<p>${inlineHtml(block.content)}</p>`
    case 'list':
      return listHtml(block)
    case 'table':
      return tableHtml(block)
    case 'figure':
      return figureHtml(block)
    case 'callout':
      return calloutHtml(block)
    case 'definitions': {
      const items = block.items.map(
        ({ term, description }) =>
          `<dt>${inlineHtml(term)}</dt>\n<dd>${inlineHtml(description)}</dd>`,
      )
      return `<dl>\n${items.join('\n')}\n</dl>`
    }
    case 'quote': {
      const attribution = block.attribution
        ? `\n<p class="by">— ${textHtml(block.attribution)}</p>`
        : ''
      return `<blockquote>\n<p>${inlineHtml(block.content)}</p>${attribution}\n</blockquote>`
    }
    case 'contents':
      return `<nav class="contents" aria-label="${escapeHtml(block.title)}">\n<p>${textHtml(block.title)}</p>\n${outlineHtml(block.entries)}\n</nav>`
    case 'references': {
      const items = block.items.map(
        ({ id, content }) => `<li id="${id}">${inlineHtml(content)}</li>`,
      )
      return `<ol class="references">\n${items.join('\n')}\n</ol>`
    }
    case 'divider':
      return '<hr>'
    case 'pageBreak':
      return '<div class="page-break"></div>'
  }
}

function listHtml({ ordered, start, items }: FinishedList): string {
  const element = ordered ? 'ol' : 'ul'
  const lines = items.map(
    ({ content, list }) => `<li>${inlineHtml(content)}${list ? `\n${listHtml(list)}\n` : ''}</li>`,
  )
  const from = ordered && start !== 1 ? ` start="${start}"` : ''
  return `<${element}${from}>\n${lines.join('\n')}\n</${element}>`
}

/** Each entry with those below it in a list of its own. */
function outlineHtml(entries: readonly OutlineEntry[]): string {
  const items: string[] = []
  for (let index = 0; index < entries.length; ) {
    const { text, id, level } = entries[index]!
    const below = entries.slice(index + 1)
    const end = below.findIndex((entry) => entry.level <= level)
    const children = end < 0 ? below : below.slice(0, end)
    const under = children.length > 0 ? `\n${outlineHtml(children)}\n` : ''
    items.push(`<li><a href="#${id}">${textHtml(text)}</a>${under}</li>`)
    index += 1 + children.length
  }
  return `<ul>\n${items.join('\n')}\n</ul>`
}

function tableHtml(table: FinishedTable): string {
  const { id, label, caption, notes } = table
  const words = label
    ? `<caption><strong>${label}</strong> ${inlineHtml(caption ?? [])}</caption>\n`
    : ''
  const name = label ? `${label} ${plainText(caption ?? [])}` : 'Table'
  return [
    scrolled(
      name,
      `<table${id ? ` id="${id}"` : ''}${table.handwritten ? ' class="handwritten"' : ''}>\n${words}${gridHtml(table)}\n</table>`,
    ),
    ...notes.map((runs) => `<p class="table-note">${inlineHtml(runs)}</p>`),
  ].join('\n')
}

/** What is wider than the page scrolls by itself, by keyboard too. */
function scrolled(name: string, wide: string): string {
  return `<div class="scroll" role="group" aria-label="${escapeHtml(name.trim())}" tabindex="0">\n${wide}\n</div>`
}

function gridHtml({ columns, rows, rowHeaders }: FinishedGrid): string {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(
    ({ width }) => `<col style="width:${((width / total) * 100).toFixed(2)}%">`,
  )
  const classes = columns.map(({ align }) => (align === 'start' ? '' : ` class="${align}"`))
  const heads = columns.map(
    ({ header }, index) => `<th scope="col"${classes[index]}>${inlineHtml(header)}</th>`,
  )
  const lines = rows.map((row) => {
    const cells = row.map((cell, index) =>
      rowHeaders && index === 0
        ? `<th scope="row"${classes[index]}>${inlineHtml(cell)}</th>`
        : `<td${classes[index]}>${inlineHtml(cell)}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<colgroup>${widths.join('')}</colgroup>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>`
}

function figureHtml({ id, label, drawing, alt, caption, numbers }: FinishedFigure): string {
  const { svg, width, height } = drawing
  const behind = `The numbers behind ${label}`
  const [across, down] = [Math.round(width), Math.round(height)]
  return [
    `<figure id="${id}">`,
    // Smaller than that, nobody can read the words in it.
    scrolled(
      label,
      `<img src="${svgAddress(svg)}" alt="${escapeHtml(alt)}" width="${across}" height="${down}" style="min-width:min(${across}px,30rem)">`,
    ),
    `<figcaption><strong>${label}</strong> ${inlineHtml(caption ?? [])}</figcaption>`,
    numbers
      ? `<details>\n<summary>${behind}</summary>\n${scrolled(behind, `<table>\n${gridHtml(numbers)}\n</table>`)}\n</details>`
      : '',
    '</figure>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function calloutHtml({ tone, title, blocks }: FinishedCallout): string {
  const body = blocks.map(blockHtml).join('\n')
  return `<div class="callout ${tone}" role="note">\n<p class="callout-title">${textHtml(title)}</p>\n${body}\n</div>`
}
