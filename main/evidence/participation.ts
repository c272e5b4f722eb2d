import { dayOf } from '../../domain/dates.ts'
import type { About, ParticipationFact } from '../../domain/reports/evidence.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { endOfDay, startOfDay } from '../frozen/moments.ts'
import { lineOf } from '../record/systems.ts'

/** How much each system in scope said in the period, in its own stream and those it carries on. */
export function collectParticipation({ end }: FrozenRecord, about: About): ParticipationFact[] {
  const known = new Set(about.catalogue.map(({ reference }) => reference))
  const [since, until] = [startOfDay(about.from), endOfDay(about.day)]
  // SQLite gives the bare column of the row that has the maximum.
  const lastOfEach = end.record.db.prepare(
    `SELECT reference, id, max(at) FROM entry
     WHERE stream IN (SELECT 'ics:' || value FROM json_each(?)) AND at >= ? AND at < ?
       AND reference IS NOT NULL
     GROUP BY reference ORDER BY reference`,
  )
  const last = end.record.db.prepare(
    `SELECT id AS entry, at FROM entry WHERE stream IN (SELECT 'ics:' || value FROM json_each(?))
       AND at < ?
     ORDER BY at DESC, id DESC LIMIT 1`,
  )
  return about.systems.map(({ ods }) => {
    const line = JSON.stringify(lineOf(end, ods))
    const spoken = lastOfEach.all(line, since, until) as { reference: string; id: string }[]
    const latest = last.get(line, until) as { entry: string; at: string } | undefined
    return {
      ics: ods,
      reported: spoken.flatMap(({ reference, id }) => (known.has(reference) ? [id] : [])),
      last: latest ? { day: dayOf(latest.at), entry: latest.entry } : null,
    }
  })
}
