import type { DocumentNode } from '../../../domain/documents/tree.ts'
import type { Doing } from '../hands.ts'
import type { Sides } from '../sides.ts'

/** What B types unless the case says otherwise. */
export const BRAVO = ' bravo1 bravo2 bravo3'

/** Two who change one text, neither having seen what the other does. */
export interface Case {
  name: string
  base: DocumentNode
  a?: Doing
  b?: Doing
  /** In the place of `a` and `b`, where they hear of each other in between. */
  run?: (sides: Sides) => void
  /** B's words; those of `BRAVO` if it does not say. */
  words?: readonly string[]
  /** The word that B's first must follow. */
  after?: string
  /** Words of the text that somebody took out. */
  gone?: readonly string[]
}
