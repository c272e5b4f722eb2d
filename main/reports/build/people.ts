import { isPersonName, peopleIn } from '../../../domain/reports/person-names.ts'
import type { RecordContext } from '../../record/context.ts'

/** Kinds of subject whose entries name people, and the fields they are named in. */
const NAMING = [
  ['owner', '$.name'],
  ['member', '$.name'],
  ['attendance', '$.name'],
  ['signature', '$.name'],
  ['session', '$.organiser.name'],
] as const

/** Fields in which a person or a body may be named, in whatever words. */
const MAYBE_NAMING = [
  ['item', '$.presenter'],
  ['outcome', '$.owner'],
] as const

/** Fields of any words in which several people and bodies may stand. */
const TELLING = [['practice', '$.contact']] as const

/**
 * Everybody whom the record ever named, by whatever entry: owners, members, those who came to
 * workshops, chaired them, spoke there or took something on, those who signed. Not a freeze alone:
 * what is written in a report may name somebody who came later.
 */
export function peopleNamed({ record: { db } }: RecordContext): string[] {
  const named = (fields: readonly (readonly [string, string])[]) =>
    fields.flatMap(
      ([kind, path]) =>
        db
          .prepare(
            `SELECT DISTINCT json_extract(body, '$.set' || substr(?, 2)) AS name FROM entry
           WHERE subject LIKE ? AND name IS NOT NULL
             AND coalesce(json_extract(body, '$.set.type'), 'person') <> 'organisation'`,
          )
          .pluck()
          .all(path, `${kind}:%`) as string[],
    )
  const chairs = db
    .prepare(
      `SELECT DISTINCT json_extract(chair.value, '$.name') AS name
       FROM entry, json_each(entry.body, '$.set.chairs') AS chair
       WHERE subject LIKE 'session:%' AND name IS NOT NULL`,
    )
    .pluck()
    .all() as string[]
  const maybe = named(MAYBE_NAMING).filter(isPersonName)
  const told = named(TELLING).flatMap(peopleIn)
  return [...new Set([...named(NAMING), ...maybe, ...told, ...chairs])].sort()
}
