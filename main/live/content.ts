import type { LiveContent, LiveKind, LiveQuery } from '../../domain/documents/live.ts'
import type { RecordContext } from '../record/context.ts'
import { listSystems } from '../record/systems.ts'

/** What one kind of live block answers; what it leaves out is empty. */
export interface Answered {
  title: string
  meaning?: string
  columns?: LiveContent['columns']
  rows?: readonly string[][]
  drawing?: LiveContent['drawing']
  notes?: readonly string[]
  /** Why there is nothing to show. */
  gone?: string | null
  entries?: readonly string[]
}

export type QueryOf<K extends LiveKind> = Extract<LiveQuery, { kind: K }>

export const wordColumn = (heading: string) => ({ heading, isNumber: false })
export const numberColumn = (heading: string) => ({ heading, isNumber: true })

/** Stands in a cell that has nothing to say. */
export const NOTHING = '–'

/** The entries that say what subjects hold now, in these systems' views or the region's. */
export function entriesBehind(
  { record }: RecordContext,
  views: readonly string[],
  subjects: readonly string[],
  fields: readonly string[],
): string[] {
  return record.db
    .prepare(
      `SELECT entry FROM head WHERE view IN (SELECT value FROM json_each(?))
         AND subject IN (SELECT value FROM json_each(?))
         AND field IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(...[views, subjects, fields].map((each) => JSON.stringify(each))) as string[]
}

/** Systems that go on today, in the order of the register. */
export function systemsOfToday({ record, today }: RecordContext) {
  return listSystems(record.db, today()).filter(({ current }) => current)
}
