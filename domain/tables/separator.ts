/** The sign between the cells of a text table. */
export type Separator = ',' | ';' | '\t' | '|'

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|']
/** Rows looked at: titles stand above a table, and its own rows are many. */
const LINES_LOOKED_AT = 60

/**
 * The separator that a text's first lines speak for: the one that parts most lines into the same
 * number of cells, more than one. Signs within quotation marks part nothing.
 * @param text the beginning of the file, whole lines
 */
export function separatorOf(text: string): Separator {
  const lines = linesOf(text, LINES_LOOKED_AT)
  const found = SEPARATORS.map((separator) => ({ separator, ...agreement(lines, separator) }))
  const [best] = found.toSorted((a, b) => b.lines - a.lines || b.cells - a.cells)
  return best && best.cells > 1 ? best.separator : ','
}

/** Excel's own first line, `sep=;`, which names the separator and is no row. */
export function namedSeparator(text: string): { separator: string; length: number } | undefined {
  const named = /^\ufeff?"?sep=(.)"?[,;\t]*(?:\r\n|\r|\n)/i.exec(text)
  return named ? { separator: named[1]!, length: named[0].length } : undefined
}

/** How many lines share the commonest number of cells over one, and that number. */
function agreement(
  lines: readonly string[],
  separator: Separator,
): { lines: number; cells: number } {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const cells = line.split(separator).length
    if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1)
  }
  const [cells = 0, found = 0] =
    [...counts].toSorted(([a, many], [b, most]) => most - many || b - a)[0] ?? []
  return { lines: found, cells }
}

/** Lines that hold anything, without what stands in quotation marks. */
function linesOf(text: string, most: number): string[] {
  const bare: string[] = ['']
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign === '"') {
      quoted = !quoted
      // A line of quoted tabs alone is none.
      bare[bare.length - 1] += '.'
    } else if (quoted) continue
    else if (sign === '\n' || sign === '\r') {
      if (bare.at(-1)!.trim() !== '' && bare.length === most) break
      if (bare.at(-1)!.trim() !== '') bare.push('')
      else bare[bare.length - 1] = ''
    } else bare[bare.length - 1] += sign
  }
  return bare.filter((line) => line.trim() !== '')
}
