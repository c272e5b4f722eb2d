import { useState } from 'react'
import { OutcomeFields } from '../../../../domain/record/workshop-fields.ts'
import {
  FATES,
  type Fate,
  OUTCOME_KIND_WORDS,
  OUTCOME_KINDS,
  STANDING_WORDS,
} from '../../../../domain/record/workshop-words.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DialogForm } from '../../../ui/DialogForm.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea, TextField } from '../../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../../shared/changes.ts'

export type SessionOutcome = SessionDetail['outcomes'][number]

interface Props {
  /** Id of the session. */
  session: string
  /** `null` while none is being changed. */
  outcome: SessionOutcome | null
  onClose: () => void
}

const BY_RECORD = 'record'

/** Puts right what was written down, and says what became of it where the record cannot tell. */
export function OutcomeDialog({ session, outcome, onClose }: Props) {
  return (
    <Dialog
      title={`Change this ${outcome ? OUTCOME_KIND_WORDS[outcome.kind].toLowerCase() : ''}`}
      open={outcome !== null}
      onClose={onClose}
      width="wide"
    >
      {outcome && <OutcomeForm session={session} outcome={outcome} onClose={onClose} />}
    </Dialog>
  )
}

function OutcomeForm({
  session,
  outcome,
  onClose,
}: Omit<Props, 'outcome'> & { outcome: SessionOutcome }) {
  const { today } = useApp()
  const save = useTell('workshops.saveOutcome')
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(outcome)
  const [draft, setDraft] = useState(() => {
    const { kind, text, system, due, fate } = outcome
    return {
      ...{ kind, text, system, due, fate },
      owner: outcome.owner ?? '',
      action: outcome.action ?? '',
      fateNote: outcome.fateNote ?? '',
    }
  })
  const [problems, setProblems] = useState<{ text?: string; action?: string }>({})
  const change = (fields: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...fields }))
  const send = (fields: OutcomeFields) =>
    save.mutate(
      { session, id: inView.id, fields, seen: seenOf(inView.heads, fields) },
      { onSuccess: onClose },
    )

  function submit() {
    const fields = {
      ...draft,
      text: draft.text.trim(),
      owner: textOrNull(draft.owner),
      action: textOrNull(draft.action),
      fateNote: textOrNull(draft.fateNote),
    }
    const found = {
      ...(fields.text === '' && { text: 'Say what was agreed.' }),
      ...(!OutcomeFields.shape.action.safeParse(fields.action).success && {
        action: 'Write the action’s reference, such as HS1.e2.',
      }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const changes = changedFields<OutcomeFields>(fields, inView)
    if (Object.keys(changes).length === 0) onClose()
    else send(changes)
  }

  return (
    <DialogForm
      action="Save"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button kind="danger" onPress={() => send({ removed: true })}>
          Take it out
        </Button>
      }
    >
      <TextArea
        label="What was agreed"
        rows={2}
        value={draft.text}
        onChange={(text) => change({ text })}
        problem={problems.text}
        longest={1000}
        autoFocus
      />
      <div className="workshop-form-row">
        <Select
          label="Kind"
          options={OUTCOME_KINDS.map((id) => ({ id, text: OUTCOME_KIND_WORDS[id] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label="Who answers for it"
          value={draft.owner}
          onChange={(owner) => change({ owner })}
          longest={120}
        />
        <SystemSelect
          label="Falls to"
          none="No system"
          value={draft.system}
          onChange={(system) => change({ system })}
        />
      </div>
      <div className="workshop-form-row">
        <DateField
          label="Due"
          value={draft.due}
          onChange={(due) => change({ due })}
          today={today}
        />
        <TextField
          label="About the action"
          placeholder="HS1.e2"
          value={draft.action}
          onChange={(action) => change({ action })}
          problem={problems.action}
        />
      </div>
      <div className="workshop-form-row">
        <Select<Fate | typeof BY_RECORD>
          label="What became of it"
          options={[
            { id: BY_RECORD, text: 'As the record tells' },
            ...FATES.map((id) => ({ id, text: STANDING_WORDS[id] })),
          ]}
          value={draft.fate ?? BY_RECORD}
          onChange={(fate) => change({ fate: fate === BY_RECORD ? null : fate })}
        />
        <TextField
          label="In your words"
          value={draft.fateNote}
          onChange={(fateNote) => change({ fateNote })}
          longest={500}
        />
      </div>
    </DialogForm>
  )
}
