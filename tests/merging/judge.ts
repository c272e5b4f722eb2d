import type { DocumentNode } from '../../domain/documents/tree.ts'
import type { Case } from './cases/case.ts'
import { outline, type Side, Sides, shelf, textOf } from './sides.ts'

/** What became of two people's edits once they met. */
export interface Outcome {
  /** Words of B that are in the text, and those kept beside it. */
  kept: string[]
  shelved: string[]
  /** Words that somebody typed and nobody took out, which are nowhere; and those there twice. */
  lost: string[]
  doubled: string[]
  isMisplaced: boolean
  areSame: boolean
  text: string
}

export function outcomeOf(each: Case): Outcome {
  const sides = new Sides(each.base)
  try {
    if (each.run) each.run(sides)
    else {
      each.a?.(sides.a.editor)
      each.b?.(sides.b.editor)
    }
    sides.sync()
    return judge(each, sides)
  } finally {
    sides.close()
  }
}

function judge(each: Case, sides: Sides): Outcome {
  const text = textOf(sides.a)
  const beside = shelf(sides.a)
    .map((entry) => entry.words)
    .join(' ')
  const own = each.words ?? ['bravo1', 'bravo2', 'bravo3']
  const based = wordsOf(each.base).filter((word) => !each.gone?.includes(word))
  const kept = own.filter((word) => count(text, word) > 0)
  const shelved = own.filter((word) => count(text, word) === 0 && count(beside, word) > 0)
  const times = (word: string) => count(text, word) + count(beside, word)
  const isOnce = (word: string) => times(word) <= based.filter((other) => other === word).length
  return {
    kept,
    shelved,
    lost: [
      ...own.filter((word) => times(word) === 0),
      ...based.filter((word) => count(text, word) === 0),
    ],
    doubled: [...own.filter((word) => times(word) > 1), ...based.filter((word) => !isOnce(word))],
    isMisplaced:
      each.after !== undefined &&
      kept.length > 0 &&
      !new RegExp(`${each.after}\\s+${own[0]}(?![0-9])`).test(text),
    areSame: new Set(sides.all.map(stateOf)).size === 1,
    text: outline(sides.a.editor.state.doc),
  }
}

export const stateOf = (side: Side): string =>
  `${outline(side.editor.state.doc)} ${JSON.stringify(shelf(side))}`

/** Joined paragraphs may leave two words as one, so that a word is found at the end of another. */
function count(text: string, word: string): number {
  const start = word.length < 3 ? '(?<![a-z])' : ''
  return text.match(new RegExp(`${start}${word}(?![0-9])`, 'g'))?.length ?? 0
}

function wordsOf({ text, content = [] }: DocumentNode): string[] {
  return text === undefined ? content.flatMap(wordsOf) : text.split(/\s+/).filter(Boolean)
}
