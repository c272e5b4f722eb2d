import { ANSWER_STATE_WORDS, type AnswerState } from '../../../domain/record/report-words.ts'
import type { ChallengeAnswer } from '../../../preload/reports-types.ts'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'

/** A shape for each state, so that the list can be scanned; the word stands beside it. */
const MARKS: Record<AnswerState, string> = {
  'not-raised': '○',
  raised: '◔',
  answered: '◑',
  'acted-on': '●',
  refused: '✕',
}

interface Props {
  challenge: ChallengeAnswer
  whyNot: string | null
  onChange: () => void
}

export function ChallengeLine({ challenge, whyNot, onChange }: Props) {
  const { id, title, summary, state, answer, by, on, source, conflicts } = challenge
  const said = [by, on && formatDate(on)].filter(Boolean).join(', ')
  return (
    <li>
      <span className="reference">{id}</span>
      <div>
        <h3>{title}</h3>
        <p className="quiet">{summary}</p>
        {(answer || said) && (
          <div className="challenge-answer">
            {answer && <p>{answer}</p>}
            {(said || source) && (
              <p className="quiet">
                {said}
                {said && source && ' · '}
                {source && <Source source={source} />}
              </p>
            )}
          </div>
        )}
        {conflicts.length > 0 && (
          <p className="challenge-conflict">
            Two people changed this at the same time. Open it, check it and save it to settle.
          </p>
        )}
      </div>
      <span className={`challenge-state challenge-${state}`}>
        <span aria-hidden="true">{MARKS[state]}</span> {ANSWER_STATE_WORDS[state]}
      </span>
      <Button whyNot={whyNot} aria-label={`Change what came of ${id}`} onPress={onChange}>
        Change
      </Button>
    </li>
  )
}

function Source({ source }: { source: string }) {
  return /^https?:\/\//.test(source) ? (
    <a
      href={source}
      onClick={(event) => {
        event.preventDefault()
        bridge.openOutside(source)
      }}
    >
      Source
    </a>
  ) : (
    <>Source: {source}</>
  )
}
