import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import {
  CHECKLIST_GROUPS,
  CHECKLIST_QUESTIONS,
  CHECKLIST_REMARK,
} from '../../../domain/checklist/questions.ts'
import {
  CHECKLIST_ANSWER_WORDS,
  CHECKLIST_ANSWERS,
  CHECKLIST_LEVEL_HINTS,
  CHECKLIST_LEVEL_WORDS,
  CHECKLIST_LEVELS,
  type ChecklistAnswer,
  type ChecklistLevel,
} from '../../../domain/record/checklist-words.ts'
import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { showTooLong } from '../../ui/length.ts'
import { Page } from '../../ui/Page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { ChoiceOfOne } from './ChoiceOfOne.tsx'
import '../shared/pages.css'
import './checklist.css'

/** The checklist, for a member to answer in Accord: once, and again to change what they said. */
export function AnswerPage() {
  const { round: id } = useParams({ strict: false })
  const { ics } = useApp()
  const rounds = useAsk('checklist.rounds', { ics })
  if (rounds.data === undefined)
    return <Waiting title="Checklist" label="Looking up the round" query={rounds} />
  const round = rounds.data.find((each) => each.id === id)
  // Begins anew when what the person said before comes in after the page is on show.
  if (round) return <AnswerForm key={JSON.stringify([round.id, round.mine])} round={round} />
  return (
    <Page title="Checklist">
      <ErrorState
        error={{ message: 'That round is not there any more, or it is of another system.' }}
      />
    </Page>
  )
}

const LEVELS = CHECKLIST_LEVELS.map((id) => ({
  id,
  text: CHECKLIST_LEVEL_WORDS[id],
  hint: CHECKLIST_LEVEL_HINTS[id],
}))
const ANSWERS = CHECKLIST_ANSWERS.map((id) => ({ id, text: CHECKLIST_ANSWER_WORDS[id] }))

function AnswerForm({ round }: { round: ChecklistRound }) {
  const save = useTell('checklist.answer')
  const navigate = useNavigate()
  const whyNot = useWhyNot(round.ics)
  const form = useEntryForm({
    draft: `checklist/${round.id}`,
    values: {
      level: round.mine?.level ?? (null as ChecklistLevel | null),
      answers: { ...round.mine?.answers } as Record<string, ChecklistAnswer>,
      remark: round.mine?.remark ?? '',
    },
    save: async ({ level, answers, remark }) => {
      if (level === null) throw new NotSaved()
      await save.mutateAsync({ round: round.id, level, answers, remark: remark.trim() || null })
    },
    onSaved: async () => {
      await navigate({
        to: '/checklist/$round',
        params: { round: round.id },
        search: { ics: round.ics },
      })
      document.getElementById('main')?.scrollTo({ top: 0 })
    },
  })
  const { level, answers, remark } = form.values
  const [wasTried, setTried] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const open = CHECKLIST_QUESTIONS.filter(({ id }) => answers[id] === undefined).length
  const isFinished = open === 0 && level !== null

  function submit() {
    setTried(true)
    if (level === null || open > 0) {
      summary.current?.focus()
      return
    }
    void form.submit()
  }

  return (
    <Page
      title={`How fair is ${round.organisation}?`}
      subtitle={
        <>
          <Link to="/checklist/$round" params={{ round: round.id }} search={{ ics: round.ics }}>
            {round.title}
          </Link>{' '}
          · {CHECKLIST_QUESTIONS.length - open} of {CHECKLIST_QUESTIONS.length} answered
        </>
      }
    >
      <form
        className="checklist-answer"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!showTooLong(event.currentTarget)) submit()
        }}
      >
        <div>
          <p className="checklist-about">
            Accord shows nobody what you answered. The record’s log does keep that you wrote the
            entry: where that matters, use the form instead.
          </p>
          <div ref={summary} tabIndex={-1} role="alert">
            {wasTried && !isFinished && (
              <p className="task-problem">
                {level === null ? 'Say where you work. ' : ''}
                {open > 0 &&
                  `${open} of ${CHECKLIST_QUESTIONS.length} questions have no answer yet; they are marked below.`}
              </p>
            )}
          </div>
        </div>
        <DraftNote form={form} />
        <ChoiceOfOne
          name="level"
          legend="Where do you work?"
          help="Choose what fits best."
          choices={LEVELS}
          value={level}
          onChange={(id) => form.set({ level: id })}
          isMissing={wasTried && level === null}
        />
        {CHECKLIST_GROUPS.map(({ title, questions }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            {questions.map(({ id, text, help }) => (
              <ChoiceOfOne
                key={id}
                name={`question-${id}`}
                legend={`${id}. ${text}`}
                help={help}
                choices={ANSWERS}
                value={answers[id] ?? null}
                onChange={(answer) => form.set({ answers: { ...answers, [id]: answer } })}
                isMissing={wasTried && answers[id] === undefined}
              />
            ))}
          </section>
        ))}
        <TextArea
          label={CHECKLIST_REMARK.text}
          hint={CHECKLIST_REMARK.help}
          value={remark}
          onChange={(text) => form.set({ remark: text })}
          longest={CHECKLIST_REMARK.longest}
        />
        <div className="form-buttons">
          <Button kind="primary" type="submit" whyNot={whyNot} isDisabled={form.isSaving}>
            {round.mine === null ? 'Save my answers' : 'Save the change'}
          </Button>
        </div>
      </form>
    </Page>
  )
}
