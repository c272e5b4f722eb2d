import type { About, ActionFact, CatalogueFact, Evidence, SystemFact } from './evidence.ts'
import { scopeKey } from './scope.ts'

/** What statuses are counted over: the whole scope, a system, a priority, a section, a focus area. */

/** One of the commission's actions in one system, with what the catalogue says of it. */
export interface Line extends ActionFact {
  action: CatalogueFact
  subRegion: 'East' | 'West'
}

export interface Place {
  /** Part of a figure's key: `region`, `QK1`, `priority-3`, `HS1`. */
  key: string
  /** "all 11 systems", "Black Country", "priority 3". */
  words: string
  /** The same without what the whole report is about, for a row of a table. */
  name: string
  holds(line: Line): boolean
}

const lines = new WeakMap<Evidence, Line[]>()

/** Every line of the evidence, by system and the commission's order. Joined once. */
export function linesOf(evidence: Evidence): Line[] {
  const known = lines.get(evidence)
  if (known) return known
  const { catalogue, systems } = evidence.about
  const actions = new Map(catalogue.map((action) => [action.reference, action]))
  const subRegions = new Map(systems.map(({ ods, subRegion }) => [ods, subRegion]))
  const made = evidence.actions.flatMap((fact): Line[] => {
    const [action, subRegion] = [actions.get(fact.reference), subRegions.get(fact.ics)]
    return action && subRegion ? [{ ...fact, action, subRegion }] : []
  })
  lines.set(evidence, made)
  return made
}

export function wholePlace({ scope, scopeWords, systems }: About): Place {
  const words = scope === 'region' ? `all ${systems.length} systems` : scopeWords
  return { key: scopeKey(scope), words, name: words, holds: () => true }
}

export function systemPlace(about: About, { ods, name }: SystemFact): Place {
  // A system's figures are the same in every report but one on a priority, which counts fewer.
  const isPart = about.scope.startsWith('priority:')
  return {
    key: isPart ? `${ods}/${scopeKey(about.scope)}` : ods,
    words: isPart ? `${name}, ${about.scopeWords}` : name,
    name,
    holds: ({ ics }) => ics === ods,
  }
}

export function priorityPlace(about: About, number: number): Place {
  return within(about, `priority-${number}`, `priority ${number}`, ({ action }) =>
    action.priorities.includes(number),
  )
}

export function sectionPlace(about: About, { id, title }: About['sections'][number]): Place {
  return within(about, id, title, ({ action }) => action.section === id)
}

export function focusAreaPlace(
  about: About,
  { reference, title }: About['focusAreas'][number],
): Place {
  return within(about, reference, title, ({ action }) => action.focusArea === reference)
}

export function subRegionPlaces(about: About): Place[] {
  if (about.scope !== 'region') return []
  return (['East', 'West'] as const).map((subRegion) => ({
    key: subRegion,
    words: `${subRegion} Midlands`,
    name: `${subRegion} Midlands`,
    holds: (line) => line.subRegion === subRegion,
  }))
}

/** A part of the catalogue, over the systems in scope. */
function within(about: About, key: string, name: string, holds: Place['holds']): Place {
  const whole = scopeKey(about.scope)
  const isWhole = about.scope === 'region' || key === whole
  return {
    key: isWhole ? key : `${key}/${whole}`,
    words: isWhole ? name : `${name}, ${about.scopeWords}`,
    name,
    holds,
  }
}
