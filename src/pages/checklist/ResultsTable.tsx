import { agreementWords } from '../../../domain/checklist/agreement.ts'
import { CHECKLIST_GROUPS } from '../../../domain/checklist/questions.ts'
import type { Tally } from '../../../domain/checklist/results.ts'
import {
  CHECKLIST_ANSWER_WORDS,
  CHECKLIST_ANSWERS,
  CHECKLIST_LEVEL_WORDS,
  CHECKLIST_LEVELS,
  type ChecklistAnswer,
} from '../../../domain/record/checklist-words.ts'
import type { ChecklistResult } from '../../../preload/reports-types.ts'
import { Choices } from '../../ui/Choices.tsx'
import { useKept } from '../shared/kept.ts'

type Question = ChecklistResult['questions'][number]

type Props = Pick<ChecklistResult, 'questions' | 'firstRound'>

/** Each question by level, over its denominator: one answer at a time, the person's choice which. */
export function ResultsTable({ questions, firstRound }: Props) {
  const [shown, setShown] = useKept<ChecklistAnswer>('checklist.shown', 'yes')
  return (
    <section aria-labelledby="answers">
      <div className="checklist-head">
        <h2 id="answers">What they said</h2>
        <Choices
          label="Answer to show"
          choices={CHECKLIST_ANSWERS.map((id) => ({ id, text: CHECKLIST_ANSWER_WORDS[id] }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="checklist-frame" aria-label="Answers by level" tabIndex={0}>
        <table className="plain-table checklist-results">
          <caption className="visually-hidden">
            People who said “{CHECKLIST_ANSWER_WORDS[shown]}”, of all who answered
          </caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Everybody</th>
              {CHECKLIST_LEVELS.map((level) => (
                <th scope="col" key={level}>
                  {CHECKLIST_LEVEL_WORDS[level]}
                </th>
              ))}
              <th scope="col">What levels say is</th>
              {firstRound && <th scope="col">Everybody, {firstRound.title}</th>}
            </tr>
          </thead>
          {CHECKLIST_GROUPS.map(({ title }) => (
            <tbody key={title}>
              <tr className="checklist-group">
                <th scope="rowgroup" colSpan={firstRound ? 8 : 7}>
                  {title}
                </th>
              </tr>
              {questions
                .filter(({ group }) => group === title)
                .map((question) => (
                  <QuestionLine key={question.id} question={question} shown={shown} />
                ))}
            </tbody>
          ))}
        </table>
      </section>
    </section>
  )
}

function QuestionLine({ question, shown }: { question: Question; shown: ChecklistAnswer }) {
  const { id, text, all, levels, agreement, first } = question
  const change = first && pointsBetween(first, all, shown)
  return (
    <tr>
      <th scope="row">
        <span className="reference">{id}</span> {text}
      </th>
      <td>
        <Share tally={all} shown={shown} />
      </td>
      {CHECKLIST_LEVELS.map((level) => (
        <td key={level}>
          <Share tally={levels[level]} shown={shown} />
        </td>
      ))}
      <td>{agreementWords(agreement)}</td>
      {first && (
        <td>
          <Share tally={first} shown={shown} />
          {change !== null && <span className="quiet">{change}</span>}
        </td>
      )}
    </tr>
  )
}

/** "14 of 23" above a bar of that share. */
function Share({ tally, shown }: { tally: Tally; shown: ChecklistAnswer }) {
  const count = tally[shown]
  if (count === null || tally.people === null) return <span className="quiet">Too few</span>
  if (tally.people === 0) return <span className="quiet">Nobody</span>
  return (
    <>
      <span className="numbers">
        {count} of {tally.people}
      </span>
      <span className="checklist-bar" aria-hidden="true">
        <span style={{ width: `${(count / tally.people) * 100}%` }} />
      </span>
    </>
  )
}

/** "now 12 points more"; `null` where one of the two is withheld or has nobody. */
function pointsBetween(before: Tally, now: Tally, shown: ChecklistAnswer): string | null {
  const [from, to] = [before, now].map((tally) =>
    tally.people ? ((tally[shown] ?? 0) / tally.people) * 100 : null,
  )
  if (from == null || to == null) return null
  const points = Math.round(to - from)
  if (points === 0) return 'now the same share'
  return `now ${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'more' : 'fewer'}`
}
