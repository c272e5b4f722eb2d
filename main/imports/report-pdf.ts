import { getDocumentProxy } from 'unpdf'

/**
 * Reads the text of a PDF line by line. Where lines stand tells what the bare text does not: a
 * wider gap or another size of type is a new paragraph, small raised digits are citations.
 */

export interface PdfOptions {
  signal?: AbortSignal
  /** Called after each page. */
  onPage?: (page: number, pages: number) => void
}

interface Piece {
  str: string
  x: number
  y: number
  width: number
  size: number
}

interface PdfLine {
  text: string
  y: number
  size: number
  /** Where the next piece is expected to begin. */
  right: number
}

/**
 * The text of each page; blank where a page is a picture. A form feed stands where the text goes
 * back up a page, as it does from one column to the next.
 */
export async function readPdf(bytes: Uint8Array, options: PdfOptions = {}): Promise<string[]> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 })
  try {
    const pages: PdfLine[][] = []
    for (let n = 1; n <= pdf.numPages; n++) {
      options.signal?.throwIfAborted()
      const page = await pdf.getPage(n)
      const { items } = await page.getTextContent()
      pages.push(readLines(items.flatMap(readPiece)))
      page.cleanup()
      options.onPage?.(n, pdf.numPages)
    }
    const leading = usualLeading(pages)
    return pages.map((lines) => joinLines(lines, leading))
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function readPiece(item: unknown): Piece[] {
  const { str, transform, width } = item as { str?: string; transform?: number[]; width?: number }
  if (!str || !transform) return []
  const [, , c = 0, d = 0, x = 0, y = 0] = transform
  return [{ str, x, y, width: width ?? 0, size: Math.hypot(c, d) }]
}

/** Keeps the order in which the page was written, which follows its columns. */
function readLines(pieces: Piece[]): PdfLine[] {
  const lines: PdfLine[] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    if (line && isOnLine(line, piece)) append(line, piece)
    else if (piece.str.trim()) {
      const { str, x, y, size, width } = piece
      lines.push({ text: str, y, size, right: x + width })
    }
  }
  return lines
}

function isOnLine(line: PdfLine, piece: Piece): boolean {
  if (!piece.str.trim()) return true
  const near = Math.abs(line.y - piece.y) < Math.max(line.size, piece.size) * 0.55
  return near && piece.x > line.right - line.size * 2
}

function append(line: PdfLine, piece: Piece): void {
  if (!piece.str.trim()) {
    if (!line.text.endsWith(' ')) line.text += ' '
    return
  }
  const raised = piece.size < line.size * 0.8 && piece.y > line.y + line.size * 0.1
  const gap = piece.x - line.right > line.size * 0.15 && !line.text.endsWith(' ')
  const text = raised && /^[\d\s,–-]+$/.test(piece.str) ? `^{${piece.str.trim()}}` : piece.str
  line.text += (gap ? ' ' : '') + text
  line.right = piece.x + piece.width
  if (!raised) line.size = Math.max(line.size, piece.size)
}

/** Distance between lines of a paragraph, in sizes of their type: the commonest there is. */
function usualLeading(pages: PdfLine[][]): number {
  const counts = new Map<number, number>()
  for (const lines of pages) {
    for (let i = 1; i < lines.length; i++) {
      const rounded = Math.round(leadingBefore(lines, i) * 20) / 20
      if (rounded > 0.8 && rounded < 2.5) counts.set(rounded, (counts.get(rounded) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1.2
}

function leadingBefore(lines: PdfLine[], i: number): number {
  const [above, line] = [lines[i - 1], lines[i]]
  return above && line ? (above.y - line.y) / Math.max(above.size, line.size, 1) : 0
}

function joinLines(lines: PdfLine[], leading: number): string {
  let text = ''
  lines.forEach((line, i) => {
    const above = lines[i - 1]
    const distance = leadingBefore(lines, i)
    const otherType = above && Math.abs(above.size - line.size) > above.size * 0.12
    if (!above) text = line.text
    else if (distance < 0) text += `\f${line.text}`
    else text += (otherType || distance > leading * 1.25 ? '\n\n' : '\n') + line.text
  })
  return text
}
