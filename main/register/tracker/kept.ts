import { createHash } from 'node:crypto'
import { TrackerMap } from '../../../domain/trackers/map.ts'
import type { LastTime, PlannedRow } from '../../../domain/trackers/plan.ts'
import type { Db } from '../../record/database.ts'
import { preferences } from '../preferences.ts'
import type { FoundSheet, KeptMap } from './look.ts'

/** What is remembered of trackers, on this machine alone: how each shape was taken, what it said last. */

const MAPS = 'tracker.map.'
const LAST = 'tracker.last.'

export function keptMaps(db: Db): KeptMap[] {
  return Object.entries(preferences(db).settings()).flatMap(([key, value]) => {
    if (!key.startsWith(MAPS)) return []
    const kept = value as KeptMap
    // One of another version is made anew.
    const map = TrackerMap.safeParse(kept.map)
    return map.success ? { ...kept, map: map.data } : []
  })
}

export function keepMap(
  db: Db,
  sheets: readonly FoundSheet[],
  map: TrackerMap,
  today: string,
): void {
  const shapes = Object.fromEntries(
    sheets.flatMap(({ sheet, found, shape }) => {
      const layout = map.sheets.find((each) => each.sheet === sheet.name)
      return layout && found.columns.length > 0 ? [[shape, layout]] : []
    }),
  )
  const all = createHash('sha256').update(Object.keys(shapes).toSorted().join(' ')).digest('hex')
  const kept: KeptMap = { shapes, map, used: today }
  preferences(db).set(`${MAPS}${all.slice(0, 16)}`, kept)
}

export function lastTime(db: Db, ics: string): LastTime {
  return (preferences(db).settings()[`${LAST}${ics}`] ?? {}) as LastTime
}

export function keepLast(db: Db, ics: string, rows: readonly PlannedRow[]): void {
  const said = Object.assign({}, ...rows.map(({ says }) => says)) as LastTime
  preferences(db).set(`${LAST}${ics}`, { ...lastTime(db, ics), ...said })
}
