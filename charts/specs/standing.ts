import type { SymbolType } from '@observablehq/plot'
import type { Standing } from '../../domain/metrics/compare.ts'
import type { Palette } from '../look.ts'

/** How an area stands to England, as pictures and tables show it: shape, colour and word. */

export const STANDINGS: readonly Standing[] = [
  'better',
  'worse',
  'higher',
  'lower',
  'similar',
  'not-compared',
]

export const STANDING_WORDS: Record<Standing, string> = {
  better: 'Better than England',
  worse: 'Worse than England',
  higher: 'Higher than England',
  lower: 'Lower than England',
  similar: 'Similar to England',
  'not-compared': 'Not compared',
}

/** The same beside a line that is named England. */
export const STANDING_KEY: Record<Standing, string> = {
  better: 'Better',
  worse: 'Worse',
  higher: 'Higher',
  lower: 'Lower',
  similar: 'Similar',
  'not-compared': 'Not compared',
}

export const STANDING_SYMBOLS: Record<Standing, SymbolType> = {
  better: 'diamond',
  worse: 'triangle',
  higher: 'square',
  lower: 'square',
  similar: 'circle',
  'not-compared': 'circle',
}

export function standingColours(standing: Standing, palette: Palette) {
  const fill = {
    better: palette.improvement,
    worse: palette.concern,
    higher: palette.neither,
    lower: palette.neither,
    similar: palette.commonCause,
    'not-compared': palette.paper,
  }[standing]
  return { fill, stroke: palette.ink }
}
