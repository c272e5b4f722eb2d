import { once } from '../once.ts'

/** How sentences about metrics write things down. */

const numbers = once(() => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }))

/** A number with thousands marked and at most two decimals. */
export function plainNumber(value: number): string {
  return numbers().format(value)
}

/** `Derby`, `Derby and Derbyshire`, `Dudley, Sandwell and Walsall`. */
export function plainList(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}
