import { own } from '../own.ts'
/** Short names of systems, as people say them. Pure. */

export interface NamedSystem {
  ods: string
  name: string
  /** ODS codes of systems that it took over from: what they were called, it is called. */
  predecessors?: readonly string[]
}

/** Beside what their names give: initials of three letters or more, and places named in them. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  QHL: ['BSol', 'Brum and Solihull'],
  QUA: ['BC', 'BCICB'],
  QWU: ['C&W', 'CW', 'Cov and Warwick', 'Cov and Warks', 'Warks', 'Cov'],
  QGH: ['H&W', 'HW', 'Worcs', 'Hereford and Worcester', 'Herefords and Worcs'],
  QOC: ['STW', 'Shropshire, Telford & Wrekin', 'Shrops', 'Telford'],
  QNC: ['SSOT', 'S&S', 'Staffs', 'Staffs and Stoke', 'Staffordshire and Stoke', 'Stoke'],
  QJ2: ['JUCD', 'D&D', 'DD', 'Derbys', 'Joined Up Care Derbyshire'],
  QK1: ['LLR', 'Leics'],
  QJM: ['Lincs'],
  QPM: ['Northants', 'NH'],
  QT1: ['N&N', 'NN', 'Notts', 'Nottm and Notts'],
}
/** What people put around a system's name: "the NHS Black Country ICB". */
const AROUND = /^(?:the )?(?:nhs )?| (?:icb|ics|integrated care (?:board|system))$/g
const BODY = / (?:icb|ics|integrated care (?:board|system))$/
const SHORTEST_INITIALS = 3
/** Two letters may as well be somebody's initials: they name a system only beside the word for one. */
const TWO_LETTERS = /^[a-z]{2}$/
const ALL =
  /^(?:all(?: of)?(?: the)?(?: (?:\d+|eleven))?|every|each) (?:systems?|icbs?|icss?|boards?)$/

/** What each code and name, full and short, in small letters, means; one that two systems share means neither. */
function namesOf(systems: readonly NamedSystem[]): Map<string, string> {
  const said = systems.flatMap((system) =>
    callings(system).map((name) => ({ name: plain(name), ods: system.ods })),
  )
  const full = new Map(
    systems.flatMap(({ ods, name }) => [
      [ods.toLowerCase(), ods],
      [plain(name), ods],
    ]),
  )
  for (const [name, all] of Map.groupBy(said, ({ name }) => name)) {
    const [first] = new Set(all.map(({ ods }) => ods))
    if (first && !full.has(name) && all.every(({ ods }) => ods === first)) full.set(name, first)
  }
  return full
}

function callings({ ods, name, predecessors = [] }: NamedSystem): string[] {
  const initials = (name.match(/\p{Lu}/gu) ?? []).join('')
  const places = name.split(/,| and |&/).map((place) => place.trim())
  return [
    ...(initials.length >= SHORTEST_INITIALS ? [initials] : []),
    ...places.filter((place) => place.length > 3),
    ...[ods, ...predecessors].flatMap((code) => own(SHORT_NAMES, code) ?? []),
  ]
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ').replaceAll(' & ', ' and ').trim()
}

export interface SystemFinder {
  /** The systems that words name, one or all of them; empty when they name none. */
  named(words: string): readonly string[]
  /** The text, with codes in place of those names that hold a comma or an "and" themselves. */
  withCodes(text: string): string
}

/** A finder of systems by code and by name, full or short, whatever their case. */
export function systemFinder(systems: readonly NamedSystem[]): SystemFinder {
  const names = namesOf(systems)
  const joined = [...names]
    .filter(([name]) => /,| and /.test(name))
    .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
    .map(([name, ods]) => ({ ods, pattern: anyCase(name) }))
  return {
    named(words) {
      const said = plain(words)
      if (ALL.test(said)) return systems.map(({ ods }) => ods)
      const core = said.replace(AROUND, '')
      if (TWO_LETTERS.test(core) && !BODY.test(said)) return []
      const ods = names.get(core)
      return ods === undefined ? [] : [ods]
    },
    withCodes: (text) =>
      joined.reduce((sofar, { ods, pattern }) => sofar.replace(pattern, ods), text),
  }
}

function anyCase(words: string): RegExp {
  const literally = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const either = literally.replaceAll(' and ', ' (?:and|&) ')
  return new RegExp(`(?<![\\p{L}\\p{N}])${either}(?![\\p{L}\\p{N}])`, 'giu')
}
