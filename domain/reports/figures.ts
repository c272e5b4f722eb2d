import { isSmall } from '../metrics/disclosure.ts'
import { once } from '../once.ts'
import { value } from '../publication/build.ts'
import type { Inline } from '../publication/tree.ts'
import type { Figure } from './model.ts'

/** Every number of a report goes through here, so that none stands without where it came from. */

export interface FigureBook {
  /**
   * Registers a figure and answers it as it is printed. A key that is there already stands for the
   * same figure, so that several chapters may quote it.
   */
  quote(figure: NewFigure): Inline
  /** By key, in the order of keys. */
  all(): ReadonlyMap<string, Figure>
}

/** What must be said of a figure; `text` comes from the numbers where it is left out. */
export interface NewFigure
  extends Pick<Figure, 'key' | 'label' | 'definition' | 'query'>,
    Partial<Pick<Figure, 'value' | 'text' | 'numerator' | 'denominator' | 'unit' | 'withheld'>> {
  entries: Iterable<string>
  /** Whether it counts people, so that a small number could point at some of them. */
  people?: boolean
}

/** @param isPublic withholds small counts of people, which those inside may see */
export function figureBook({ isPublic = false } = {}): FigureBook {
  const figures = new Map<string, Figure>()
  return {
    quote(made) {
      const known = figures.get(made.key) ?? complete(isPublic ? withoutFew(made) : made)
      figures.set(made.key, known)
      const { key, text, query, entries } = known
      return value(text, { figure: key, query, entries })
    },
    all: () => new Map([...figures].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
  }
}

function withoutFew(made: NewFigure): NewFigure {
  const { people = false, numerator = null, denominator = null } = made
  if (!people || ![numerator, denominator].some((count) => count !== null && isSmall(count)))
    return made
  const withheld = 'So few people are behind it that they could be recognised.'
  return { ...made, withheld, denominator: null, entries: [] }
}

function complete(made: NewFigure): Figure {
  const { key, label, definition, query, unit = null, withheld = null } = made
  const { numerator = null, denominator = null } = made
  const number = withheld === null ? (made.value ?? numerator) : null
  return {
    key,
    label,
    definition,
    query,
    unit,
    withheld,
    value: number,
    text: withheld === null ? (made.text ?? printed(number, denominator)) : 'withheld',
    numerator: withheld === null ? numerator : null,
    denominator,
    entries: [...new Set(made.entries)].sort(),
  }
}

function printed(number: number | null, denominator: number | null): string {
  if (number === null) return 'none'
  return denominator === null ? whole(number) : outOf(number, denominator)
}

const wholeNumbers = once(() => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }))
const whole = (count: number): string => wholeNumbers().format(count)

/** Below this many a percentage says more than the count does. */
const FEWEST_FOR_SHARE = 20

/** "312 of 2,706 (11.5%)"; of a few, "3 of 11" alone; where there is nothing to count, "none". */
export function outOf(count: number, of: number): string {
  if (of === 0) return 'none'
  const share = of < FEWEST_FOR_SHARE ? '' : ` (${((100 * count) / of).toFixed(1)}%)`
  return `${whole(count)} of ${whole(of)}${share}`
}
