import type { DateChoice } from './dates.ts'
import type { StatusMeaning } from './status-words.ts'
import type { Ranked } from './wording.ts'

/** What the person should look at before a tracker comes in, gathered by kind. */

export const FINDING_TITLES = {
  word: 'Words for a status that Accord does not know',
  order: 'Dates of which day and month could change places',
  'date-unsure': 'Dates that could mean several days',
  'date-unread': 'Words that are no date',
  'date-read': 'Dates read in their usual meaning',
  alike: 'Names that may be of one person',
  reason: '“Not applicable” without a reason',
  back: 'Complete in Accord, and less in the tracker',
  twice: 'Several rows for one action',
  disagree: 'Rows whose reference and wording name different actions',
  near: 'Rows whose wording is like an action’s, but not surely it',
  recommendation: 'Rows that name a recommendation, but none of its actions',
  nowhere: 'Rows that are none of the actions',
  number: 'Cells that hold an NHS number',
  long: 'Texts that are too long',
  formula: 'Formulas without a result',
} as const
export type FindingKind = keyof typeof FINDING_TITLES

/** One thing found, however many rows have it: what is said of it holds for all of them. */
export interface FoundItem {
  /** Under which the map keeps what is said of it. */
  key: string
  /** As it stands in the tracker. */
  text: string
  rows: number
  /** The first few places, such as `Sheet1!D7`. */
  places: string[]
  /** Days it may mean. */
  dates?: DateChoice[]
  /** Day taken unless another is chosen. */
  date?: string | null
  /** Names it may be the same as. */
  names?: string[]
  /** Actions that it may be of, the likeliest first. */
  best?: Ranked[]
  recommendation?: string
}

export interface Finding {
  kind: FindingKind
  title: string
  /** Whether something is left out until it is answered. */
  stops: boolean
  rows: number
  items: FoundItem[]
}

/** A word or colour of theirs, and what it is taken to mean. */
export interface Vocabulary {
  key: string
  text: string
  isColour: boolean
  rows: number
  meaning: StatusMeaning | null
  /** Whether the person said so. */
  said: boolean
}

const STOPS: ReadonlySet<FindingKind> = new Set<FindingKind>([
  ...(['word', 'order', 'date-unsure', 'date-unread', 'reason', 'back', 'twice'] as const),
  ...(['disagree', 'near', 'recommendation', 'nowhere', 'number', 'long', 'formula'] as const),
])
const MOST_PLACES = 5

/** Gathers findings as rows are read. */
export class Findings {
  #found = new Map<FindingKind, Map<string, FoundItem>>()
  #words = new Map<string, Vocabulary>()

  add(kind: FindingKind, place: string, item: Omit<FoundItem, 'rows' | 'places'>): void {
    const items = this.#found.get(kind) ?? new Map<string, FoundItem>()
    this.#found.set(kind, items)
    const known = items.get(item.key) ?? { ...item, rows: 0, places: [] }
    known.rows += 1
    if (known.places.length < MOST_PLACES) known.places.push(place)
    items.set(item.key, known)
  }

  word(word: Omit<Vocabulary, 'rows'>): void {
    const key = `${word.isColour ? '#' : ''}${word.key}`
    const known = this.#words.get(key) ?? { ...word, rows: 0 }
    known.rows += 1
    this.#words.set(key, known)
  }

  list(): Finding[] {
    const kinds = Object.keys(FINDING_TITLES) as FindingKind[]
    return kinds.flatMap((kind) => {
      const items = [...(this.#found.get(kind)?.values() ?? [])]
      if (items.length === 0) return []
      const rows = items.reduce((sum, item) => sum + item.rows, 0)
      return { kind, title: FINDING_TITLES[kind], stops: STOPS.has(kind), rows, items }
    })
  }

  vocabulary(): Vocabulary[] {
    return [...this.#words.values()].toSorted((a, b) => b.rows - a.rows)
  }
}
