import {
  Bookmark,
  type FileChild,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  TextRun,
} from 'docx'
import type {
  FinishedBlock,
  FinishedCallout,
  FinishedFigure,
  FinishedHeading,
  FinishedList,
  FinishedTable,
  OutlineEntry,
  Run,
} from '../../../domain/publication/finished.ts'
import type { Drawing } from '../../../domain/publication/tree.ts'
import { ContentsDocx, contentsMarks } from './docx-contents.ts'
import { inlineDocx, textDocx } from './docx-inline.ts'
import { bullets, calloutStyle, numbersFrom } from './docx-styles.ts'
import { TablesDocx } from './docx-table.ts'
import { heldToNext } from './lonely.ts'
import { PALETTE } from './palette.ts'
import { svgToPng } from './picture.ts'

const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
}

/** Width of the text on the page in CSS pixels. */
const PICTURE_WIDTH = 627
/** Word has nine levels of lists. */
const DEEPEST_LIST = 8

interface Placing {
  level?: number
  /** The tone of the callout it is in. */
  callout?: FinishedCallout['tone'] | undefined
  keepNext: boolean
}

/** Draws a document's blocks in turn; numbers each ordered list apart. */
export class DocxBlocks {
  #lists = 0
  /** First numbers of the ordered lists drawn so far: see `numbering`. */
  readonly starts = new Set<number>()
  readonly tables = new TablesDocx()
  readonly #pngs = new Map<string, Promise<Buffer>>()
  readonly #marks: ReadonlyMap<string, string>

  /** @param listed the headings in the list of contents */
  constructor(listed: readonly OutlineEntry[]) {
    this.#marks = contentsMarks(listed)
  }

  async draw(blocks: readonly FinishedBlock[]): Promise<FileChild[]> {
    const drawn: FileChild[] = []
    const held = new Set(heldToNext(blocks))
    let newPage = false
    for (const [place, block] of blocks.entries()) {
      if (block.kind === 'pageBreak') {
        newPage = true
        continue
      }
      // A heading starts a page by itself; before anything else an empty paragraph does.
      if (newPage && block.kind === 'heading') drawn.push(this.#heading(block, true))
      else {
        if (newPage) drawn.push(new Paragraph({ pageBreakBefore: true, spacing: { after: 0 } }))
        drawn.push(...(await this.#block(block, held.has(place))))
      }
      newPage = false
    }
    return drawn
  }

  /** @param keepNext whether its last paragraph stands on the page of what follows */
  async #block(
    block: Exclude<FinishedBlock, { kind: 'pageBreak' }>,
    keepNext: boolean,
  ): Promise<FileChild[]> {
    switch (block.kind) {
      case 'heading':
        return [this.#heading(block)]
      case 'paragraph':
        return [new Paragraph({ ...kept(keepNext), children: inlineDocx(block.content) })]
      case 'list':
        return this.#list(block, { keepNext })
      case 'table':
        return this.#table(block, keepNext)
      case 'figure':
        return this.#figure(block, keepNext)
      case 'callout':
        return this.#callout(block, keepNext)
      case 'definitions':
        return block.items.flatMap(({ term, description }, index) => [
          new Paragraph({ style: 'DefinitionTerm', children: inlineDocx(term) }),
          new Paragraph({
            style: 'Definition',
            ...kept(keepNext && index === block.items.length - 1),
            children: inlineDocx(description),
          }),
        ])
      case 'quote':
        return quote(block, keepNext)
      case 'contents':
        return [
          new Paragraph({ style: 'TOCHeading', children: textDocx(block.title) }),
          new ContentsDocx(block, this.#marks),
        ]
      case 'references':
        return block.items.map(({ id, content }, index) => {
          const mark = new Bookmark({ id, children: [new TextRun(`[${index + 1}]`)] })
          const children = [mark, new TextRun('\t'), ...inlineDocx(content)]
          return new Paragraph({ style: 'Reference', children })
        })
      case 'divider': {
        const line = { style: 'single', size: 4, color: PALETTE.line, space: 1 } as const
        return [new Paragraph({ border: { bottom: line } })]
      }
    }
  }

  #heading({ id, level, content }: FinishedHeading, pageBreakBefore = false): Paragraph {
    const mark = this.#marks.get(id)
    const named = new Bookmark({ id, children: inlineDocx(content) })
    const children = mark ? [new Bookmark({ id: mark, children: [] }), named] : [named]
    return new Paragraph({ heading: HEADINGS[level], pageBreakBefore, children })
  }

  #list(
    { ordered, start, items }: FinishedList,
    { level = 0, callout, keepNext }: Placing,
  ): Paragraph[] {
    const place = callout ? 'callout' : 'text'
    const reference = ordered ? numbersFrom(place, start) : bullets(place)
    if (ordered) this.starts.add(start)
    const style = callout ? calloutStyle(callout) : ordered ? 'ListNumber' : 'ListBullet'
    const instance = ++this.#lists
    return items.flatMap(({ content, list }, index) => [
      new Paragraph({
        style,
        ...kept(keepNext && index === items.length - 1),
        numbering: { reference, level: Math.min(level, DEEPEST_LIST), instance },
        children: inlineDocx(content),
      }),
      ...(list
        ? this.#list(list, {
            level: level + 1,
            callout,
            keepNext: keepNext && index === items.length - 1,
          })
        : []),
    ])
  }

