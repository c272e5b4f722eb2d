import type { RecordContext } from '../record/context.ts'

/**
 * The entries whose values stand in subjects.
 * @param view only those of this system, or of `region`
 */
export function subjectEntries(
  { record }: RecordContext,
  subjects: readonly string[],
  view?: string,
): string[] {
  return record.db
    .prepare(
      `SELECT DISTINCT entry FROM head WHERE subject IN (SELECT value FROM json_each(?))
       AND view IS coalesce(?, view) ORDER BY entry`,
    )
    .pluck()
    .all(JSON.stringify(subjects), view ?? null) as string[]
}
