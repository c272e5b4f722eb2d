/** What number Word has typed before an item of a list: `4.`, `2.3)`, `(c)`, `iv.`. */

const MARKER = /^[\s\u00a0]*\(?(\d+(?:\.\d+)*|[a-z]+)[.)]/i
const ROMAN = /^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const ROMAN_VALUES: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['v', 5],
  ['x', 10],
  ['l', 50],
  ['c', 100],
  ['d', 500],
  ['m', 1000],
])

/**
 * The number a marker stands for, or `undefined` for a bullet. Of `2.3` the last part counts. A
 * letter that may be a Roman number or a place in the alphabet is what carries on from `before`, the
 * number of the item before it in the list; without one, a lone `i` is Roman and other lone letters
 * are not.
 */
export function numberOfMarker(marker: string, before?: number): number | undefined {
  const written = MARKER.exec(marker)?.[1]?.toLowerCase()
  if (written === undefined) return undefined
  if (/^\d/.test(written)) return Number(written.split('.').at(-1))
  const roman = ROMAN.test(written) ? romanNumber(written) : undefined
  const letter = lettersNumber(written)
  if (roman === undefined || letter === undefined) return roman ?? letter
  if (before !== undefined) return roman === before + 1 ? roman : letter
  return written === 'i' ? roman : letter
}

function romanNumber(written: string): number {
  const values = [...written].map((letter) => ROMAN_VALUES.get(letter) ?? 0)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}

/** a to z, and then aa to zz as Word goes on; longer runs of letters are words. */
function lettersNumber(written: string): number | undefined {
  const [first, second] = written
  if (first === undefined || written.length > 2 || (second ?? first) !== first) return undefined
  return first.charCodeAt(0) - 96 + (second ? 26 : 0)
}
