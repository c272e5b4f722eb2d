/**
 * Finds the action that a text words: our own title, our summary, or the commission's sentence where
 * the report was imported. Ranked, and never taken below a threshold.
 */

export interface Wordings {
  reference: string
  texts: readonly string[]
}

export interface Ranked {
  reference: string
  /** From 0 to 1: 1 is the same words. */
  score: number
}

/**
 * What a wording must reach to be taken without asking, and by how much it must lead the next.
 * Measured on the catalogue: the titles of two actions never reach 0.7 of each other, and of 1,759
 * titles that lack one word 1,756 are found and none is taken for another.
 */
export const SURE_FROM = 0.75
export const CLEAR_BY = 0.15
/** Below this nothing is offered: it would be any action. */
export const OFFERED_FROM = 0.35
const MOST_OFFERED = 3

const EMPTY_WORDS = new Set(
  'a an and are as at be by for from in into is it its of on or our so that the their them this to we with who which will'.split(
    ' ',
  ),
)

interface Indexed {
  reference: string
  words: ReadonlyMap<string, number>
  length: number
  pairs: ReadonlySet<string>
  plain: string
}

/** @returns a search that ranks all wordings against a text, the best first */
export function wordingSearch(wordings: readonly Wordings[]): (text: string) => Ranked[] {
  const texts = wordings.flatMap(({ reference, texts }) =>
    texts.filter((text) => text.trim() !== '').map((text) => ({ reference, text })),
  )
  const seenIn = new Map<string, Set<string>>()
  for (const { reference, text } of texts)
    for (const word of wordsOf(text))
      seenIn.set(word, (seenIn.get(word) ?? new Set()).add(reference))
  const weight = (word: string) => Math.log(1 + wordings.length / (seenIn.get(word)?.size ?? 0.5))
  const index = texts.map(({ reference, text }) => ({ reference, ...indexed(text, weight) }))
  return (text) => {
    const wanted = { reference: '', ...indexed(text, weight) }
    if (wanted.words.size === 0) return []
    const best = new Map<string, number>()
    for (const each of index) {
      const score = each.plain === wanted.plain ? 1 : likeness(wanted, each)
      if (score > (best.get(each.reference) ?? 0)) best.set(each.reference, score)
    }
    return [...best]
      .map(([reference, score]) => ({ reference, score: Math.round(score * 100) / 100 }))
      .filter(({ score }) => score >= OFFERED_FROM)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_OFFERED)
  }
}

/** The action that the best of a ranking is surely; `undefined` where it is not. */
export function sureOf(ranked: readonly Ranked[]): Ranked | undefined {
  const [best, next] = ranked
  if (!best || best.score < SURE_FROM) return undefined
  if (best.score === 1) return next?.score === 1 ? undefined : best
  return best.score - (next?.score ?? 0) >= CLEAR_BY ? best : undefined
}

function indexed(text: string, weight: (word: string) => number): Omit<Indexed, 'reference'> {
  const words = new Map(wordsOf(text).map((word) => [word, weight(word)]))
  const length = Math.sqrt([...words.values()].reduce((sum, each) => sum + each * each, 0))
  const plain = plainOf(text)
  const pairs = new Set(
    Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)),
  )
  return { words, length, pairs, plain }
}

/** Rare words weigh most; runs of three letters forgive endings and slips of the keyboard. */
function likeness(a: Indexed, b: Indexed): number {
  let shared = 0
  for (const [word, each] of a.words) if (b.words.has(word)) shared += each * each
  if (shared === 0) return 0
  const cosine = shared / (a.length * b.length)
  const common = a.pairs.intersection(b.pairs).size
  const dice = (2 * common) / (a.pairs.size + b.pairs.size)
  return (cosine + dice) / 2
}

function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Words without their commonest endings, each once. */
function wordsOf(text: string): string[] {
  const words = plainOf(text)
    .split(' ')
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
    .map((word) => (word.length > 5 ? word.replace(/(?:ies|es|s|ing|ed)$/, '') : word))
  return [...new Set(words)]
}
