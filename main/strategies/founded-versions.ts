import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { type Stamp, stampMoment } from '../../domain/record/clock.ts'
import { ChangeEntry } from '../../domain/record/entry.ts'
import { VersionFields } from '../../domain/record/strategy-fields.ts'
import type { VersionKind } from '../../domain/record/strategy-words.ts'
import type { RecordContext } from '../record/context.ts'
import { type Db, prepared } from '../record/database.ts'
import { readSignatures } from './parts.ts'
import { isVersionId, vouches } from './version-id.ts'

/**
 * Versions of a strategy's text. What a version is was said once, by the entry that founded it; of
 * what is said of it later, only its own author's word counts, and only for its name and whether it
 * was taken back. Nobody else can give it another text, take it away or hide it, and nobody at all
 * once a system has signed it.
 */

export interface Version {
  id: string
  strategy: string
  name: string
  made: VersionKind
  /** When and by whom (a member's id) it was kept. */
  at: string
  by: string
  /** What the SHA-256 of its text must be. */
  hash: string
  words: number
  restores: string | null
  removed: boolean
}

/** Versions of a strategy, the latest first. */
export function readVersions(context: RecordContext, strategy: string): Version[] {
  const { db } = context.record
  const signed = new Set(readSignatures(context, strategy).map(({ fields }) => fields.version))
  // Their ids sort by time, also of two made in one moment.
  return foundedVersions(db, strategy)
    .map((version) => ({ ...version, removed: version.removed && !signed.has(version.id) }))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** @throws UserError when the strategy has no such version, or it was taken back */
export function requireVersion(context: RecordContext, strategy: string, id: string): Version {
  const version = readVersions(context, strategy).find((each) => each.id === id)
  if (!version || version.removed)
    throw new UserError('This strategy has no such version. Look at the list again.', 'wrong-call')
  return version
}

interface Said {
  at: Stamp
  by: string
  fields: Fields
}

const Fields = z.object(VersionFields.shape)
type Fields = z.infer<typeof Fields>

/** Versions as their founding entries say, of one strategy or of all. */
export function foundedVersions(db: Db, strategy?: string): Version[] {
  const rows = prepared(
    db,
    `SELECT subject, body FROM entry
     WHERE subject LIKE 'version:%' AND kind = 'change' ORDER BY subject, at, id`,
  ).all() as { subject: string; body: string }[]
  return [...Map.groupBy(rows, ({ subject }) => subject)].flatMap(([subject, ofOne]) => {
    if (strategy !== undefined && !ofOne.some(({ body }) => body.includes(strategy))) return []
    const version = versionOf(subject.slice('version:'.length), ofOne.flatMap(readSaid))
    return version && (strategy === undefined || version.strategy === strategy) ? [version] : []
  })
}

function readSaid({ body }: { body: string }): Said[] {
  const entry = ChangeEntry.safeParse(JSON.parse(body)).data
  const fields = Fields.safeParse(entry?.set).data
  return entry && fields ? [{ at: entry.at, by: entry.by, fields }] : []
}

/** @param said all that was said of the version, in the order of stamps */
function versionOf(id: string, said: readonly Said[]): Version | undefined {
  const founding = said.find(({ by, fields: { strategy, hash } }) =>
    vouches(id)
      ? isVersionId(id, by, strategy ?? '', hash ?? '')
      : strategy !== undefined && hash !== undefined,
  )
  if (!founding) return undefined
  const { strategy = '', hash = '', made = 'named', words = 0, restores = null } = founding.fields
  const own = said.filter(({ by }) => by === founding.by).map(({ fields }) => fields)
  return {
    ...{ id, strategy, hash, made, words, restores },
    name: own.findLast(({ name }) => name !== undefined)?.name ?? 'Untitled',
    removed: own.findLast(({ removed }) => removed !== undefined)?.removed ?? false,
    at: stampMoment(founding.at),
    by: founding.by,
  }
}
