import type { About, OutcomeFact, SessionFact } from '../../domain/reports/evidence.ts'
import type { Session } from '../../domain/workshops/model.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import { places, successorOf } from '../record/standing.ts'
import { fateReader } from '../workshops/outcomes.ts'
import { readAttendance, readOutcomes, readSessions } from '../workshops/read.ts'
import { subjectEntries } from './subject-entries.ts'

/** Sessions of the period, who came, what was agreed and what became of it. */
export function collectWorkshops(
  { end }: FrozenRecord,
  about: About,
): { sessions: SessionFact[]; outcomes: OutcomeFact[] } {
  const held = readSessions(end)
    .filter((session) => isInPeriod(session, about))
    .reverse()
  const successor = successorOf(places(end))
  const systemNow = (ods: string | null) => ods && (successor(ods) ?? ods)
  return {
    sessions: held.map((session) => sessionFact(end, session, about, systemNow)),
    outcomes: held.flatMap((session) => outcomeFacts(end, session, about, systemNow)),
  }
}

/** The system that carries on what was said for one, which may have closed since. */
type SystemNow = (ods: string | null) => string | null

function isInPeriod({ start, priorities }: Session, { from, day, scope, priorities: of }: About) {
  const on = start.slice(0, 10)
  const speaksToIt = !scope.startsWith('priority:') || priorities.includes(of[0]?.number ?? 0)
  return on >= from && on <= day && speaksToIt
}

function sessionFact(
  context: RecordContext,
  { id, title, start, state }: Session,
  about: About,
  systemNow: SystemNow,
): SessionFact {
  const people = readAttendance(context, id)
    .map((person) => ({ ...person, system: systemNow(person.system) }))
    .filter(({ system }) => concerns(about, system))
  return {
    id,
    title,
    state,
    day: start.slice(0, 10),
    attendance: [...Map.groupBy(people, ({ system }) => system)]
      .map(([ics, of]) => ({
        ics,
        invited: of.filter(({ invited }) => invited).length,
        present: of.filter(({ present }) => present).length,
        entries: subjectEntries(
          context,
          of.map(({ person }) => `attendance:${id}-${person}`),
        ),
      }))
      .sort((a, b) => ((a.ics ?? '~') < (b.ics ?? '~') ? -1 : 1)),
    entries: subjectEntries(context, [`session:${id}`]),
  }
}

function outcomeFacts(
  context: RecordContext,
  session: Session,
  about: About,
  systemNow: SystemNow,
): OutcomeFact[] {
  const fate = fateReader(context)
  return readOutcomes(context, session.id)
    .filter(({ system }) => concerns(about, systemNow(system)))
    .map((outcome) => {
      const { standing, words } = fate(outcome)
      const { id, kind, text } = outcome
      const ics = systemNow(outcome.system)
      return {
        id,
        session: session.id,
        day: session.start.slice(0, 10),
        kind,
        text,
        ics,
        standing,
        words,
        entries: subjectEntries(context, [`outcome:${id}`, `proposal:${id}`]),
      }
    })
}

/** What concerns nobody in particular concerns all, but for a report on one system or sub-region. */
function concerns({ systems, scope }: About, system: string | null): boolean {
  if (system === null) return scope === 'region' || scope.startsWith('priority:')
  return systems.some(({ ods }) => ods === system)
}
