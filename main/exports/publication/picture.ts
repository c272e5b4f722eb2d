import type { Drawing } from '../../../domain/publication/tree.ts'
import { fontFiles } from './fonts.ts'
import { FONT } from './palette.ts'

/** How many times finer than the screen a picture is, so that it prints sharply. */
const FINENESS = 2

/** Scripts that the document's own font draws; for others the machine's fonts are read as well. */
const OWN_SCRIPTS = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u

/** An SVG as an address that holds it whole. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/**
 * Draws an SVG as a PNG, at twice its size in pixels.
 *
 * @throws Error when the SVG cannot be parsed
 */
export async function svgToPng({ svg, width }: Pick<Drawing, 'svg' | 'width'>): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.round(width * FINENESS) },
    background: '#ffffff',
    font: {
      fontFiles: fontFiles(),
      // Reading every font of the machine takes longer than the drawing.
      loadSystemFonts: !OWN_SCRIPTS.test(svg),
      defaultFontFamily: FONT,
      sansSerifFamily: FONT,
    },
  })
  return image.asPng()
}
