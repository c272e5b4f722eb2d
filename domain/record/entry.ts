import { z } from 'zod'
import { isStamp } from './clock.ts'
import { observationsShape, refersToItself } from './observations.ts'
import { ODS_CODE } from './stream.ts'

/**
 * Entries: the facts a record is made of. Never edited, never removed; a correction is a new
 * entry that names, field by field, the entries it was based on.
 */

/** A day of the 20th to the 22nd century: the year 0001 is a slip of the hand. */
export const IsoDate = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'Choose a day between 1900 and 2199.')
/** A moment of such a day, ISO in UTC. */
export const IsoMoment = z.iso
  .datetime()
  .refine((moment) => IsoDate.safeParse(moment.slice(0, 10)).success)
const EntryId = z.uuid()
const EntryStamp = z.string().refine(isStamp)

const base = {
  id: EntryId,
  at: EntryStamp,
  /** Member who wrote it. */
  by: EntryId,
  /** Entries written by one deed (a bulk update, an import) share it; undo takes them together. */
  batch: EntryId.optional(),
}

/** No name that every object answers to: `constructor`, `__proto__` and their like are none of ours. */
const FieldName = z.string().refine((name) => !(name in Object.prototype))

/** One subject's fields set to new values. What a field may hold stands in `subjects.ts`. */
export const ChangeEntry = z.object({
  ...base,
  kind: z.literal('change'),
  subject: z.string().max(200),
  set: z.record(FieldName, z.json()),
  /** For each field, the entries whose values this one saw and replaces; absent: it saw none. */
  basedOn: z.record(FieldName, z.array(EntryId)),
  /** Where the entry takes back another's change: that entry. */
  undoes: EntryId.optional(),
})
export type ChangeEntry = z.infer<typeof ChangeEntry>

/** Boards that become one on a date. Their records carry over; their own streams stay as they were. */
export const MergerEntry = z.object({
  ...base,
  kind: z.literal('merger'),
  from: z.array(z.string().regex(ODS_CODE)).min(1),
  into: z.object({
    ods: z.string().regex(ODS_CODE),
    ons: z.string(),
    name: z.string().min(1).max(120),
    subRegion: z.enum(['East', 'West']),
  }),
  /** First day of the successor; the day before is the last of those it replaces. */
  on: IsoDate,
})
export type MergerEntry = z.infer<typeof MergerEntry>

/**
 * Takes back a merger, or a withdrawal and so brings the merger back. What stands in the end is told
 * by `standing` in mergers.ts.
 */
export const WithdrawalEntry = z.object({
  ...base,
  kind: z.literal('withdrawal'),
  of: EntryId,
})
export type WithdrawalEntry = z.infer<typeof WithdrawalEntry>

/** Values of one metric. Of two for the same place the entry with the later stamp counts. */
export const ObservationsEntry = z
  .object({ ...base, kind: z.literal('observations'), ...observationsShape })
  .refine(refersToItself)
export type ObservationsEntry = z.infer<typeof ObservationsEntry>

/** A member's device says that another device is theirs too: by its own signature (`sync/signatures.ts`). */
export const DeviceEntry = z.object({
  ...base,
  kind: z.literal('device'),
  /** The other's public key. */
  device: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
export type DeviceEntry = z.infer<typeof DeviceEntry>

/** Parts in one statement: with each at some 120 bytes it stays far below what an entry may hold. */
export const MOST_PARTS = 200

/** What somebody wrote in one place, up to a moment, without signing it. */
const EarlierPart = z.object({
  /** Where: as the stamps name it. */
  replica: z.string().regex(/^[0-9a-f]{8}$/),
  count: z.number().int().positive(),
  /** Stamp of the last. */
  until: EntryStamp,
  /** Chain of their hashes in the order of their stamps (`sync/links.ts`). */
  hash: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
})
export type EarlierPart = z.infer<typeof EarlierPart>

/** A member's device states, by its signature, what the member wrote in a segment before it signed. */
export const StatementEntry = z.object({
  ...base,
  kind: z.literal('statement'),
  room: z.string().max(60),
  parts: z.array(EarlierPart).min(1).max(MOST_PARTS),
})
export type StatementEntry = z.infer<typeof StatementEntry>

export const Entry = z.discriminatedUnion('kind', [
  ChangeEntry,
  MergerEntry,
  WithdrawalEntry,
  ObservationsEntry,
])
export type Entry = z.infer<typeof Entry>

/** What every entry has, also one of a kind that only a newer version knows. */
export const AnyEntry = z.looseObject({ ...base, kind: z.string().max(60) })
export type AnyEntry = z.infer<typeof AnyEntry>
