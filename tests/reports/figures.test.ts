import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evidence } from '../../domain/reports/evidence.ts'
import type { Figure } from '../../domain/reports/model.ts'
import { reportOf } from '../../main/reports/evidence.ts'
import { requireFreeze } from '../../main/reports/freeze-record.ts'
import {
  contextOn,
  freeze,
  PERIOD,
  QUARTERS,
  QUIET,
  type RawEntry,
  rawEntries,
  recordWithYear,
  SYSTEMS,
} from './fixtures.ts'

/** What the figures must be, worked out from the raw log and the catalogue's files alone. */

const REGION = ['QHL', 'QUA', 'QWU', 'QGH', 'QOC', 'QNC', 'QJ2', 'QK1', 'QJM', 'QPM', 'QT1']
const EAST = ['QJ2', 'QK1', 'QJM', 'QPM', 'QT1']
const STATUSES = 'not-started planned in-progress blocked complete embedded not-applicable'.split(
  ' ',
)
const UNDER_WAY = ['planned', 'in-progress', 'blocked']

let figures: ReadonlyMap<string, Figure>
let evidence: Evidence
let entries: RawEntry[]

const ends: (() => void)[] = []
afterAll(() => {
  for (const end of ends) end()
})

beforeAll(async () => {
  const record = recordWithYear(SYSTEMS, (clean) => ends.push(clean))
  const { id } = await freeze(record)
  const context = contextOn(record)
  entries = rawEntries(record)
  ;({
    composed: { figures },
    evidence,
  } = await reportOf(context, requireFreeze(context, id), QUIET))
})

interface CatalogueAction {
  reference: string
  section: string
  focusArea: string
  priorities: number[]
}

function catalogue(): CatalogueAction[] {
  const folder = join(import.meta.dirname, '../../resources/catalogue/focus-areas')
  return readdirSync(folder).flatMap((name) => {
    const area = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    return area.recommendations.flatMap((recommendation: { actions: CatalogueAction[] }) =>
      recommendation.actions.map(({ reference, priorities }) => ({
        ...{ reference, priorities, section: area.section, focusArea: area.reference },
      })),
    )
  })
}

