import { z } from 'zod'
import { AreaCode, MetricId, type Observation, PeriodLabel } from '../metrics/definitions.ts'

/**
 * What an entry of observations says: values of one metric, as many as fit. Areas, periods, groups
 * and remarks, of which a file has few and repeats them often, stand once; rows name them by their
 * position.
 */

/** Bytes of JSON that the content of one entry may take; what else an entry says fits beside it. */
export const MAX_CONTENT_BYTES = 60 * 1024

const Position = z.number().int().nonnegative()
const Value = z.number().nullable()
const Amount = z.number().nonnegative().nullable()
const Text = z.string().min(1).max(200)

/**
 * Area, period, group; value; lower and upper 95 % limit, lower and upper 99.8 % limit; count,
 * denominator; remark; row of the file, from 1.
 */
const Row = z.tuple([
  Position,
  Position,
  Position,
  Value,
  Value,
  Value,
  Value,
  Value,
  Amount,
  Amount,
  Position.nullable(),
  z.number().int().positive().nullable(),
])
type Row = z.infer<typeof Row>

/** Sex, age, kind of category and category; the last two null for everybody. */
const Group = z.tuple([Text, Text, Text.nullable(), Text.nullable()])
type Group = z.infer<typeof Group>

const content = {
  metric: MetricId,
  from: z.strictObject({
    kind: z.enum(['import', 'manual', 'report']),
    /** The file or publication. */
    source: Text,
  }),
  areas: z.array(AreaCode),
  periods: z.array(PeriodLabel),
  groups: z.array(Group),
  notes: z.array(z.string().min(1).max(500)),
  rows: z.array(Row),
  /** Values taken back: area, period and group. */
  removed: z.array(z.tuple([Position, Position, Position])),
}

/** The fields of an entry of observations beside those that every entry has. */
export const observationsShape = content
const Content = z.strictObject(content)
export type ObservationsContent = z.infer<typeof Content>

/** An observation as an entry carries it: its metric and its source stand with the entry. */
export type CarriedObservation = Omit<Observation, 'metric' | 'provenance'> & {
  row: number | null
}
export type ObservationPlace = Pick<Observation, 'area' | 'period' | 'sex' | 'age' | 'category'>

/** Whether every row names what the entry has. */
export function refersToItself({
  areas,
  periods,
  groups,
  notes,
  rows,
  removed,
}: ObservationsContent): boolean {
  const known = ([area, period, group]: readonly (number | null)[]) =>
    area! < areas.length && period! < periods.length && group! < groups.length
  return (
    rows.every((row) => known(row) && (row[10] === null || row[10] < notes.length)) &&
    removed.every(known)
  )
}

/** Packs observations, and places whose value is taken back, into as few entries as hold them. */
export function* packObservations(
  head: Pick<ObservationsContent, 'metric' | 'from'>,
  observations: Iterable<CarriedObservation>,
  removed: Iterable<ObservationPlace> = [],
): Generator<ObservationsContent> {
  let packer = new Packer(head)
  for (const observation of observations) {
    packer.add(observation)
    if (packer.isFull) {
      yield packer.content
      packer = new Packer(head)
    }
  }
  for (const place of removed) {
    packer.remove(place)
    if (packer.isFull) {
      yield packer.content
      packer = new Packer(head)
    }
  }
  if (!packer.isEmpty) yield packer.content
}

export function* unpackObservations(content: ObservationsContent): Generator<CarriedObservation> {
  for (const row of content.rows) {
    yield {
      ...placeAt(content, row[0], row[1], row[2]),
      value: row[3],
      lower95: row[4],
      upper95: row[5],
      lower998: row[6],
      upper998: row[7],
      count: row[8],
      denominator: row[9],
      note: row[10] === null ? null : content.notes[row[10]]!,
      row: row[11],
    }
  }
}

export function removedPlaces(content: ObservationsContent): ObservationPlace[] {
  return content.removed.map(([area, period, group]) => placeAt(content, area, period, group))
}

function placeAt(
  { areas, periods, groups }: ObservationsContent,
  area: number,
  period: number,
  group: number,
): ObservationPlace {
  const [sex, age, type, value] = groups[group]!
  return {
    area: areas[area]!,
    period: periods[period]!,
    sex,
    age,
    category: type === null || value === null ? null : { type, value },
  }
}

/** One row of a packed entry may not take more than this; its texts are limited by their schemas. */
const LONGEST_ROW_BYTES = 4 * 1024

class Packer {
  readonly content: ObservationsContent
  readonly #positions = new Map<string, number>()
  #bytes = 400

  constructor(head: Pick<ObservationsContent, 'metric' | 'from'>) {
    const { metric, from } = head
    this.content = {
      metric,
      from,
      areas: [],
      periods: [],
      groups: [],
      notes: [],
      rows: [],
      removed: [],
    }
  }

  get isFull(): boolean {
    return this.#bytes > MAX_CONTENT_BYTES - LONGEST_ROW_BYTES
  }

  get isEmpty(): boolean {
    return this.content.rows.length + this.content.removed.length === 0
  }

  add(observation: CarriedObservation): void {
    const { value, lower95, upper95, lower998, upper998, count, denominator } = observation
    const note = observation.note ? this.#position('notes', observation.note) : null
    const place = this.#place(observation)
    const values = [value, lower95, upper95, lower998, upper998, count, denominator] as const
    const row: Row = [...place, ...values, note, observation.row]
    this.content.rows.push(row)
    this.#bytes += JSON.stringify(row).length + 1
  }

  remove(place: ObservationPlace): void {
    this.content.removed.push(this.#place(place))
    this.#bytes += 20
  }

  #place({ area, period, sex, age, category }: ObservationPlace): [number, number, number] {
    const group: Group = [sex, age, category?.type ?? null, category?.value ?? null]
    return [
      this.#position('areas', area),
      this.#position('periods', period),
      this.#position('groups', group),
    ]
  }

  #position(list: 'areas' | 'periods' | 'groups' | 'notes', item: string | Group): number {
    const text = JSON.stringify(item)
    const key = `${list} ${text}`
    const known = this.#positions.get(key)
    if (known !== undefined) return known
    const position = this.content[list].push(item as never) - 1
    this.#positions.set(key, position)
    // A letter beyond ASCII takes up to three bytes.
    this.#bytes += text.length * 3 + 1
    return position
  }
}
