import { useState } from 'react'
import {
  ANSWER_STATE_WORDS,
  ANSWER_STATES,
  type AnswerState,
} from '../../../domain/record/report-words.ts'
import type { ChallengeAnswer } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'

interface Props {
  /** The one to change; `null` while none is. */
  challenge: ChallengeAnswer | null
  onClose: () => void
}

/** Says what came of a challenge: whether it was raised, who answered what and when. */
export function ChallengeDialog({ challenge, onClose }: Props) {
  return (
    <Dialog
      title={challenge ? `What came of ${challenge.id}` : ''}
      open={challenge !== null}
      onClose={onClose}
    >
      {challenge && <ChallengeForm challenge={challenge} onClose={onClose} />}
    </Dialog>
  )
}

const STATES = ANSWER_STATES.map((id) => ({ id, text: ANSWER_STATE_WORDS[id] }))

function ChallengeForm({
  challenge,
  onClose,
}: {
  challenge: ChallengeAnswer
  onClose: () => void
}) {
  const { today } = useApp()
  const save = useTell('challenges.answer')
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(challenge)
  const [state, setState] = useState<AnswerState>(challenge.state)
  const [answer, setAnswer] = useState(challenge.answer ?? '')
  const [by, setBy] = useState(challenge.by ?? '')
  const [on, setOn] = useState(challenge.on)
  const [source, setSource] = useState(challenge.source ?? '')
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if ((state === 'answered' || state === 'refused') && answer.trim() === '')
      return setProblem('Write what was answered.')
    const fields = {
      ...{ state, on, answer: textOrNull(answer) },
      ...{ by: textOrNull(by), source: textOrNull(source) },
    }
    // A field on which two people disagree is settled by saving what is in view.
    const settled = Object.fromEntries(
      Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
    )
    const changes = { ...changedFields<typeof fields>(fields, inView), ...settled }
    if (Object.keys(changes).length === 0) return onClose()
    save.mutate(
      { id: inView.id, fields: changes, seen: seenOf(inView.heads, changes) },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm action="Save" onSubmit={submit} onCancel={onClose} isDisabled={save.isPending}>
      <p>{inView.title}</p>
      <Select label="State" options={STATES} value={state} onChange={setState} autoFocus />
      <TextArea
        label="What was answered"
        rows={4}
        value={answer}
        onChange={setAnswer}
        problem={problem}
        longest={2000}
      />
      <TextField
        label="Who answered"
        hint="A body or an office, such as a department or a minister."
        value={by}
        onChange={setBy}
        longest={200}
      />
      <DateField label="When" value={on} onChange={setOn} today={today} />
      <TextField
        label="Where it can be read"
        hint="A web address, or the name of a letter."
        value={source}
        onChange={setSource}
        longest={1000}
      />
    </DialogForm>
  )
}