/** Fields of each action as they stood before a moment: the latest that no later entry replaced. */
function standing(before: string): Map<string, Record<string, { value: unknown; id: string }>> {
  const known = entries
    .filter(
      ({ at, kind, subject }) => at < before && kind === 'change' && subject?.startsWith('action:'),
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const replaced = new Map<string, string>()
  for (const { basedOn, at } of known)
    for (const [field, seen] of Object.entries(basedOn ?? {}))
      for (const id of seen) if (!replaced.has(`${id} ${field}`)) replaced.set(`${id} ${field}`, at)
  const fields = new Map<string, Record<string, { value: unknown; id: string }>>()
  for (const { stream, subject, set, id } of known)
    for (const [field, value] of Object.entries(set ?? {})) {
      if (replaced.has(`${id} ${field}`)) continue
      const key = `${stream.slice(4)} ${subject!.slice(7)}`
      fields.set(key, { ...fields.get(key), [field]: { value, id } })
    }
  return fields
}

interface Counted {
  ics: string
  action: CatalogueAction
  start: string
  end: string
  entry: string | undefined
  due: string | null
  owner: unknown
  said: boolean
}

function counted(): Counted[] {
  // March begins in winter time; 20 November ends in it as well.
  const [start, end] = [standing('2026-03-01T00:00'), standing('2026-11-21T00:00')]
  return REGION.flatMap((ics) =>
    catalogue().map((action) => {
      const fields = end.get(`${ics} ${action.reference}`)
      return {
        ...{ ics, action },
        start: (start.get(`${ics} ${action.reference}`)?.status?.value as string) ?? 'not-started',
        end: (fields?.status?.value as string) ?? 'not-started',
        entry: fields?.status?.id,
        due: (fields?.due?.value as string | null) ?? null,
        owner: fields?.owner?.value ?? null,
        said: fields !== undefined,
      }
    }),
  )
}

const isDone = (status: string) => status === 'complete' || status === 'embedded'

describe('figures of a freeze, worked out again from the raw log', () => {
  const places: [string, (line: Counted) => boolean][] = [
    ['region', () => true],
    ['East', ({ ics }) => EAST.includes(ics)],
    ['West', ({ ics }) => !EAST.includes(ics)],
    ...SYSTEMS.map((ods): [string, (line: Counted) => boolean] => [ods, ({ ics }) => ics === ods]),
    ['priority-3', ({ action }) => action.priorities.includes(3)],
    ['priority-8', ({ action }) => action.priorities.includes(8)],
    ['HS', ({ action }) => action.section === 'HS'],
    ['JW2', ({ action }) => action.focusArea === 'JW2'],
  ]

  it('counts statuses at every place, with the actions that apply as denominator', () => {
    const lines = counted()
    let compared = 0
    for (const [place, isThere] of places) {
      const there = lines.filter(isThere)
      const applying = there.filter(({ end }) => end !== 'not-applicable')
      const check = (key: string, found: Counted[], of: Counted[]) => {
        const figure = figures.get(`${key}@${place}`)
        // Not every count is shown at every place.
        if (!figure) return
        compared += 1
        expect([key, place, figure.numerator, figure.denominator]).toEqual([
          ...[key, place, found.length, of.length],
        ])
      }
      for (const status of STATUSES)
        check(
          `status.${status}`,
          there.filter(({ end }) => end === status),
          status === 'not-applicable' ? there : applying,
        )
      for (const status of STATUSES)
        check(
          `start.${status}`,
          there.filter(({ start }) => start === status),
          status === 'not-applicable'
            ? there
            : there.filter(({ start }) => start !== 'not-applicable'),
        )
      check(
        'done',
        applying.filter(({ end }) => isDone(end)),
        applying,
      )
      check(
        'completed',
        applying.filter(({ start, end }) => isDone(end) && !isDone(start)),
        applying,
      )
      const underWay = there.filter(({ end }) => UNDER_WAY.includes(end))
      const open = there.filter(({ end }) => ['not-started', ...UNDER_WAY].includes(end))
      check(
        'overdue',
        open.filter(({ due }) => due !== null && due < PERIOD.to),
        open,
      )
      check(
        'unowned',
        underWay.filter(({ owner }) => owner === null),
        underWay,
      )
      check(
        'untouched',
        there.filter(({ said }) => !said),
        there,
      )
    }
    expect(compared).toBeGreaterThan(90)
  })

  it('counts who went from which status to which', () => {
    const lines = counted()
    for (const from of ['not-started', 'planned', 'in-progress'])
      for (const to of STATUSES)
        expect([from, to, figures.get(`flow.${from}.${to}@region`)?.numerator]).toEqual([
          ...[from, to, lines.filter(({ start, end }) => start === from && end === to).length],
        ])
  })

  it('names exactly the entries that say so', () => {
    for (const ods of SYSTEMS)
      expect(figures.get(`done@${ods}`)?.entries).toEqual(
        counted()
          .filter(({ ics, end }) => ics === ods && isDone(end))
          .map(({ entry }) => entry)
          .sort(),
      )
  })

  it('tells a metric as it was written down, and improved only by the rule', () => {
    const latest = figures.get('metric.smoking-at-delivery@E54000015')
    expect(latest?.value).toBe(QUARTERS.at(-1))
    const [written] = entries.filter(({ kind }) => kind === 'observations')
    expect(latest?.entries).toEqual([written?.id])
    expect(figures.get('improved.smoking-at-delivery@region')?.entries).toEqual([written?.id])
    // Three values in a row are outside the limits: special cause, though seven are not below yet.
    expect(figures.get('improved.smoking-at-delivery@region')).toMatchObject({ numerator: 1 })
    expect(figures.get('worsened.smoking-at-delivery@region')).toMatchObject({ numerator: 0 })
  })

  it('counts the places taken at workshops', () => {
    const held = entries.filter(
      ({ set, subject }) => subject?.startsWith('session:') && set?.state === 'held',
    )
    const inPeriod = evidence.sessions.filter(({ state }) => state === 'held').map(({ id }) => id)
    expect(held.map(({ subject }) => subject?.slice(8))).toEqual(expect.arrayContaining(inPeriod))
    const people = new Map<string, { invited?: unknown; present?: unknown; system?: unknown }>()
    for (const { subject, set } of entries.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
      if (subject && inPeriod.some((id) => subject.startsWith(`attendance:${id}`)))
        people.set(subject, { ...people.get(subject), ...set })
    for (const ods of REGION) {
      const of = [...people.values()].filter(({ system }) => system === ods)
      expect([ods, figures.get(`attendance@${ods}`)?.text]).toEqual([
        ods,
        expect.stringContaining(
          `${of.filter(({ present }) => present).length} of ${of.filter(({ invited }) => invited).length}`,
        ),
      ])
    }
  })

  it('gives every figure a label, a definition, a query and entries in order', () => {
    expect(figures.size).toBeGreaterThan(500)
    for (const {
      label,
      definition,
      query,
      entries: behind,
      denominator,
      text,
    } of figures.values()) {
      for (const words of [label, definition, query]) expect(words.length).toBeGreaterThan(10)
      expect(behind).toEqual([...new Set(behind)].sort())
      if (denominator === 0) expect(text).toBe('none')
      else if (denominator !== null)
        expect(text).toContain(` of ${denominator.toLocaleString('en-GB')}`)
    }
  })
})
