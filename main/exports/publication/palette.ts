/** The NHS palette as documents use it, as hex without `#`. Every pair of ink and paper passes AA. */
export const PALETTE = {
  ink: '212B32',
  quiet: '4C6272',
  blue: '005EB8',
  darkBlue: '003087',
  paper: 'FFFFFF',
  band: 'F4F7F8',
  head: 'E8EDEE',
  line: 'C8D0D4',
}

import type { CalloutTone } from '../../../domain/publication/tree.ts'

export const TONES: Record<CalloutTone, { edge: string; paper: string }> = {
  information: { edge: '005EB8', paper: 'EAF2FA' },
  important: { edge: '330072', paper: 'F1EDF6' },
  warning: { edge: '8A5A00', paper: 'FFF6E0' },
  success: { edge: '007F3B', paper: 'E9F5EE' },
}

export const FONT = 'Atkinson Hyperlegible'
