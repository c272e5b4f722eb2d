import type { Catalogue } from '../commission/catalogue.ts'
import { type Random, random } from '../random.ts'
import type { Member } from '../record/grants.ts'
import { commissionActions, type ExampleAction, localActions } from './actions.ts'
import { workingMoment, YEAR_DAYS } from './calendar.ts'
import { challengeYear } from './challenges.ts'
import { checklistYear } from './checklist.ts'
import type { Telling } from './history.ts'
import { type ExampleEntry, journal } from './journal.ts'
import { mappingYear } from './mapping.ts'
import { noteWriter } from './notes.ts'
import { type Outcome, outcomesFor } from './outcomes.ts'
import { type ExampleLead, type ExampleOwner, leads, nameMaker, owners } from './people.ts'
import { practiceYear } from './practice.ts'
import { type Profile, profilesFor } from './profiles.ts'
import { reportYear } from './report.ts'
import { type ExampleStrategy, strategyYear } from './strategies.ts'
import { systemYear } from './system-year.ts'
import { type ExampleWorkshops, type WorkshopCast, workshopYear } from './workshops.ts'

/**
 * An invented year in which every system works on the commission's actions: for people who want to
 * look around, and for tests. The same seed and day give the same year, to the letter.
 */

export interface ExampleSystem {
  ods: string
  name: string
  subRegion: 'East' | 'West'
}

export interface ExampleYear {
  /** Who the reader is: a lead of the home system, who may also work for the whole region. */
  member: Member
  /** Entries of one system's stream in the order of time, made when they are asked for. */
  systems: { ods: string; entries(): ExampleEntry[] }[]
  /** The same of the stream that all systems share. */
  region(): ExampleEntry[]
  /** Texts that people typed together: the name of each, and of the field it stands in. */
  documents: ExampleWorkshops['documents']
  /** The text of the joint strategy, and of its versions. */
  strategy: Pick<ExampleStrategy, 'text' | 'versions'>
}

export interface ExampleOptions {
  catalogue: Catalogue
  systems: readonly ExampleSystem[]
  /** ODS code of the reader's own system. */
  home: string
  /** The year ends on the day before it. */
  today: string
  seed: string
  /** SHA-256 of a text, in hexadecimal. */
  hash(text: string): string
}

const READER = 'Alex Example'
/** How often a lead's deed in the home system is the reader's own. */
const READERS_SHARE = 0.45
/** How many of those who answer for actions come to the workshops from each system. */
const OWNERS_INVITED = 3

interface Player {
  system: ExampleSystem
  profile: Profile
  leads: readonly ExampleLead[]
  outcomes: readonly Outcome[]
  chance: Random
}

