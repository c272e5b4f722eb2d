import type { Drawing } from '../../../domain/publication/tree.ts'
import { FONT, PALETTE } from './palette.ts'

/** What a chart's specification needs to draw itself: the page's document, and Observable Plot. */
export type Drawable = (tools: {
  document: Document
  Plot: typeof import('@observablehq/plot')
}) => Element

/**
 * Draws a chart outside a page: the same specification the interface draws with Observable Plot, in
 * a document of jsdom's.
 *
 * @param spec returns the chart's `<svg>`, or the `<figure>` in which Plot puts one with a legend
 * @throws TypeError when what it returns holds no SVG
 */
export async function draw(spec: Drawable): Promise<Drawing> {
  const [{ JSDOM }, Plot] = await Promise.all([import('jsdom'), import('@observablehq/plot')])
  const { window } = new JSDOM('<!doctype html>')
  try {
    const drawn = spec({ document: window.document, Plot })
    const svgs = drawn.matches('svg') ? [drawn] : [...drawn.querySelectorAll('svg')]
    const svg = svgs.at(-1)
    if (!svg) throw new TypeError('A chart without an SVG was drawn.')
    const { width, height } = sizeOf(svg)
    for (const text of svg.querySelectorAll('text')) dropArrow(text)
    svg.setAttribute('font-family', `${FONT}, sans-serif`)
    // Plot takes its ink from the page around it; a picture in a file stands alone.
    svg.setAttribute('color', `#${PALETTE.ink}`)
    return { svg: new window.XMLSerializer().serializeToString(svg), width, height }
  } finally {
    window.close()
  }
}

function sizeOf(svg: Element): { width: number; height: number } {
  const box = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const width = Number.parseFloat(svg.getAttribute('width') ?? '') || box[2]
  const height = Number.parseFloat(svg.getAttribute('height') ?? '') || box[3]
  if (!width || !height) throw new TypeError('A chart without a size was drawn.')
  return { width, height }
}

/** The arrow Plot puts beside an axis's name is in few fonts, and its absence would change the name's. */
function dropArrow(text: Element): void {
  if (text.childElementCount > 0 || !text.textContent) return
  text.textContent = text.textContent.replace(/^[←↑→↓] | [←↑→↓]$/g, '')
}
