import { z } from 'zod'
import { type Db, readMeta, writeMeta } from '../record/database.ts'

/**
 * Imports that have begun to be written and not ended. Their slices are on the disk one by one, so a
 * process that is killed leaves a part; whoever opens the record next takes it back by this.
 */

const UnderWay = z.array(z.object({ batch: z.uuid(), fileName: z.string() }))
export type ImportUnderWay = z.infer<typeof UnderWay>[number]

const KEY = 'imports-under-way'

export function importsUnderWay(db: Db): ImportUnderWay[] {
  const stored = readMeta(db, KEY)
  return stored ? UnderWay.parse(JSON.parse(stored)) : []
}

export function importBegins(db: Db, begun: ImportUnderWay): void {
  store(db, [...importsUnderWay(db), begun])
}

/** A file that came in whole also brought what was left of it when it broke off before. */
export function importEnds(db: Db, fileName: string): void {
  store(
    db,
    importsUnderWay(db).filter((each) => each.fileName !== fileName),
  )
}

function store(db: Db, underWay: readonly ImportUnderWay[]): void {
  writeMeta(db, KEY, JSON.stringify(underWay))
}
