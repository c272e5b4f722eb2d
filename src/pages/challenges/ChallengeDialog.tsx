import { z } from 'zod'
import { ChallengeAnswerFields } from '../../../domain/record/report-fields.ts'
import { ANSWER_STATE_WORDS, ANSWER_STATES } from '../../../domain/record/report-words.ts'
import type { ChallengeAnswer } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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

const { answer, by, source } = ChallengeAnswerFields.shape
const Fields = z
  .object({ state: z.enum(ANSWER_STATES), answer, by, source })
  .refine(({ state, answer }) => (state !== 'answered' && state !== 'refused') || Boolean(answer), {
    path: ['answer'],
    message: 'Write what was answered.',
  })

function ChallengeForm({
  challenge,
  onClose,
}: {
  challenge: ChallengeAnswer
  onClose: () => void
}) {
  const { today } = useApp()
  const save = useTell('challenges.answer')
  const form = useEntryForm({
    draft: `challenge/${challenge.id}`,
    values: {
      state: challenge.state,
      answer: challenge.answer ?? '',
      by: challenge.by ?? '',
      on: challenge.on,
      source: challenge.source ?? '',
    },
    basis: challenge,
    schema: Fields,
    save: async ({ state, on, answer, by, source }, inView) => {
      const fields = {
        ...{ state, on, answer: textOrNull(answer) },
        ...{ by: textOrNull(by), source: textOrNull(source) },
      }
      // A field on which two people disagree is settled by saving what is in view.
      const settled = Object.fromEntries(
        Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
      )
      const changes = { ...changedFields<typeof fields>(fields, inView), ...settled }
      if (Object.keys(changes).length === 0) return
      const seen = seenOf(inView.heads, changes)
      await save.mutateAsync({ id: challenge.id, fields: changes, seen })
    },
    onSaved: onClose,
  })

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <p>{challenge.title}</p>
      <Select
        label="State"
        options={STATES}
        value={form.values.state}
        onChange={(state) => form.set({ state })}
        autoFocus
      />
      <TextArea label="What was answered" rows={4} {...form.field('answer')} />
      <TextField
        label="Who answered"
        hint="A body or an office, such as a department or a minister."
        {...form.field('by')}
      />
      <DateField
        label="When"
        value={form.values.on}
        onChange={(on) => form.set({ on })}
        today={today}
      />
      <TextField
        label="Where it can be read"
        hint="A web address, or the name of a letter."
        {...form.field('source')}
      />
    </EntryDialogForm>
  )
}
