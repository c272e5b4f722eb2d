import { z } from 'zod'
import { RecommendationReference } from '../commission/reference.ts'
import { IsoDate } from '../record/entry.ts'
import { CONFIDENCES, STATUSES } from '../record/statuses.ts'

/**
 * How one person's tracker is to be read: made once, kept by the shape of the file, written as JSON.
 * Whatever it does not say is proposed anew.
 */

/** What a column is for. `leave` is none of ours. */
export const ROLES = [
  'reference',
  'wording',
  'status',
  'confidence',
  'owner',
  'due',
  'note',
  'nextStep',
  'leave',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_WORDS: Record<Role, string> = {
  reference: 'Reference',
  wording: 'Wording of the action',
  status: 'Status',
  confidence: 'Confidence',
  owner: 'Owner',
  due: 'Due date',
  note: 'Progress note',
  nextStep: 'Next step',
  leave: 'Leave out',
}

const Text = z.string().max(400)

export const Meaning = z.strictObject({
  status: z.enum(STATUSES).nullable(),
  confidence: z.enum(CONFIDENCES).nullable(),
})

/** What becomes of a row: it is these actions', becomes one of the system's own, or is left out. */
export const RowDecision = z.union([
  z.strictObject({ actions: z.array(z.string().max(40)).min(1).max(20) }),
  z.strictObject({ add: RecommendationReference }),
  z.strictObject({ leave: z.string().trim().min(1).max(200) }),
])
export type RowDecision = z.infer<typeof RowDecision>

export const SheetMap = z.strictObject({
  sheet: Text,
  use: z.boolean(),
  /** Number of the row of headings; 0 where the sheet has none. */
  headingRow: z.number().int().min(0).max(100_000),
  /** What each column is for, by its letters. */
  columns: z.record(z.string().regex(/^[A-Z]{1,3}$/), z.enum(ROLES)),
})
export type SheetMap = z.infer<typeof SheetMap>

export const TrackerMap = z.strictObject({
  format: z.literal(1),
  sheets: z.array(SheetMap).max(200),
  /** Meaning of a word of theirs, by the word in small letters; `null` says nothing. */
  words: z.record(Text, Meaning.nullable()).default({}),
  /** Meaning of a cell's ground, by its six digits. */
  colours: z.record(z.string().regex(/^[0-9A-F]{6}$/), Meaning.nullable()).default({}),
  /** Where the column does not say it, whether the day or the month comes first. */
  order: z.enum(['day-first', 'month-first']).nullable().default(null),
  /** Day that a text means, by the text; `null` for none. */
  dates: z.record(Text, IsoDate.nullable()).default({}),
  /** Name under which somebody is listed, by the name in the tracker; `null` for nobody. */
  people: z.record(Text, z.string().trim().min(1).max(120).nullable()).default({}),
  /** Whether the second and further names of a cell are named in the note. */
  others: z.enum(['note', 'leave']).default('note'),
  /** Reason for what is not applicable, where the row gives none. */
  reason: z.string().trim().min(3).max(400).nullable().default(null),
  /** Which counts where two rows are of one action; neither until it is said. */
  twice: z.enum(['first', 'last']).nullable().default(null),
  /** Whether what is complete in Accord may become less. */
  back: z.enum(['keep', 'take']).default('keep'),
  /** What becomes of single rows, by their own words. */
  rows: z.record(Text, RowDecision).default({}),
  /** What becomes of every row that is no known action's and of which nothing is said. */
  rest: z
    .union([
      z.strictObject({ add: RecommendationReference }),
      z.strictObject({ leave: z.string().trim().min(1).max(200) }),
    ])
    .nullable()
    .default(null),
})
export type TrackerMap = z.infer<typeof TrackerMap>
