/** Deprivation groups as Fingertips names them in its category columns. */

export interface DeprivationQuantile {
  /** 1 is the most deprived. */
  quantile: number
  of: 5 | 10
}

const DECILE_WORDS = [
  'most',
  'second most',
  'third more',
  'fourth more',
  'fifth more',
  'fifth less',
  'fourth less',
  'third less',
  'second least',
  'least',
]
const QUINTILE_WORDS = ['most', 'second most', 'middle', 'second least', 'least']

/**
 * Reads a category such as `Second most deprived decile (IMD2019)`; `undefined` for a category
 * that is no fifth or tenth of deprivation (an ethnic group, an urban class).
 */
export function deprivationQuantile(category: string): DeprivationQuantile | undefined {
  if (!read.has(category)) read.set(category, readQuantile(category))
  return read.get(category)
}

/** The group's name as Fingertips writes it, such as `Second most deprived decile`. */
export function quantileName({ quantile, of }: DeprivationQuantile): string {
  const words = (of === 10 ? DECILE_WORDS : QUINTILE_WORDS)[quantile - 1] ?? ''
  const name = `${words} deprived ${of === 10 ? 'decile' : 'quintile'}`
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** A dozen categories repeat through thousands of values: each is read once. */
const read = new Map<string, DeprivationQuantile | undefined>()

function readQuantile(category: string): DeprivationQuantile | undefined {
  const plain = category
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const match = /^(.+?) (?:deprived )?(decile|quintile)$/.exec(plain)
  if (!match) return undefined
  const of = match[2] === 'decile' ? 10 : 5
  const quantile = (of === 10 ? DECILE_WORDS : QUINTILE_WORDS).indexOf(match[1]!) + 1
  return quantile > 0 ? { quantile, of } : undefined
}
