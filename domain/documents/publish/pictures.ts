import { figure } from '../../publication/build.ts'
import type { Drawing, Figure } from '../../publication/tree.ts'
import { imageSize } from '../image-size.ts'
import type { DocumentNode } from '../tree.ts'
import { attribute } from './work.ts'

/** Where a picture's file does not tell. */
const USUAL = { width: 480, height: 320 }
/** Width of the text on a page in CSS pixels, and as much height as leaves room for the caption. */
const PAGE = { width: 627, height: 800 }

/** A picture as a figure: the file whole and unchanged inside an SVG of its size. */
export function pictureFigure(node: DocumentNode): Figure {
  const caption = attribute(node, 'caption').trim()
  const alt = attribute(node, 'alt').trim() || caption || 'A picture without a description'
  return figure(drawingOf(node), alt, caption === '' ? {} : { caption })
}

function drawingOf(node: DocumentNode): Drawing {
  const address = attribute(node, 'src')
  const pixels = imageSize(address) ?? USUAL
  const wanted = node.attrs?.width
  const asked = typeof wanted === 'number' ? wanted : pixels.width
  const most = Math.min(PAGE.width, (PAGE.height * pixels.width) / pixels.height)
  const width = Math.max(1, Math.round(Math.min(asked, most)))
  const height = Math.max(1, Math.round((width * pixels.height) / pixels.width))
  const size = `width="${width}" height="${height}"`
  // Word knows the older name of the address only.
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} viewBox="0 0 ${width} ${height}"><image ${size} xlink:href="${address}"/></svg>`,
    width,
    height,
  }
}