  #table(block: FinishedTable, keepNext: boolean): FileChild[] {
    const { label, id, caption, notes } = block
    const above = label
      ? [
          new Paragraph({
            style: 'Caption',
            keepNext: true,
            children: captionOf(label, id, caption),
          }),
        ]
      : []
    const below = notes.map(
      (runs) =>
        new Paragraph({ style: 'TableNote', ...kept(keepNext), children: inlineDocx(runs) }),
    )
    // Word joins two tables that stand together, so something stands after each.
    const rest = below.length > 0 ? below : [spacer(keepNext)]
    return [...above, this.tables.draw(block, keepNext || below.length > 0), ...rest]
  }

  async #figure(block: FinishedFigure, keepNext: boolean): Promise<FileChild[]> {
    const { drawing, alt, label, id, caption, numbers } = block
    const scale = Math.min(1, PICTURE_WIDTH / drawing.width)
    const png = { type: 'png', data: await this.#png(drawing) } as const
    const picture = new ImageRun({
      // Word draws an SVG that holds a WebP picture as an empty frame.
      ...(drawing.svg.includes('data:image/webp')
        ? png
        : { type: 'svg', data: Buffer.from(drawing.svg), fallback: png }),
      transformation: {
        width: Math.round(drawing.width * scale),
        height: Math.round(drawing.height * scale),
      },
      altText: { name: label, description: alt },
    })
    return [
      new Paragraph({ keepNext: true, children: [picture] }),
      new Paragraph({
        style: 'Caption',
        ...kept(keepNext && !numbers),
        children: captionOf(label, id, caption),
      }),
      ...(numbers
        ? [
            new Paragraph({
              style: 'TableNote',
              keepNext: true,
              children: [new TextRun(`The numbers behind ${label}`)],
            }),
            this.tables.draw(numbers, keepNext),
            spacer(keepNext),
          ]
        : []),
    ]
  }

  /** A picture that stands in a document several times is drawn once. */
  #png(drawing: Drawing): Promise<Buffer> {
    const png = this.#pngs.get(drawing.svg) ?? svgToPng(drawing)
    this.#pngs.set(drawing.svg, png)
    return png
  }

  #callout({ tone, title, blocks }: FinishedCallout, keepNext: boolean): Paragraph[] {
    const style = calloutStyle(tone)
    return [
      new Paragraph({ style, keepNext: true, children: textDocx(title, { bold: true }) }),
      ...blocks.flatMap((block, index) => {
        const keeps = keepNext && index === blocks.length - 1
        return block.kind === 'list'
          ? this.#list(block, { callout: tone, keepNext: keeps })
          : [new Paragraph({ style, ...kept(keeps), children: inlineDocx(block.content) })]
      }),
      // The box's paragraphs stand close, so the space below it is a paragraph of its own.
      new Paragraph({
        ...kept(keepNext),
        spacing: { after: 0, line: 200, lineRule: LineRuleType.AUTO },
      }),
    ]
  }
}

/** Said only where it is so: else what the style says holds. */
const kept = (keepNext: boolean) => (keepNext ? { keepNext } : {})

function captionOf(label: string, id: string | undefined, caption: readonly Run[] | undefined) {
  const name = new TextRun({ text: label, bold: true })
  return [
    ...(id ? [new Bookmark({ id, children: [name] })] : [name]),
    new TextRun('  '),
    ...inlineDocx(caption ?? []),
  ]
}

function spacer(keepNext: boolean): Paragraph {
  return new Paragraph({
    ...kept(keepNext),
    spacing: { before: 0, after: 60, line: 160, lineRule: LineRuleType.AUTO },
  })
}

function quote(
  { content, attribution }: Extract<FinishedBlock, { kind: 'quote' }>,
  keepNext: boolean,
): Paragraph[] {
  const style = 'Quote'
  return [
    new Paragraph({
      style,
      ...kept(keepNext || attribution !== undefined),
      children: inlineDocx(content),
    }),
    ...(attribution
      ? [new Paragraph({ style, ...kept(keepNext), children: textDocx(`— ${attribution}`) })]
      : []),
  ]
}
