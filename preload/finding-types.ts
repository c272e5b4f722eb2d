import type { HitKind } from '../domain/finding/kinds.ts'
import type { Passage } from '../domain/finding/passage.ts'

/** One place where all the words stand. */
export interface Hit {
  kind: HitKind
  /** The action's reference, the case study's key, or the id of what it is. */
  id: string
  title: string
  /** The system, and what helps to tell it from others. */
  detail: string
  ics: string | null
  /** What it belongs to: the session of an item or outcome, the strategy of a commitment. */
  parent: string | null
  /** When it was last changed; an ISO moment. */
  at: string | null
  passage: Passage | null
}

export interface HitGroup {
  kind: HitKind
  /** How many there are, of which the best are shown. */
  count: number
  hits: Hit[]
}
