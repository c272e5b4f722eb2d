import { z } from 'zod'
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
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../../forms/limits.ts'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
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

const { text, owner, action, fateNote } = OutcomeFields.shape
const Fields = z.object({
  text: wordsFor(text, 'Say what was agreed.'),
  ...{ owner, fateNote },
  action: z.string().refine((typed) => action.safeParse(typed.trim() || null).success, {
    message: 'Write the action’s reference, such as HS1.e2.',
  }),
})

function OutcomeForm({
  session,
  outcome,
  onClose,
}: Omit<Props, 'outcome'> & { outcome: SessionOutcome }) {
  const { today } = useApp()
  const save = useTell('workshops.saveOutcome')
  const send = (fields: OutcomeFields, inView: SessionOutcome = outcome) =>
    save.mutateAsync({ session, id: outcome.id, fields, seen: seenOf(inView.heads, fields) })
  const { kind, text, system, due, fate } = outcome
  const form = useEntryForm({
    draft: `outcome/${outcome.id}`,
    values: {
      ...{ kind, text, system, due, fate },
      owner: outcome.owner ?? '',
      action: outcome.action ?? '',
      fateNote: outcome.fateNote ?? '',
    },
    basis: outcome,
    schema: Fields,
    save: async (values, inView) => {
      const fields = {
        ...values,
        text: values.text.trim(),
        owner: textOrNull(values.owner),
        action: textOrNull(values.action),
        fateNote: textOrNull(values.fateNote),
      }
      const changes = changedFields<OutcomeFields>(fields, inView)
      if (Object.keys(changes).length > 0) await send(changes, inView)
    },
    onSaved: onClose,
  })
  const draft = form.values
  const change = form.set

  return (
    <EntryDialogForm
      form={form}
      action="Save"
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button
          kind="danger"
          onPress={() => void send({ removed: true }).then(onClose, () => undefined)}
        >
          Take it out
        </Button>
      }
    >
      <TextArea label="What was agreed" rows={2} {...form.field('text')} autoFocus />
      <div className="workshop-form-row">
        <Select
          label="Kind"
          options={OUTCOME_KINDS.map((id) => ({ id, text: OUTCOME_KIND_WORDS[id] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextField label="Who answers for it" {...form.field('owner')} />
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
        <TextField label="About the action" placeholder="HS1.e2" {...form.field('action')} />
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
        <TextField label="In your words" {...form.field('fateNote')} />
      </div>
    </EntryDialogForm>
  )
}
