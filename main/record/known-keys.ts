import { z } from 'zod'
import { type Db, readMeta, writeMeta } from './database.ts'

/** What is remembered here of keys that sign: our own, never shared. */
export const KnownKeys = z.object({
  /** The first that was seen of each member. */
  firsts: z.record(z.string(), z.string()),
  /** Unconfirmed ones that the person was told of: member and key. */
  told: z.array(z.string()),
})
export type KnownKeys = z.infer<typeof KnownKeys>

const META = 'sync.keys'

export function readKnownKeys(db: Db): KnownKeys {
  const text = readMeta(db, META)
  return text ? KnownKeys.parse(JSON.parse(text)) : { firsts: {}, told: [] }
}

export function writeKnownKeys(db: Db, keys: KnownKeys): void {
  writeMeta(db, META, JSON.stringify(keys))
}
