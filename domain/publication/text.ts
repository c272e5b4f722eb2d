import type { Run } from './finished.ts'

/**
 * Text that every format can hold: white space of every kind but spaces becomes one space; controls
 * and code points that are no characters, which XML and PDF forbid, go; half a surrogate pair becomes
 * the replacement character.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
      // Controls, the marks that reorder text beyond their own run, and non-characters.
      .replace(/[\p{Cc}\u202a-\u202e\ufdd0-\ufdef]/gu, '')
      .replace(/./gsu, (c) => ((c.codePointAt(0)! & 0xfffe) === 0xfffe ? '' : c))
  )
}

/** The words of runs, without their notes. */
export function plainText(runs: readonly Run[]): string {
  return runs.map(wordsOf).join('')
}

function wordsOf(run: Run): string {
  switch (run.kind) {
    case 'text':
    case 'code':
    case 'value':
    case 'anchor':
      return run.text
    case 'strong':
    case 'emphasis':
    case 'link':
      return plainText(run.content)
    case 'break':
      return ' '
    case 'note':
      return ''
  }
}

const RIGHT_TO_LEFT =
  '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}'
const RIGHT_TO_LEFT_RUNS = new RegExp(
  `([${RIGHT_TO_LEFT}](?:[${RIGHT_TO_LEFT}\\p{M}\\p{Zs}]*[${RIGHT_TO_LEFT}\\p{M}])?)`,
  'u',
)

export type Direction = { text: string; rightToLeft: boolean }

/** Cuts text where its direction turns, so that a name in Arabic or Hebrew keeps its own order. */
export function directions(text: string): Direction[] {
  return text
    .split(RIGHT_TO_LEFT_RUNS)
    .map((part, index) => ({ text: part, rightToLeft: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** Turns the direction back to the line's after words that run the other way. */
const LEFT_TO_RIGHT_MARK = '\u200e'

/**
 * Text in which what follows a name in Arabic or Hebrew, such as a date, stays behind it: without the
 * unseen mark, numbers and punctuation would join the name's direction.
 */
export function holdDirections(text: string): string {
  return directions(text)
    .map(({ text: part, rightToLeft }, index, parts) =>
      rightToLeft && index < parts.length - 1 ? part + LEFT_TO_RIGHT_MARK : part,
    )
    .join('')
}
