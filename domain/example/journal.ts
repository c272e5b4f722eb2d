import type { Random } from '../random.ts'
import type { ChangeEntry } from '../record/entry.ts'

type Json = ChangeEntry['set'][string]

/** Something that somebody did at a moment of the year, before it becomes an entry. */
export interface Deed {
  /** In ms since 1970. */
  at: number
  /** Member who did it. */
  by: string
  subject: string
  set: Record<string, Json>
  /** Deeds that share this were one: a bulk update, a handover. */
  together?: object
  /** An earlier deed on the same fields that its author had not seen. */
  unaware?: Deed
  /** An earlier deed that this one takes back; `set` is then filled with what stood before it. */
  undoes?: Deed
}

/** A change entry but for its stamp, which whoever writes it makes of `at`. */
export interface ExampleEntry
  extends Pick<ChangeEntry, 'id' | 'by' | 'subject' | 'set' | 'basedOn'> {
  /** In ms since 1970. */
  at: number
  batch: string
  undoes?: string
}

interface Head {
  entry: string
  value: Json
}

/**
 * Turns the deeds of one stream into entries in the order of time, each based on the values that
 * its author had in view.
 */
export function journal(deeds: readonly Deed[], chance: Random): ExampleEntry[] {
  const heads = new Map<string, Head[]>()
  const batches = new Map<object, string>()
  const written = new Map<Deed, { id: string; seen: Record<string, Head[]> }>()

  const writtenAs = (deed: Deed) => {
    const found = written.get(deed)
    if (!found) throw new Error(`A deed on ${deed.subject} came before the one it speaks of.`)
    return found
  }

  // Sorting keeps the given order where two moments are the same.
  return [...deeds]
    .sort((a, b) => a.at - b.at)
    .map((deed) => {
      const { at, by, subject, unaware, undoes } = deed
      const id = chance.uuid(at)
      const group = deed.together ?? deed
      const batch = batches.get(group) ?? chance.uuid(at)
      batches.set(group, batch)

      const set = undoes ? valuesBefore(undoes, writtenAs(undoes).seen) : deed.set
      const seen: Record<string, Head[]> = {}
      for (const [field, value] of Object.entries(set)) {
        const key = `${subject} ${field}`
        const all = heads.get(key) ?? []
        const inView = (unaware && writtenAs(unaware).seen[field]) ?? all
        seen[field] = inView
        heads.set(key, [...all.filter((head) => !inView.includes(head)), { entry: id, value }])
      }
      written.set(deed, { id, seen })

      const basedOn: Record<string, string[]> = {}
      for (const [field, inView] of Object.entries(seen))
        if (inView.length > 0) basedOn[field] = inView.map(({ entry }) => entry)
      const entry: ExampleEntry = { id, at, by, batch, subject, set, basedOn }
      return undoes ? { ...entry, undoes: writtenAs(undoes).id } : entry
    })
}

/** What stood in a deed's fields when it was done; a status that nobody set was `not-started`. */
function valuesBefore(deed: Deed, seen: Record<string, Head[]>): Record<string, Json> {
  return Object.fromEntries(
    Object.keys(deed.set).map((field) => [
      field,
      seen[field]?.at(-1)?.value ?? (field === 'status' ? 'not-started' : null),
    ]),
  )
}
