import { deck, type Random } from '../random.ts'
import type { ExampleAction } from './actions.ts'
import { monthName } from './calendar.ts'
import { NEXT_STEPS, type Stage } from './wording/next-steps.ts'
import { PHASE_SENTENCES, type Phase } from './wording/phases.ts'
import {
  CORE20PLUS5_SENTENCES,
  DETERMINANT_SENTENCES,
  INTENTION_SENTENCES,
  PARTNERS,
  PEOPLE,
  THEME_SENTENCES,
} from './wording/topics.ts'

export interface NoteWriter {
  /** A progress note on the action as things stand at `at` (ms). */
  note(phase: Phase, action: ExampleAction, at: number, neighbour?: string): string
  nextStep(stage: Stage, action: ExampleAction, at: number): string
}

/** How often a note says more than where things stand. */
const SECOND_SENTENCE = 0.62
const BEFORE_WORK: readonly Phase[] = ['planned', 'adopted', 'preparing']
const AT_WORK: readonly Phase[] = ['started', 'progress', 'unblocked', 'complete', 'embedded']

/** Writes notes for one system; its sentences come round only once all others were used. */
export function noteWriter(systemName: string, chance: Random): NoteWriter {
  const place = deck(placesIn(systemName), chance)
  const people = deck(PEOPLE, chance)
  const decks = new Map<readonly string[], () => string>()
  const deal = (from: readonly string[]): string => {
    const known = decks.get(from) ?? deck(from, chance)
    decks.set(from, known)
    return known()
  }

  const fill = (template: string, action: ExampleAction, at: number, neighbour?: string) => {
    const words = template.replace(/\{([a-z]+)\}/g, (slot, name: string) => {
      switch (name) {
        case 'aim':
          return startLower(action.title)
        case 'place':
          return place()
        case 'partner':
          return deal(PARTNERS[action.section])
        case 'people':
          return people()
        case 'neighbour':
          return neighbour ? withArticle(neighbour) : 'a neighbouring system'
        case 'n':
          return String(chance.int(3, 48))
        case 'share':
          return `${chance.int(4, 17) * 5}%`
        case 'month':
          return monthName(at, chance.int(1, 3))
        default:
          return slot
      }
    })
    return words.replace(/(?:^|[.?!] )\p{Ll}/gu, (start) => start.toUpperCase())
  }

  return {
    note(phase, action, at, neighbour) {
      const first = fill(deal(PHASE_SENTENCES[phase]), action, at, neighbour)
      const topics = topicsOf(phase, action)
      if (topics.length === 0 || !chance.chance(SECOND_SENTENCE)) return first
      return `${first} ${deal(chance.pick(topics))}`
    },
    nextStep: (stage, action, at) => fill(deal(NEXT_STEPS[stage]), action, at),
  }
}

/** Lists of second sentences that fit what the action is about and how far it has come. */
function topicsOf(phase: Phase, action: ExampleAction): (readonly string[])[] {
  const { themes, determinants, core20plus5 } = action
  if (BEFORE_WORK.includes(phase)) return themes.map((tag) => INTENTION_SENTENCES[tag])
  if (!AT_WORK.includes(phase)) return []
  return [
    ...themes.map((tag) => THEME_SENTENCES[tag]),
    ...determinants.map((tag) => DETERMINANT_SENTENCES[tag]),
    ...core20plus5.map((tag) => CORE20PLUS5_SENTENCES[tag]),
  ]
}

/** "Leicester, Leicestershire and Rutland" names three places. */
function placesIn(systemName: string): string[] {
  return systemName.split(/, | and /).map(withArticle)
}

function withArticle(place: string): string {
  return place.endsWith(' Country') ? `the ${place}` : place
}

function startLower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
