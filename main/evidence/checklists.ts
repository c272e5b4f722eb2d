import type { Tally } from '../../domain/checklist/results.ts'
import type { About, AnswersFact, ChecklistFact, RoundFact } from '../../domain/reports/evidence.ts'
import type { ChecklistRound } from '../../preload/reports-types.ts'
import { readRounds } from '../checklist/read.ts'
import { checklistResult } from '../checklist/results.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import { subjectEntries } from './subject-entries.ts'

/** The latest round of each organisation in scope beside its first, as they may be shown. */
export function collectChecklists({ end }: FrozenRecord, about: About): ChecklistFact[] {
  if (about.scope.startsWith('priority:')) return []
  const wanted = new Set(about.systems.map(({ ods }) => ods))
  const rounds = readRounds(end).filter(({ ics, opens }) => wanted.has(ics) && opens <= about.day)
  const latest = Map.groupBy(
    rounds,
    ({ ics, organisation }) => `${ics} ${organisation.trim().toLowerCase()}`,
  )
  return [...latest.values()]
    .flatMap(([round]) => (round ? [checklistFact(end, round)] : []))
    .sort((a, b) =>
      a.organisation === b.organisation
        ? a.ics < b.ics
          ? -1
          : 1
        : a.organisation < b.organisation
          ? -1
          : 1,
    )
}

function checklistFact(end: RecordContext, { id }: ChecklistRound): ChecklistFact {
  const { round, firstRound, questions } = checklistResult(end, id)
  const [shown] = questions
  return {
    ics: round.ics,
    organisation: round.organisation,
    latest: roundFact(end, round, shown?.all),
    first: firstRound && roundFact(end, firstRound, shown?.first),
    questions: questions.map(({ id: question, text, all, first, agreement }) => ({
      id: question,
      text,
      agreement,
      latest: answersFact(all),
      first: first && answersFact(first),
    })),
  }
}

function answersFact({ yes, people }: Tally): AnswersFact {
  return yes === null || people === null ? null : { yes, people }
}

/** Its entries are a count of people too, so none are named where that is withheld. */
function roundFact(
  end: RecordContext,
  { id, ics, opens }: ChecklistRound,
  tally: Tally | null | undefined,
): RoundFact {
  const answers = tally?.withheld
    ? []
    : readParts(end.record.db, 'checklist-answer', { view: ics, parent: id })
  const subjects = answers.map((answer) => `checklist-answer:${answer.id}`)
  return { id, opens, entries: subjectEntries(end, subjects, ics) }
}
