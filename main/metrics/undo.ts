import { ObservationsEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import {
  type CarriedObservation,
  type ObservationPlace,
  type ObservationsContent,
  removedPlaces,
  unpackObservations,
} from '../../domain/record/observations.ts'
import { type StreamName, streamSystem } from '../../domain/record/stream.ts'
import { plural } from '../../domain/words.ts'
import type { RecordContext } from '../record/context.ts'
import { readAreas, readBaselineFigures } from '../record/metric-resources.ts'
import type { Addition } from '../record/record.ts'
import { lineOf } from '../record/systems.ts'
import { standingEntries } from './differences.ts'
import { observationAdditions } from './writing.ts'

/** What a place held before a deed; without an observation, nothing. */
interface Before {
  at: string
  entry: string
  from: ObservationsContent['from']
  observation: CarriedObservation | undefined
}

/**
 * Entries that give back the values from before a batch of observations, and take back those where
 * there were none. Values that somebody has changed since are left alone.
 */
export function inverseOfObservations(
  context: RecordContext,
  batch: string,
): { additions: Addition[]; kept: string[] } {
  const { db } = context.record
  const rows = db
    .prepare("SELECT stream, body FROM entry WHERE batch = ? AND kind = 'observations'")
    .all(batch) as Stored[]
  const additions: Addition[] = []
  let changed = 0
  const standing = standingEntries(db)
  for (const [where, stored] of Map.groupBy(
    rows.map(parse),
    ({ stream, entry }) => `${stream} ${entry.metric}`,
  )) {
    const [stream, metric] = where.split(' ') as [StreamName, string]
    const places = new Map<string, ObservationPlace>()
    for (const { entry } of stored)
      for (const place of placesOf(entry))
        if (standing(metric, place) === entry.id) places.set(keyOf(place), place)
        else changed += 1
    additions.push(...restoring(context, { stream, metric, batch }, places))
  }
  return { additions, kept: changed > 0 ? [plural(changed, 'value')] : [] }
}

interface Stored {
  stream: StreamName
  body: string
}

function parse({ stream, body }: Stored): { stream: StreamName; entry: ObservationsEntry } {
  return { stream, entry: ObservationsEntry.parse(JSON.parse(body)) }
}

function* placesOf(entry: ObservationsEntry): Generator<ObservationPlace> {
  yield* unpackObservations(entry)
  yield* removedPlaces(entry)
}

function keyOf({ area, period, sex, age, category }: ObservationPlace): string {
  return JSON.stringify([area, period, sex, age, category?.type, category?.value])
}

function restoring(
  context: RecordContext,
  { stream, metric, batch }: { stream: StreamName; metric: string; batch: string },
  places: ReadonlyMap<string, ObservationPlace>,
): Addition[] {
  const before = valuesBefore(context, metric, batch, places)
  const bySource = Map.groupBy(before.values(), ({ from }) => JSON.stringify(from))
  const additions = [...bySource.values()].flatMap((values) =>
    observationAdditions(
      stream,
      { metric, from: values[0]!.from },
      values.flatMap(({ observation }) => observation ?? []),
    ),
  )
  const empty = [...places]
    .filter(([key]) => !before.get(key)?.observation)
    .map(([, place]) => place)
  const head = { metric, from: { kind: 'manual' as const, source: 'Undone' } }
  return [...additions, ...observationAdditions(stream, head, [], empty)]
}

/** The latest values of some places from outside the batch: from entries, or what ships. */
function valuesBefore(
  context: RecordContext,
  metric: string,
  batch: string,
  places: ReadonlyMap<string, ObservationPlace>,
): Map<string, Before> {
  const { db } = context.record
  const before = new Map<string, Before>()
  for (const { metric: id, source, ...figure } of readBaselineFigures())
    if (id === metric && places.has(keyOf(figure)))
      before.set(keyOf(figure), {
        at: '',
        entry: '',
        from: { kind: 'report', source },
        observation: { ...figure, row: null },
      })
  const others = db
    .prepare(
      `SELECT stream, body FROM entry
       WHERE kind = 'observations' AND subject = ? AND batch IS NOT ?`,
    )
    .iterate(`observations:${metric}`, batch) as Iterable<Stored>
  for (const { stream, entry } of Iterator.from(others).map(parse)) {
    const { id, at, from } = entry
    const note = (place: ObservationPlace, observation: CarriedObservation | undefined) => {
      const key = keyOf(place)
      const known = before.get(key)
      const later = !known || compareText(known.at, at) < 0 || (known.at === at && known.entry < id)
      if (later && places.has(key) && speaksFor(context, stream, place.area))
        before.set(key, { at, entry: id, from, observation })
    }
    for (const observation of unpackObservations(entry)) note(observation, observation)
    for (const place of removedPlaces(entry)) note(place, undefined)
  }
  return before
}

/** Whether the tables take the stream's word for the area. */
function speaksFor(context: RecordContext, stream: StreamName, area: string): boolean {
  const ods = streamSystem(stream)
  return ods === undefined || lineOf(context, ods).includes(readAreas().get(area)?.system ?? '')
}
