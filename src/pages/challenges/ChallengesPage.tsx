import { useState } from 'react'
import {
  ANSWER_STATE_WORDS,
  ANSWER_STATES,
  type AnswerState,
} from '../../../domain/record/report-words.ts'
import type { ChallengeAnswer } from '../../../preload/reports-types.ts'
import { useAsk } from '../../app/api.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { ChallengeDialog } from './ChallengeDialog.tsx'
import { ChallengeLine } from './ChallengeLine.tsx'
import '../shared/pages.css'
import './challenges.css'

/** What the commission asks of national policymakers, and what came of it. */
export function ChallengesPage() {
  const list = useAsk('challenges.list', {})
  const catalogue = useAsk('catalogue.get', {})
  const whyNot = useChairWhyNot()
  const [state, setState] = useKept<AnswerState | 'all'>('challenges.state', 'all')
  const [words, setWords] = useKept('challenges.words', '')
  const [changing, setChanging] = useState<ChallengeAnswer | null>(null)
  if (list.data === undefined)
    return <Waiting title="Challenges" label="Looking up the challenges" query={list} />

  const all = list.data
  const shown = all.filter(
    (challenge) => (state === 'all' || challenge.state === state) && holds(challenge, words),
  )
  const raised = all.filter((challenge) => challenge.state !== 'not-raised').length
  const choices = [
    { id: 'all' as const, text: 'All', count: all.length },
    ...ANSWER_STATES.map((id) => ({
      id,
      text: ANSWER_STATE_WORDS[id],
      count: all.filter((challenge) => challenge.state === id).length,
    })),
  ]
  return (
    <Page title="Challenges to policymakers" subtitle={`${raised} of ${all.length} raised so far`}>
      <p className="challenges-about">
        The commission asks things of government and national bodies that the Midlands cannot do
        alone. Note here what was raised, and what they said.
      </p>
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      <div className="challenges-filter">
        <TextField
          label="Find a challenge"
          placeholder="Words, a reference, who answered"
          value={words}
          onChange={setWords}
        />
        <Choices label="State" choices={choices} value={state} onChange={setState} />
        <p role="status">
          {shown.length} of {all.length} shown
        </p>
      </div>
      {shown.length === 0 && (
        <EmptyState title="No challenge fits">Try fewer words, or another state.</EmptyState>
      )}
      {[...Map.groupBy(shown, ({ priority }) => priority)].map(([priority, challenges]) => (
        <section key={priority} aria-labelledby={`priority-${priority}`}>
          <h2 id={`priority-${priority}`}>
            Priority {priority}:{' '}
            {catalogue.data?.priorities.find(({ number }) => number === priority)?.title}
          </h2>
          <ul className="challenges">
            {challenges.map((challenge) => (
              <ChallengeLine
                key={challenge.id}
                challenge={challenge}
                whyNot={whyNot}
                onChange={() => setChanging(challenge)}
              />
            ))}
          </ul>
        </section>
      ))}
      <ChallengeDialog challenge={changing} onClose={() => setChanging(null)} />
    </Page>
  )
}

function holds({ id, title, summary, answer, by }: ChallengeAnswer, words: string): boolean {
  const text = [id, title, summary, answer, by].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
