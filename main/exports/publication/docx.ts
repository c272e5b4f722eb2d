import {
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { Finished } from '../../../domain/publication/finished.ts'
import { DocxBlocks } from './docx-blocks.ts'
import { textDocx } from './docx-inline.ts'
import { steadyDocx } from './docx-steady.ts'
import { BASE_STYLES_XML, calloutStyle, numbering, PAGE, styles } from './docx-styles.ts'
import { fontData } from './fonts.ts'
import { byline, SUMMARY_TITLE } from './front.ts'
import { FONT, PALETTE } from './palette.ts'

const BODY = 'word/document.xml'

/** The library's packing step makes a zip at once; its parts are still to be put in order. */
const { compiler } = Packer as unknown as {
  compiler: { compile(document: Document): Map<string, string | Uint8Array> }
}

/**
 * A Word document with styles, a list of contents, and its font.
 *
 * A long one keeps its process busy for seconds, so only a process that nobody waits for should call it.
 */
export async function renderDocx(finished: Finished): Promise<Buffer> {
  const { title, language, authors, organisations, meta } = finished
  const contents = finished.blocks.find((block) => block.kind === 'contents')
  const blocks = new DocxBlocks(contents?.entries ?? [])
  const summary = await blocks.draw(finished.summary)
  const { regular, bold, italic, boldItalic } = await fontData()
  const drawn = await blocks.draw(finished.blocks)
  const document = new Document({
    title,
    creator: [...authors, ...organisations].join(', ') || 'Accord',
    lastModifiedBy: 'Accord',
    ...(meta.subject ? { subject: meta.subject } : {}),
    ...(meta.keywords ? { keywords: meta.keywords.join(', ') } : {}),
    externalStyles: BASE_STYLES_XML,
    styles: styles(language),
    numbering: numbering(blocks.starts),
    fonts: [{ name: FONT, data: regular, bold, italic, boldItalic }],
    ...(contents ? { features: { updateFields: true } } : {}),
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: 1134, bottom: 1247, left: PAGE.margin, right: PAGE.margin, footer: 567 },
          },
        },
        ...(finished.everyPage ? { headers: { default: header(finished.everyPage) } } : {}),
        footers: { default: footer() },
        children: [
          ...front(finished),
          ...(summary.length > 0 ? [summaryHeading(), ...summary] : []),
          ...drawn,
        ],
      },
    ],
  })
  const parts = compiler.compile(document)
  parts.set(BODY, blocks.tables.placed(String(parts.get(BODY))))
  return steadyDocx(parts, isoDay(finished.date))
}

/** The document's own day, written in words. */
function isoDay(words: string): string {
  const day = new Date(`${words} UTC`)
  return Number.isNaN(day.getTime()) ? '1980-01-01' : day.toISOString().slice(0, 10)
}

function front(finished: Finished): FileChild[] {
  const { title, subtitle, status, everyPage } = finished
  return [
    // In the text too: not every reader shows what heads a page.
    ...(everyPage
      ? [
          new Paragraph({
            style: calloutStyle('warning'),
            children: textDocx(everyPage, { bold: true }),
          }),
        ]
      : []),
    new Paragraph({ heading: HeadingLevel.TITLE, children: textDocx(title) }),
    ...(subtitle ? [new Paragraph({ style: 'Subtitle', children: textDocx(subtitle) })] : []),
    new Paragraph({ style: 'Byline', children: textDocx(byline(finished)) }),
    // Its lower border parts the front from the text, so it is there when there is no status.
    new Paragraph({ style: 'Status', children: textDocx(status ?? '') }),
  ]
}

/** A heading for the reader's outline that the contents leave out, as they come after it. */
function summaryHeading(): Paragraph {
  return new Paragraph({ style: 'TOCHeading', outlineLevel: 0, children: textDocx(SUMMARY_TITLE) })
}

function header(words: string): Header {
  const children = textDocx(words, { bold: true })
  return new Header({ children: [new Paragraph({ alignment: 'center', children })] })
}

function footer(): Footer {
  const children = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES]
  return new Footer({
    children: [
      new Paragraph({
        alignment: 'end',
        children: [new TextRun({ size: 17, color: PALETTE.quiet, children })],
      }),
    ],
  })
}
