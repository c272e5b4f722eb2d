import { formatNumber } from './format.ts'

/** From here on the count is shown: the end is near enough to plan for. */
const NEAR = 0.9

/** What is counted: blanks at the ends are not kept. */
const lengthOf = (text: string) => text.trim().length

export function isTooLong(text: string, longest: number | undefined): boolean {
  return longest !== undefined && lengthOf(text) > longest
}

/**
 * How long a text is of how long it may be, once that matters: "6,003 of 4,000 characters. Take out
 * 2,003 to save." Nothing that was typed is ever cut.
 */
export function lengthWords(text: string, longest: number | undefined): string | null {
  if (longest === undefined || lengthOf(text) <= longest * NEAR) return null
  const count = `${formatNumber(lengthOf(text))} of ${formatNumber(longest)} characters`
  const over = lengthOf(text) - longest
  return over > 0 ? `${count}. Take out ${formatNumber(over)} to save.` : `${count}.`
}

/**
 * Brings the first field of a form that holds more than it may into view.
 * @returns whether there is one, and the form has to wait
 */
export function showTooLong(form: HTMLElement): boolean {
  const field = form.querySelector<HTMLElement>('[data-too-long] :is(input, textarea)')
  field?.focus()
  return field !== null
}
