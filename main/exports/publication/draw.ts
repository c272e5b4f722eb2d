import type { Drawing } from '../../../domain/publication/tree.ts'
import { FONT, PALETTE } from './palette.ts'
import { SvgDocument, SvgElement } from './svg-document.ts'

/** What a chart's specification needs to draw itself: the page's document, and Observable Plot. */
export type Drawable = (tools: {
  document: Document
  Plot: typeof import('@observablehq/plot')
}) => Element

/**
 * Draws a chart outside a page: the same specification the interface draws with Observable Plot, in
 * a document that knows SVG alone.
 *
 * @param spec returns the chart's `<svg>`
 * @throws TypeError when what it returns is no SVG with a size
 */
export async function draw(spec: Drawable): Promise<Drawing> {
  const Plot = await import('@observablehq/plot')
  const document = new SvgDocument() as unknown as Document
  const svg: unknown = spec({ document, Plot })
  if (!(svg instanceof SvgElement) || svg.localName !== 'svg')
    throw new TypeError('A chart without an SVG was drawn.')
  const { width, height } = sizeOf(svg)
  for (const text of svg.named('text')) dropArrow(text)
  svg.setAttribute('font-family', `${FONT}, sans-serif`)
  // Plot takes its ink from the page around it; a picture in a file stands alone.
  svg.setAttribute('color', `#${PALETTE.ink}`)
  return { svg: String(svg), width, height }
}

function sizeOf(svg: SvgElement): { width: number; height: number } {
  const box = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const width = Number.parseFloat(svg.getAttribute('width') ?? '') || box[2]
  const height = Number.parseFloat(svg.getAttribute('height') ?? '') || box[3]
  if (!width || !height) throw new TypeError('A chart without a size was drawn.')
  return { width, height }
}

/** The arrow Plot puts beside an axis's name is in few fonts, and its absence would change the name's. */
function dropArrow(text: SvgElement): void {
  if (text.children.length > 0 || !text.textContent) return
  text.textContent = text.textContent.replace(/^[←↑→↓] | [←↑→↓]$/g, '')
}
