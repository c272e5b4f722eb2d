import { syllable } from 'syllable'
import { once } from '../once.ts'
import type { FinishedBlock, FinishedList, Run } from './finished.ts'
import { plainText } from './text.ts'

/**
 * How hard a document's sentences are to read, by the Flesch–Kincaid grade:
 * `0.39 × words per sentence + 11.8 × syllables per word − 15.59`. The reading age is the grade plus
 * 5, the age at which an English child is in that year of school.
 *
 * Counted are the sentences of paragraphs, lists, callouts, quotations, definitions and notes.
 * Headings, tables and code are not sentences and are left out. A list item counts as a sentence
 * whether or not it ends with a full stop. A number counts as one word of one syllable.
 */
export type Readability = {
  method: 'Flesch–Kincaid grade + 5'
  /** Years; at least 5, as the formula goes below that for very short words. */
  readingAge: number
  /** The grade itself, to one decimal. */
  grade: number
  sentences: number
  words: number
  /** Those without which the document would be easiest, hardest first. */
  hardest: HardSentence[]
}

export type HardSentence = {
  text: string
  words: number
  /** The reading age of this sentence alone. */
  readingAge: number
  /** How many years the document's reading age would fall without it. */
  raisesBy: number
}

type Counted = { text: string; words: number; syllables: number }

const HARDEST = 5
const YOUNGEST = 5
const LOCALE = 'en-GB'
/** Ends with a full stop that does not end a sentence. */
const ABBREVIATED = /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|No|e\.g|i\.e|etc|vs|cf)\.\s*$/

const sentenceCutter = once(() => new Intl.Segmenter(LOCALE, { granularity: 'sentence' }))
const wordCutter = once(() => new Intl.Segmenter(LOCALE, { granularity: 'word' }))

/** @returns nothing for a document without a sentence */
export function readability(
  blocks: readonly FinishedBlock[],
  hardestCount = HARDEST,
): Readability | undefined {
  const counted = blocks
    .flatMap(texts)
    .flatMap(sentences)
    .map(count)
    .filter(({ words }) => words > 0)
  if (counted.length === 0) return undefined
  const words = sum(counted, 'words')
  const syllables = sum(counted, 'syllables')
  const grade = gradeOf(counted.length, words, syllables)
  const hardest = counted
    .map((sentence) => ({
      text: sentence.text,
      words: sentence.words,
      readingAge: ageOf(gradeOf(1, sentence.words, sentence.syllables)),
      raisesBy:
        counted.length === 1
          ? 0
          : grade -
            gradeOf(counted.length - 1, words - sentence.words, syllables - sentence.syllables),
    }))
    .filter(({ raisesBy }) => raisesBy > 0)
    .sort((one, other) => other.raisesBy - one.raisesBy)
    .slice(0, hardestCount)
  return {
    method: 'Flesch–Kincaid grade + 5',
    readingAge: ageOf(grade),
    grade: Math.round(grade * 10) / 10,
    sentences: counted.length,
    words,
    hardest,
  }
}

function gradeOf(sentenceCount: number, words: number, syllables: number): number {
  return 0.39 * (words / sentenceCount) + 11.8 * (syllables / words) - 15.59
}

function ageOf(grade: number): number {
  return Math.max(YOUNGEST, Math.round(grade + 5))
}

function sum(counted: readonly Counted[], key: 'words' | 'syllables'): number {
  return counted.reduce((total, sentence) => total + sentence[key], 0)
}

function count(text: string): Counted {
  const words = [...wordCutter().segment(text)].filter(({ isWordLike }) => isWordLike)
  const syllables = words.reduce(
    (total, { segment }) => total + Math.max(1, /\d/.test(segment) ? 1 : syllable(segment)),
    0,
  )
  return { text, words: words.length, syllables }
}

function sentences(text: string): string[] {
  const found: string[] = []
  for (const { segment } of sentenceCutter().segment(text)) {
    const last = found.at(-1)
    if (last !== undefined && ABBREVIATED.test(last)) found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** The stretches of running text in a block, its notes included. */
function texts(block: FinishedBlock): string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'quote':
      return withNotes(block.content)
    case 'list':
      return listTexts(block)
    case 'callout':
      return block.blocks.flatMap(texts)
    case 'definitions':
      return block.items.flatMap(({ description }) => withNotes(description))
    default:
      return []
  }
}

function listTexts({ items }: FinishedList): string[] {
  return items.flatMap(({ content, list }) => [
    ...withNotes(content),
    ...(list ? listTexts(list) : []),
  ])
}

function withNotes(runs: readonly Run[]): string[] {
  return [plainText(runs), ...notesIn(runs).map(plainText)]
}

function notesIn(runs: readonly Run[]): Run[][] {
  return runs.flatMap((run) => {
    if (run.kind === 'note') return [run.content]
    return 'content' in run ? notesIn(run.content) : []
  })
}
