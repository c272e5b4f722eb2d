import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { stampMoment } from '../../domain/record/clock.ts'
import type { MergerEntry } from '../../domain/record/entry.ts'
import { type AboutMergers, readAboutMergers, standing } from '../../domain/record/mergers.ts'
import { plural } from '../../domain/words.ts'
import type { Merger, Written } from '../../preload/types.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import type { Db } from '../record/database.ts'
import type { Addition } from '../record/record.ts'
import { NOT_REGIONAL, requireMergeable, requireRegional } from './systems.ts'

/** The mergers that were recorded, and taking them back. Nothing is removed: a withdrawal is an entry too. */

/** Every merger that was ever recorded, the latest first, with what became of it. */
export function listMergers(context: RecordContext): Merger[] {
  const told = readMergers(context.record.db)
  return told.mergers.toReversed().map((merger) => {
    const back = told.stands(merger) ? undefined : told.withdrawalsOf(merger)[0]
    return {
      id: merger.id,
      from: merger.from.map((ods) => context.names.system(ods)),
      into: { ods: merger.into.ods, name: merger.into.name },
      on: merger.on,
      ...whoAndWhen(context, merger),
      withdrawn: back ? whoAndWhen(context, back) : null,
      whyNot: context.grants().includes('regional') ? whyStaying(told, merger) : NOT_REGIONAL,
    }
  })
}

/**
 * Takes a merger back: the systems are again what they were before it.
 * @throws UserError when it is unknown or taken back already, or another one builds on it
 */
export function withdrawMerger(context: WritingContext, id: string): Written {
  requireRegional(context)
  const told = readMergers(context.record.db)
  const merger = told.mergers.find((one) => one.id === id)
  if (!merger) throw new UserError('There is no such merger.', 'wrong-call')
  const additions = withdrawing(told, merger)
  if (additions.length === 0)
    throw new UserError(`The merger into ${merger.into.name} has been taken back already.`)
  const batch = randomUUID()
  context.record.write(additions, batch)
  const said = `The merger into ${merger.into.name} is taken back`
  return { batch, entries: 1, said: [said, ...keptWords(context, merger)].join('. ') }
}

/**
 * Entries that undo what a batch said of mergers, whatever others have said of them since.
 * @returns also, in words, what stays as it is and what more there is to know
 * @throws UserError when the member may not, or systems have changed so that it makes no sense
 */
export function inverseOfMergers(
  context: RecordContext,
  batch: string,
): { additions: Addition[]; kept: string[]; notes: string[] } {
  const said = context.record.db
    .prepare("SELECT id FROM entry WHERE batch = ? AND kind IN ('merger', 'withdrawal')")
    .pluck()
    .all(batch) as string[]
  if (said.length === 0) return { additions: [], kept: [], notes: [] }
  requireRegional(context)
  const told = readMergers(context.record.db)
  // One deed speaks of one merger, be it with several entries.
  const about = said.flatMap((id) => told.about(id) ?? [])[0]
  if (!about) return { additions: [], kept: [], notes: [] }
  const { merger, stood } = about
  const additions = stood ? withdrawing(told, merger) : restoring(context, told, merger)
  const kept = additions.length === 0 ? [`the merger into ${merger.into.name}`] : []
  return { additions, kept, notes: stood && additions.length > 0 ? keptWords(context, merger) : [] }
}

function withdrawing(told: Told, merger: MergerEntry): Addition[] {
  if (!told.stands(merger)) return []
  const reason = whyStaying(told, merger)
  if (reason !== null) throw new UserError(reason)
  return [{ stream: 'region', draft: { kind: 'withdrawal', of: merger.id } }]
}

function restoring(context: RecordContext, told: Told, merger: MergerEntry): Addition[] {
  if (told.stands(merger)) return []
  requireMergeable(context, merger)
  return told
    .withdrawalsOf(merger)
    .map(({ id: of }) => ({ stream: 'region', draft: { kind: 'withdrawal', of } }))
}

/** A later merger that names the successor would be left without one of its systems. */
function whyStaying(told: Told, { id, at, into }: MergerEntry): string | null {
  const later = told.mergers.find(
    (other) =>
      other.id !== id && other.at > at && told.stands(other) && other.from.includes(into.ods),
  )
  return later
    ? `The merger into ${later.into.name} builds on ${into.name}. Take that one back first.`
    : null
}

/** What was written for a system that is gone with its merger. Only the log holds it then. */
function keptWords({ record }: RecordContext, { into, from }: MergerEntry): string[] {
  if (from.includes(into.ods)) return []
  const count = record.db
    .prepare('SELECT count(*) FROM entry WHERE stream = ?')
    .pluck()
    .get(`ics:${into.ods}`) as number
  if (count === 0) return []
  const are = count === 1 ? 'is kept, and comes' : 'are kept, and come'
  return [
    `${plural(count, 'entry', 'entries')} written for ${into.name} since ${are} back if the merger is brought back`,
  ]
}

function whoAndWhen({ names }: RecordContext, { at, by }: AboutMergers) {
  return { at: stampMoment(at), byName: names.member(by) }
}

/** What was said of mergers, and what of it stands. */
interface Told {
  /** In the order of their stamps. */
  mergers: MergerEntry[]
  stands(entry: AboutMergers): boolean
  /** Withdrawals of it that stand, the latest first. */
  withdrawalsOf(merger: MergerEntry): AboutMergers[]
  /** The merger that an entry is about in the end, and whether it stood by that entry. */
  about(id: string): { merger: MergerEntry; stood: boolean } | undefined
}

function readMergers(db: Db): Told {
  const bodies = db
    .prepare(
      `SELECT body FROM entry WHERE stream = 'region' AND kind IN ('merger', 'withdrawal')
       ORDER BY at, id`,
    )
    .pluck()
    .all() as string[]
  const entries = bodies.flatMap((body) => readAboutMergers(JSON.parse(body)) ?? [])
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const stand = standing(entries)
  const standingIds = new Set(stand.map(({ id }) => id))
  const about: Told['about'] = (id) => {
    let stood = true
    for (let entry = byId.get(id); entry; entry = byId.get(entry.of)) {
      if (entry.kind === 'merger') return { merger: entry, stood }
      stood = !stood
    }
    return undefined
  }
  return {
    mergers: entries.filter((entry) => entry.kind === 'merger'),
    stands: ({ id }) => standingIds.has(id),
    withdrawalsOf: ({ id }) =>
      stand.filter((entry) => entry.kind === 'withdrawal' && entry.of === id).reverse(),
    about,
  }
}
