import type { SymbolType } from '@observablehq/plot'
import type { PointType } from '../../domain/metrics/spc.ts'
import type { Palette } from '../look.ts'

/** Kinds of points of a process control chart, as the key names them. */
export type SpcKind = 'concern' | 'improvement' | 'neither' | 'common-cause' | 'ghosted'

export const SPC_KINDS: readonly SpcKind[] = [
  'concern',
  'improvement',
  'neither',
  'common-cause',
  'ghosted',
]

export const SPC_WORDS: Record<SpcKind, string> = {
  concern: 'Special cause, concern',
  improvement: 'Special cause, improvement',
  neither: 'Special cause, neither',
  'common-cause': 'Common cause',
  ghosted: 'Not counted',
}

/** A shape for each, so that nothing hangs on the colour. */
export const SPC_SYMBOLS: Record<SpcKind, SymbolType> = {
  concern: 'triangle',
  improvement: 'diamond',
  neither: 'square',
  'common-cause': 'circle',
  ghosted: 'circle',
}

export function spcKind(type: PointType): SpcKind {
  return type === 'neither-high' || type === 'neither-low' ? 'neither' : type
}

/** Fill and outline; special causes are outlined in ink, since some of the colours are light. */
export function spcColours(kind: SpcKind, palette: Palette): { fill: string; stroke: string } {
  switch (kind) {
    case 'concern':
      return { fill: palette.concern, stroke: palette.ink }
    case 'improvement':
      return { fill: palette.improvement, stroke: palette.ink }
    case 'neither':
      return { fill: palette.neither, stroke: palette.ink }
    case 'common-cause':
      return { fill: palette.commonCause, stroke: palette.quiet }
    case 'ghosted':
      return { fill: palette.paper, stroke: palette.quiet }
  }
}
