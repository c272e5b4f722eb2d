import { DEFAULT_THRESHOLD } from '../metrics/disclosure.ts'
import {
  CHECKLIST_LEVELS,
  type ChecklistAnswer,
  type ChecklistLevel,
} from '../record/checklist-words.ts'
import { type AnswerCounts, agreementBetween, peopleIn } from './agreement.ts'
import { CHECKLIST_GROUPS } from './questions.ts'
import { withheldLevels } from './suppression.ts'

/** What one person said, without who they are. */
export interface GivenAnswer {
  level: ChecklistLevel
  /** By question. One that was left out counts as not knowing. */
  answers: Readonly<Record<string, ChecklistAnswer>>
  remark: string | null
}

/** Counts are `null` where they are withheld. */
export interface Tally {
  yes: number | null
  no: number | null
  unknown: number | null
  people: number | null
  withheld: boolean
}

export interface QuestionResult {
  id: string
  /** Title of the group it is in. */
  group: string
  text: string
  all: Tally
  levels: Record<ChecklistLevel, Tally>
  /** Of the levels that are shown. */
  agreement: number | null
}

export interface RoundResult {
  byLevel: { level: ChecklistLevel; people: number | null; withheld: boolean }[]
  questions: QuestionResult[]
  remarks: string[]
}

/**
 * The results of a round as they may be shown. Each person counts in every question, so the same
 * levels are withheld throughout, and no question gives away what another hides. Remarks come in the
 * order of `given`, without level, once five people have answered.
 */
export function roundResult(given: readonly GivenAnswer[]): RoundResult {
  const byLevel = Map.groupBy(given, ({ level }) => level)
  const at = (level: ChecklistLevel) => byLevel.get(level) ?? []
  const withheld = withheldLevels(recordOf((level) => at(level).length))
  const isEnough = given.length >= DEFAULT_THRESHOLD
  return {
    byLevel: CHECKLIST_LEVELS.map((level) => ({
      level,
      people: withheld.has(level) ? null : at(level).length,
      withheld: withheld.has(level),
    })),
    questions: CHECKLIST_GROUPS.flatMap(({ title, questions }) =>
      questions.map(({ id, text }) => ({
        id,
        group: title,
        text,
        all: tally(countsOf(given, id), given.length > 0 && !isEnough),
        levels: recordOf((level) => tally(countsOf(at(level), id), withheld.has(level))),
        agreement: agreementBetween(
          CHECKLIST_LEVELS.filter((level) => !withheld.has(level)).map((level) =>
            countsOf(at(level), id),
          ),
        ),
      })),
    ),
    remarks: isEnough ? given.flatMap(({ remark }) => remark ?? []) : [],
  }
}

function countsOf(given: readonly GivenAnswer[], question: string): AnswerCounts {
  const counts = { yes: 0, no: 0, unknown: 0 }
  for (const { answers } of given) counts[answers[question] ?? 'unknown'] += 1
  return counts
}

function tally(counts: AnswerCounts, withheld: boolean): Tally {
  if (withheld) return { yes: null, no: null, unknown: null, people: null, withheld }
  return { ...counts, people: peopleIn(counts), withheld }
}

function recordOf<T>(value: (level: ChecklistLevel) => T): Record<ChecklistLevel, T> {
  return Object.fromEntries(CHECKLIST_LEVELS.map((level) => [level, value(level)])) as Record<
    ChecklistLevel,
    T
  >
}