export function exampleYear({
  catalogue,
  systems,
  home,
  today,
  seed,
  hash,
}: ExampleOptions): ExampleYear {
  const source = random(seed)
  const nextName = nameMaker(source.fork('names'))
  const start = workingMoment(today, YEAR_DAYS, source)
  const actions = commissionActions(catalogue)
  const profiles = profilesFor(
    systems.map(({ ods }) => ods),
    home,
  )

  const players = systems.map((system): Player => {
    const chance = source.fork(system.ods)
    const profile = profiles.get(system.ods) as Profile
    const local = localActions(system.ods, actions, chance)
    return {
      system,
      profile,
      chance,
      leads: leads(start, nextName, chance),
      outcomes: outcomesFor(actions, local, profile, chance),
    }
  })
  const reader = players.find(({ system }) => system.ods === home)?.leads[0]
  if (!reader) throw new Error(`There is no system ${home} to be at home in.`)
  reader.name = READER

  // Names are dealt here, so that a system's entries do not depend on which were asked for before.
  const directories = new Map(
    players.map((player) => [player, owners(start, nextName, player.chance)]),
  )
  const workshops = workshopYear(
    workshopCast(players, directories, { home, reader: reader.id }),
    today,
    source.fork('workshops'),
  )
  const cast = players.map(({ system, profile: { silentFor }, leads }) => ({
    ...system,
    silentFor,
    leads: leads.map(({ id }) => id),
  }))
  const practice = practiceYear(cast, today, source.fork('practice'))
  const mapping = mappingYear(cast, reader.id, today, source.fork('mapping'))
  const checklist = checklistYear(cast, home, today, source.fork('checklist'))
  const challenges = challengeYear(reader.id, today, source.fork('challenges'))
  const report = reportYear(reader.id, today, source.fork('report'))
  const strategy = strategyYear(
    {
      reader: { id: reader.id, name: READER, home },
      systems: players
        .filter(({ profile }) => profile.silentFor === 0)
        .map(({ system: { ods }, leads: people }) => ({ ods, leads: people })),
    },
    today,
    hash,
    source.fork('strategy'),
  )
  return {
    strategy,
    region: () =>
      journal(
        [...workshops.region, ...mapping.region, ...strategy.region, ...challenges, ...report],
        source.fork('region'),
      ),
    documents: workshops.documents,
    member: { id: reader.id, name: READER, grants: [`lead:${home}`, 'chair', 'regional'] },
    systems: players.map((player) => ({
      ods: player.system.ods,
      entries() {
        const chance = player.chance.fork('year')
        const telling: Telling = {
          today,
          chance,
          notes: noteWriter(player.system.name, chance),
          someLead: () =>
            player.leads.includes(reader) && chance.chance(READERS_SHARE)
              ? reader.id
              : chance.pick(player.leads).id,
        }
        const deeds = systemYear(
          player.outcomes,
          { leads: player.leads, owners: directories.get(player) ?? [] },
          player.profile,
          modelFinder(player, players, chance),
          telling,
        )
        const others = [workshops.answers, practice, mapping.systems, strategy.systems, checklist]
        return journal(
          [...deeds, ...others.flatMap((told) => told.get(player.system.ods) ?? [])],
          chance,
        )
      },
    })),
  }
}

/** Everybody who keeps a record comes to the workshops, and a few of those who answer for actions. */
function workshopCast(
  players: readonly Player[],
  directories: ReadonlyMap<Player, readonly ExampleOwner[]>,
  { home, reader }: { home: string; reader: string },
): WorkshopCast {
  const people = players.flatMap((player) => {
    const system = player.system.ods
    const keepers = player.leads.map(({ id, name, role }) => ({
      id,
      name,
      system,
      role,
      organisation: null,
      email: null,
    }))
    const answering = (directories.get(player) ?? [])
      .filter(({ fields }) => fields.type === 'person')
      .slice(0, OWNERS_INVITED)
      .map(({ id, fields: { name, role, organisation, email } }) => ({
        id,
        name,
        system,
        email,
        role: role ?? null,
        organisation: organisation ?? null,
      }))
    return [...keepers, ...answering]
  })
  const isAtHome = ({ system }: { system: string }) => system === home
  const chairs = [people.find(({ id }) => id === reader), people.find((one) => !isAtHome(one))]
  return {
    home,
    chairs: chairs.filter((chair) => chair !== undefined),
    people,
    // One that stopped reporting does not answer either.
    systems: players.filter(({ profile }) => profile.silentFor === 0).map(({ system }) => system),
  }
}

/** Finds a system that has finished the same action, in the same part of the region if there is one. */
function modelFinder(
  player: Player,
  players: readonly Player[],
  chance: Random,
): (action: ExampleAction) => ExampleSystem | null {
  const finished = new Map<string, ExampleSystem[]>()
  for (const { system, outcomes } of players) {
    if (system.ods === player.system.ods) continue
    for (const { action, status } of outcomes) {
      if (status !== 'complete' && status !== 'embedded') continue
      finished.set(action.reference, [...(finished.get(action.reference) ?? []), system])
    }
  }
  return ({ reference }) => {
    const models = finished.get(reference) ?? []
    const near = models.filter(({ subRegion }) => subRegion === player.system.subRegion)
    if (near.length > 0) return chance.pick(near)
    return models.length > 0 ? chance.pick(models) : null
  }
}
