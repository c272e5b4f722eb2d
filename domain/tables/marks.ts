import { own } from '../own.ts'
/**
 * Marks that publishers put where a figure should stand, and what they say by them. None is ever
 * read as a number: a mark means that the figure is not there, not that it is 0.
 *
 * Sources: Government Analysis Function, "Symbols in tables: definitions and help" (the letters in
 * square brackets, recommended for all official statistics since 2021), and the older ones it
 * replaced (`..`, `:`, `-`, `*`), which NHS England, OHID, DfE and DWP still print; `NA` is what R
 * writes for a missing value.
 */

export interface Mark {
  /** Why there is no figure, or what the figure is, in a few words. */
  meaning: string
}

const WITHHELD = 'withheld, so that nobody can be known by it'
const NOT_AVAILABLE = 'not available'
const NOT_APPLICABLE = 'not applicable'
const UNRELIABLE = 'too unreliable to publish'

/** Marks that stand alone in place of a figure, in small letters and without brackets. */
const INSTEAD: Readonly<Record<string, string>> = {
  c: WITHHELD,
  x: NOT_AVAILABLE,
  z: NOT_APPLICABLE,
  w: 'no data recorded',
  er: 'an error in the data',
  low: 'a low figure that rounds to nothing, but is not 0',
  u: UNRELIABLE,
  '*': WITHHELD,
  '**': WITHHELD,
  s: WITHHELD,
  supp: WITHHELD,
  suppressed: WITHHELD,
  withheld: WITHHELD,
  redacted: WITHHELD,
  dpc: WITHHELD,
  dp: WITHHELD,
  '..': NOT_AVAILABLE,
  '...': NOT_AVAILABLE,
  '…': NOT_AVAILABLE,
  '.': NOT_APPLICABLE,
  ':': NOT_AVAILABLE,
  '!': UNRELIABLE,
  '~': UNRELIABLE,
  '-': 'none or not known: publishers differ',
  '--': 'none or not known: publishers differ',
  na: NOT_AVAILABLE,
  'n/a': NOT_AVAILABLE,
  'n.a.': NOT_AVAILABLE,
  'n/av': NOT_AVAILABLE,
  '#n/a': NOT_AVAILABLE,
  'n/k': 'not known',
  'n/r': 'not reported',
  'not recorded': 'not recorded',
  'not reported': 'not reported',
  'not collected': NOT_AVAILABLE,
  'not published': NOT_AVAILABLE,
  '†': 'see the notes of the publication',
  '‡': 'see the notes of the publication',
  nan: NOT_AVAILABLE,
  null: NOT_AVAILABLE,
  none: NOT_AVAILABLE,
  nil: 'none or not known: publishers differ',
  missing: NOT_AVAILABLE,
  unknown: 'not known',
  'not available': NOT_AVAILABLE,
  'not applicable': NOT_APPLICABLE,
  'no data': NOT_AVAILABLE,
}

/** Bare letters are marks only where publishers print them alone; in brackets all are. */
const ONLY_IN_BRACKETS = new Set(['w', 'er', 'dp'])

/** Marks that stand behind a figure and say something of it; the figure counts. */
const BESIDE: Readonly<Record<string, string>> = {
  b: 'a break in the series',
  d: 'an estimate',
  e: 'an estimate',
  f: 'a forecast',
  p: 'provisional',
  r: 'revised',
  t: 'a total',
  u: 'of low reliability',
  ns: 'not statistically significant',
  s: 'statistically significant',
  ss: 'statistically significant',
  sss: 'statistically significant',
  note: 'see the notes of the publication',
  '*': 'see the notes of the publication',
  '†': 'see the notes of the publication',
  '‡': 'see the notes of the publication',
}

/** What a mark in place of a figure says; `undefined` where the text is no such mark. */
export function markInstead(text: string): Mark | undefined {
  const plain = plainMark(text)
  const below = /^(?:<|≤|&lt;|less than |fewer than |under |below )\s*=?\s*(\d+(?:\.\d+)?)%?$/.exec(
    plain,
  )
  if (below) return { meaning: `fewer than ${below[1]}, so not told exactly` }
  const orFewer = /^(\d{1,2}) or (?:fewer|less|below|under)$/.exec(plain)
  if (orFewer) return { meaning: `${orFewer[1]} or fewer, so not told exactly` }
  const range = /^(\d{1,2})(?:-| to )(\d{1,2})$/.exec(plain)
  if (range && Number(range[1]) <= 1 && Number(range[2]) < 11)
    return { meaning: `from ${range[1]} to ${range[2]}, so not told exactly` }
  const bracketed = /^[[(]\s*([a-z/.*:-]+)\s*\d*[\])]$/.exec(plain)
  const meaning = own(INSTEAD, bracketed?.[1] ?? plain)
  if (meaning === undefined || (!bracketed && ONLY_IN_BRACKETS.has(plain))) return undefined
  return { meaning }
}

/** A figure with a mark behind it: `12.5 [p]`, `1,234r`, `56*`. */
export function markBeside(text: string): { figure: string; mark: Mark } | undefined {
  const plain = plainMark(text)
  const found =
    /^([-+(]?[£€]?[\d.,\s]+%?\)?)\s*[[(]\s*([a-z]{1,4})\s*\d*[\])]$/.exec(plain) ??
    /^([-+]?[£€]?[\d.,]+%?)\s*([*†‡]+|[bdeprf])$/.exec(plain)
  const meaning = found && own(BESIDE, found[2]!.replace(/^([*†‡])\1+$/, '$1'))
  return meaning ? { figure: found[1]!.trim(), mark: { meaning } } : undefined
}

/** Small letters, dashes and spaces as one kind each. */
function plainMark(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
