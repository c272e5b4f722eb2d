import { formatDate } from '../dates.ts'
import { plural } from '../words.ts'
import type { Figure } from './model.ts'

/** What moved between two freezes, and why. */

/** An entry, as far as a comparison asks. */
export interface ComparedEntry {
  id: string
  /** Moment of its stamp, ISO. */
  at: string
  /** What it speaks of, where. */
  subject: string
  /** Entries that it saw and replaces. */
  replaces: readonly string[]
  /** Whether it takes an earlier one back. */
  undoes: boolean
  /** Whether it says which systems there are: it may move every figure, and stands behind none. */
  aboutSystems: boolean
}

export interface ComparedFreeze {
  /** What it is about: freezes of the same period, place and kind have the same. */
  frame: string
  moment: string
  /** Last day that counts. */
  day: string
  resources: string
  figures: ReadonlyMap<string, Figure>
}

export interface MovedFigure {
  key: string
  label: string
  before: string | null
  after: string | null
  why: string
  entries: string[]
}

interface Added {
  byId: ReadonlyMap<string, ComparedEntry>
  /** By the entry that they replace, and by what they speak of. */
  replacing: ReadonlyMap<string, ComparedEntry[]>
  about: ReadonlyMap<string, ComparedEntry[]>
}

/**
 * Figures that differ, by key.
 * @param added entries that only the second freeze holds
 * @param subjectOf what an entry of the first freeze speaks of
 */
export function movedFigures(
  a: ComparedFreeze,
  b: ComparedFreeze,
  added: readonly ComparedEntry[],
  subjectOf: (entry: string) => string | undefined,
): MovedFigure[] {
  const index: Added = {
    byId: new Map(added.map((entry) => [entry.id, entry])),
    replacing: grouped(added, ({ replaces }) => replaces),
    about: grouped(added, ({ subject }) => [subject]),
  }
  const keys = [...new Set([...a.figures.keys(), ...b.figures.keys()])].sort()
  const moved = keys.flatMap((key) => {
    const [before, after] = [a.figures.get(key), b.figures.get(key)]
    if (before?.text === after?.text) return []
    return [{ key, before, after, touched: touching(before, after, index, subjectOf) }]
  })
  const aboutSystems = added.filter((entry) => entry.aboutSystems)
  // Where only the number it is counted out of moved, what moved its neighbours moved it.
  const atPlace = Map.groupBy(moved, ({ key }) => placeOf(key))
  return moved.map(({ key, before, after, touched }) => {
    const near = touched.length > 0 ? [] : (atPlace.get(placeOf(key)) ?? [])
    const said = touched.length > 0 ? touched : unique(near.flatMap((each) => each.touched))
    const isOfSystems = said.length === 0 && a.frame === b.frame && aboutSystems.length > 0
    const entries = isOfSystems ? aboutSystems : said
    const isOutOf = touched.length === 0 && before?.denominator !== after?.denominator
    const begins = isOfSystems
      ? 'Which systems there are has changed: '
      : isOutOf
        ? 'What it is counted out of changed: '
        : ''
    return {
      key,
      label: (after ?? before)?.label ?? key,
      before: before?.text ?? null,
      after: after?.text ?? null,
      why:
        entries.length > 0 ? `${begins}${entriesWords(entries, a.moment)}.` : withoutEntries(a, b),
      entries: entries.map(({ id }) => id).sort(),
    }
  })
}

function touching(
  before: Figure | undefined,
  after: Figure | undefined,
  { byId, replacing, about }: Added,
  subjectOf: (entry: string) => string | undefined,
): ComparedEntry[] {
  const [old, now] = [before?.entries ?? [], after?.entries ?? []]
  const direct = [
    ...now.flatMap((id) => byId.get(id) ?? []),
    ...old.flatMap((id) => replacing.get(id) ?? []),
  ]
  if (direct.length > 0) return unique(direct)
  // A value that was taken back is replaced by no name: what went is spoken of by a later entry.
  const stays = new Set(now)
  return unique(
    old.filter((id) => !stays.has(id)).flatMap((id) => about.get(subjectOf(id) ?? '') ?? []),
  )
}

function grouped(
  entries: readonly ComparedEntry[],
  keysOf: (entry: ComparedEntry) => readonly string[],
) {
  const groups = new Map<string, ComparedEntry[]>()
  for (const entry of entries)
    for (const key of keysOf(entry)) groups.set(key, [...(groups.get(key) ?? []), entry])
  return groups
}

function unique(entries: readonly ComparedEntry[]): ComparedEntry[] {
  return [...new Set(entries)]
}

const placeOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1)

/** "2 entries that came in late, 1 entry written since, the last on 3 Dec 2026". */
function entriesWords(entries: readonly ComparedEntry[], moment: string): string {
  const late = entries.filter(({ at }) => at <= moment)
  const since = entries.filter(({ at }) => at > moment)
  const back = since.filter(({ undoes }) => undoes)
  const written = since.length - back.length
  const last = (of: readonly ComparedEntry[]) =>
    formatDate(
      of
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? '',
    )
  const on = (of: readonly ComparedEntry[]) =>
    of.length === 1 ? `on ${last(of)}` : `the last on ${last(of)}`
  return [
    late.length > 0 && `${plural(late.length, 'entry', 'entries')} that came in late`,
    back.length > 0 &&
      `${plural(back.length, 'entry', 'entries')} taking something back, ${on(back)}`,
    written > 0 &&
      `${plural(written, 'entry', 'entries')} written since, ${on(since.filter(({ undoes }) => !undoes))}`,
  ]
    .filter(Boolean)
    .join('; ')
}

function withoutEntries(a: ComparedFreeze, b: ComparedFreeze): string {
  if (a.frame !== b.frame)
    return 'The two freezes are about different periods, places or kinds of report.'
  if (a.day !== b.day)
    return `It depends on the day that counts: ${formatDate(a.day)} then, ${formatDate(b.day)} now.`
  if (a.resources !== b.resources)
    return 'The catalogue or the figures that ship with Accord have changed.'
  return 'It follows from entries that stand behind other figures.'
}
