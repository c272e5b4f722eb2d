import { minutesDocumentName } from '../documents/tree.ts'
import type { Random } from '../random.ts'
import { positionBetween } from '../record/position.ts'
import { DEFAULT_ZONE } from '../record/workshop-words.ts'
import { MINUTES_TEXT } from '../workshops/notes.ts'
import { PRESENTED } from '../workshops/timing.ts'
import { DAY_MS, isoDate, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'
import { type OutcomeScript, SERIES, SESSIONS, type SessionScript } from './wording/workshops.ts'

/** A series of workshops that runs through the example year, and one that is to come. */

export interface WorkshopPerson {
  id: string
  name: string
  system: string
  role: string | null
  organisation: string | null
  email: string | null
}

export interface WorkshopCast {
  /** ODS code of the reader's system; the first of the co-chairs is the reader. */
  home: string
  chairs: readonly Pick<WorkshopPerson, 'id' | 'name' | 'system'>[]
  people: readonly WorkshopPerson[]
  systems: readonly { ods: string; name: string }[]
}

export interface ExampleWorkshops {
  /** Deeds in the region's stream. */
  region: Deed[]
  /** Answers of systems to what fell to them, by ODS code. */
  answers: Map<string, Deed[]>
  /** Texts of the sessions' minutes. */
  documents: { document: string; field: string; text: string }[]
}

const MINUTES = 90
const PRESENT_SHARE = 0.76
/** Days before a session on which it is planned, and its agenda written. */
const PLANNED_BEFORE = 40
const AGENDA_BEFORE = 20

interface Played {
  id: string
  script: SessionScript
  /** Moments, in ms. */
  day: number
  plannedAt: number
  agendaAt: number
}

export function workshopYear(cast: WorkshopCast, today: string, chance: Random): ExampleWorkshops {
  const [first, second] = cast.chairs
  if (!first || !second) throw new Error('Workshops have two co-chairs.')
  const begun = workingMoment(today, SESSIONS[0]!.daysAgo + PLANNED_BEFORE + 5, chance)
  const series = chance.uuid(begun)
  const told: ExampleWorkshops = {
    region: [{ at: begun, by: first.id, subject: `series:${series}`, set: { ...SERIES } }],
    answers: new Map(),
    documents: [],
  }
  for (const script of SESSIONS) {
    const day = workingMoment(today, script.daysAgo, chance)
    const before = (days: number) =>
      workingMoment(today, Math.max(1, script.daysAgo + days), chance)
    const played: Played = {
      id: chance.uuid(day),
      script,
      day,
      plannedAt: before(PLANNED_BEFORE),
      agendaAt: before(AGENDA_BEFORE),
    }
    const items = agendaOf(played, cast, chance)
    told.region.push(sessionOf(played, series, cast), ...items.deeds)
    told.region.push(...invitedTo(played, cast, chance))
    if (script.daysAgo < 0) continue
    outcomesOf(played, items, cast, today, chance, told)
    told.documents.push({
      document: minutesDocumentName(played.id),
      field: MINUTES_TEXT,
      text: script.minutes.replaceAll('{place}', chance.pick(cast.systems).name),
    })
  }
  return told
}

function sessionOf(
  { id, script, day, plannedAt }: Played,
  series: string,
  cast: WorkshopCast,
): Deed {
  const { title, purpose, priorities, daysAgo } = script
  const isHeld = daysAgo > 0
  const slug = title.toLowerCase().replaceAll(' ', '-')
  return {
    at: plannedAt,
    by: cast.chairs[0]!.id,
    subject: `session:${id}`,
    set: {
      ...{ series, title, purpose },
      start: `${isoDate(day)}T10:00`,
      zone: DEFAULT_ZONE,
      minutes: MINUTES,
      link: `https://meet.example.org/${slug}`,
      chairs: cast.chairs.map(({ id: member, name, system }) => ({ name, system, member })),
      organiser: { name: cast.chairs[0]!.name, email: 'workshops@example.org' },
      state: isHeld ? 'held' : 'planned',
      priorities: [...priorities],
      ...(isHeld
        ? {
            recordings: [{ title: 'Recording', location: `https://video.example.org/${slug}` }],
            slides: [
              { title: 'Opening slides', location: `https://files.example.org/${slug}.pptx` },
            ],
          }
        : {}),
    },
  }
}

interface Agenda {
  deeds: Deed[]
  /** For each item, its id and the actions it is about. */
  items: { id: string; about: readonly string[] }[]
}

function agendaOf(
  { id: session, script, agendaAt }: Played,
  cast: WorkshopCast,
  chance: Random,
): Agenda {
  const together = {}
  const agenda: Agenda = { deeds: [], items: [] }
  let position: string | null = null
  for (const {
    kind,
    title,
    minutes,
    wanted,
    about = [],
    metrics = [],
    presented = true,
    finished,
  } of script.items) {
    const id = chance.uuid(agendaAt)
    const links = [
      ...about.map((reference) => ({ kind: 'action', id: reference })),
      ...metrics.map((metric) => ({ kind: 'metric', id: metric })),
    ]
    const presenter = presented && PRESENTED.includes(kind) ? chance.pick(cast.people) : null
    position = positionBetween(position, null, chance.next)
    agenda.items.push({ id, about })
    agenda.deeds.push({
      at: agendaAt,
      by: chance.pick(cast.chairs).id,
      together,
      subject: `item:${id}`,
      set: {
        ...{ session, kind, title, minutes, wanted, position },
        ...(presenter ? { presenter: presenter.name, presenterSystem: presenter.system } : {}),
        ...(links.length > 0 ? { links } : {}),
        ...(finished === undefined ? {} : { finished }),
      },
    })
  }
  return agenda
}

/** Everybody is invited in one deed; those who came were marked on the day. */
function invitedTo(
  { id: session, script, day, plannedAt }: Played,
  cast: WorkshopCast,
  chance: Random,
): Deed[] {
  const by = cast.chairs[1]!.id
  const invitation = {}
  const roll = {}
  return cast.people.flatMap(({ id, ...person }): Deed[] => {
    const subject = `attendance:${session}-${id}`
    const invited: Deed = {
      at: plannedAt,
      by,
      together: invitation,
      subject,
      set: { session, ...person, invited: true },
    }
    if (script.daysAgo < 0) return [invited]
    const present = chance.chance(PRESENT_SHARE)
    return [invited, { at: day, by, together: roll, subject, set: { present } }]
  })
}

function outcomesOf(
  { id: session, script, day }: Played,
  { items }: Agenda,
  cast: WorkshopCast,
  today: string,
  chance: Random,
  told: ExampleWorkshops,
): void {
  for (const outcome of script.outcomes) {
    const { kind, text, to, dueIn, fate } = outcome
    const at = day + chance.int(40, 85) * 60_000
    const id = chance.uuid(at)
    const others = cast.systems.filter(({ ods }) => ods !== cast.home)
    const system = to === undefined ? null : to === 'home' ? cast.home : chance.pick(others).ods
    const owner = chance.pick(cast.people.filter((person) => !system || person.system === system))
    const item = items[outcome.item]
    const action = item?.about[0] ?? null
    told.region.push({
      at,
      by: chance.pick(cast.chairs).id,
      subject: `outcome:${id}`,
      set: {
        ...{ session, kind, text },
        item: item?.id ?? null,
        ...(kind === 'decision' ? {} : { owner: owner.name }),
        ...(system ? { system, action } : {}),
        ...(dueIn === undefined ? {} : { due: isoDate(day + dueIn * DAY_MS) }),
        ...(fate ? { fate } : {}),
      },
    })
    if (!system || !outcome.answer) continue
    const lead = cast.people.find((person) => person.system === system)
    const answer: Deed = {
      at: workingMoment(today, script.daysAgo - chance.int(3, 12), chance),
      by: lead?.id ?? cast.chairs[0]!.id,
      subject: `proposal:${id}`,
      set: answerOf(outcome, action, day),
    }
    told.answers.set(system, [...(told.answers.get(system) ?? []), answer])
  }
}

function answerOf(
  { answer, reason, text, dueIn }: OutcomeScript,
  action: string | null,
  day: number,
): Deed['set'] {
  if (answer === 'declined') return { answer, reason: reason ?? null }
  const due = dueIn === undefined ? null : isoDate(day + dueIn * DAY_MS)
  if (answer === 'accepted') return { answer, due, action }
  // They ask for a month more, and name a smaller first step.
  const later = dueIn === undefined ? null : isoDate(day + (dueIn + 30) * DAY_MS)
  return { answer: 'changed', text: `${text}, beginning with one place`, due: later, action }
}
