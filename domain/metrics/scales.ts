import type { ValueType } from './definitions.ts'

/** A scale on which a value's uncertainty is about symmetric. */
export interface Scale {
  to(value: number): number
  from(scaled: number): number
  /** How fast the value moves with the scaled value: carries standard errors across. */
  slope(value: number): number
}

const same = (value: number) => value

/** Logarithm for rates, log odds for proportions, as `phe_sii` transforms limits; others as they are. */
export const SCALES: Record<ValueType, Scale> = {
  other: { to: same, from: same, slope: () => 1 },
  rate: { to: Math.log, from: Math.exp, slope: same },
  proportion: {
    to: (value) => Math.log(value / (1 - value)),
    from: (scaled) => 1 / (1 + Math.exp(-scaled)),
    slope: (value) => value * (1 - value),
  },
}
