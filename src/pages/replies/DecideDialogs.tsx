import type { ReactNode } from 'react'
import { z } from 'zod'
import { STATUS_WORDS, STATUSES } from '../../../domain/record/statuses.ts'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextField.tsx'

interface Props {
  /** `null` while nothing is asked. */
  answer: OwnerAnswer | null
  onClose: () => void
}

const STATUS_CHOICES = STATUSES.map((status) => ({ id: status, text: STATUS_WORDS[status] }))
const Changed = z.object({
  note: z.string().trim().max(4000),
  nextStep: z.string().trim().max(1000),
})
const Refusal = z.object({ reason: z.string().trim().max(500) })

/** Puts an owner's answer in other words, or another date, before it is accepted. */
export function ChangeDialog(props: Props) {
  return <AnswerDialog {...props} asks="change, then accept" Form={ChangeForm} />
}

interface FormProps {
  answer: OwnerAnswer
  onClose: () => void
}

function AnswerDialog({
  answer,
  onClose,
  asks,
  Form,
}: Props & { asks: string; Form: (props: FormProps) => ReactNode }) {
  return (
    <Dialog
      title={answer ? `${answer.reference}: ${asks}` : ''}
      open={answer !== null}
      onClose={onClose}
    >
      {answer && <Form answer={answer} onClose={onClose} />}
    </Dialog>
  )
}

function ChangeForm({ answer, onClose }: FormProps) {
  const { today } = useApp()
  const send = useTell('owners.decide')
  const { ics, id, seen, row, changes } = answer
  const before = { status: row?.status ?? 'not-started', due: row?.due ?? null }
  const form = useEntryForm({
    draft: `reply/${ics}/${id}/change`,
    values: {
      status: changes.status ?? before.status,
      due: changes.due ?? before.due,
      note: changes.note ?? '',
      nextStep: changes.nextStep ?? '',
    },
    schema: Changed,
    save: ({ status, due, note, nextStep }) =>
      send.mutateAsync({
        ...{ ics, decision: 'changed' as const, answers: [{ id, seen }] },
        changes: {
          ...(status !== before.status && { status }),
          ...(due !== before.due && { due }),
          ...(note.trim() !== '' && { note: note.trim() }),
          ...(nextStep.trim() !== '' && { nextStep: nextStep.trim() }),
          ...(changes.owner !== undefined && { owner: changes.owner }),
        },
      }),
    onSaved: onClose,
  })
  const { status, due } = form.values
  return (
    <EntryDialogForm form={form} action="Accept with changes" onCancel={onClose}>
      <TextArea
        label="Progress note"
        hint="Keep the name before the words that are theirs."
        rows={4}
        {...form.field('note')}
        autoFocus
      />
      <TextArea label="Next step" rows={2} {...form.field('nextStep')} />
      <Select
        label="Status"
        options={STATUS_CHOICES}
        value={status}
        onChange={(chosen) => form.set({ status: chosen })}
      />
      <DateField label="Due" value={due} onChange={(day) => form.set({ due: day })} today={today} />
    </EntryDialogForm>
  )
}

/** Leaves an answer out of the register, with or without a reason. */
export function DeclineDialog(props: Props) {
  return <AnswerDialog {...props} asks="decline the answer" Form={DeclineForm} />
}

function DeclineForm({ answer, onClose }: FormProps) {
  const send = useTell('owners.decide')
  const { ics, id } = answer
  const form = useEntryForm({
    draft: `reply/${ics}/${id}/decline`,
    values: { reason: '' },
    schema: Refusal,
    save: ({ reason }) =>
      send.mutateAsync({
        ...{ ics, decision: 'declined' as const, answers: [{ id }] },
        reason: reason.trim(),
      }),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Decline" onCancel={onClose}>
      <TextArea
        label="Why, if you like"
        hint="It stands beside the answer. Nothing is sent to the owner."
        rows={3}
        {...form.field('reason')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
