import { z } from 'zod'
import type { Role } from '../domain/trackers/map.ts'
import { TrackerMap } from '../domain/trackers/map.ts'
import type { TrackerPlan } from '../domain/trackers/plan.ts'
import { call, FileToken, Job, Ods } from './call.ts'
import type { Written } from './types.ts'

/** Calls that bring in a tracker which people keep for themselves. */

export interface TrackerSheet {
  sheet: string
  hidden: boolean
  /** Rows under its headings. */
  rows: number
  headingRow: number
  reasons: string[]
  /** The program whose export it is. */
  program: string | null
  columns: { letters: string; heading: string; hidden: boolean; role: Role; samples: string[] }[]
  /** Its first rows, to choose that of the headings from. */
  top: { number: number; text: string }[]
}

export interface TrackerLook extends TrackerPlan {
  look: string
  ics: string
  fileName: string
  map: TrackerMap
  /** Whether the map is the one this person used for files of this shape before. */
  remembered: boolean
  sheets: TrackerSheet[]
}

export const trackerContract = {
  /** Reads a file and proposes how to take it, or recalls how it was taken; nothing is written. */
  'tracker.read': call<TrackerLook>()(
    z.strictObject({ ics: Ods, file: FileToken, map: TrackerMap.optional(), job: Job }),
  ),
  /** The same file, read by another map. */
  'tracker.plan': call<TrackerLook>()(z.strictObject({ look: z.uuid(), map: TrackerMap })),
  /** Writes what the plan shows, as one deed, and remembers the map. */
  'tracker.bringIn': call<Written & { added: string[]; owners: number }>()(
    z.strictObject({
      look: z.uuid(),
      map: TrackerMap,
      /** Keys of rows to leave out. */
      skip: z.array(z.string().max(300)).max(50_000).optional(),
    }),
  ),
}
