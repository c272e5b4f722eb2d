import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../domain/record/workshop-words.ts'
import type { Proposal } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { type Carrier, CarrierField } from '../shared/CarrierField.tsx'
import { OwnerPicker } from '../shared/owners/OwnerPicker.tsx'

interface Props {
  /** ODS code. */
  ics: string
  /** What is being answered and how; `null` while nothing is. */
  asking: { proposal: Proposal; answer: Answer } | null
  onClose: () => void
}

const TITLES: Record<Answer, string> = {
  accepted: 'Accept this',
  changed: 'Accept this with changes',
  declined: 'Decline this',
}

/** Asks for what an answer still needs: other terms, the action that carries it, or the reason. */
export function AnswerDialog({ ics, asking, onClose }: Props) {
  return (
    <Dialog title={asking ? TITLES[asking.answer] : ''} open={asking !== null} onClose={onClose}>
      {asking?.answer === 'declined' && (
        <DeclineForm ics={ics} proposal={asking.proposal} onClose={onClose} />
      )}
      {asking && asking.answer !== 'declined' && (
        <AcceptForm ics={ics} proposal={asking.proposal} answer={asking.answer} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface FormProps {
  ics: string
  proposal: Proposal
  onClose: () => void
}

const Terms = z.object({ text: z.string().trim().max(1000) })
const Refusal = z.object({
  reason: z.string().trim().min(3, 'Say why: the co-chairs read it.').max(500),
})

function AcceptForm({ ics, proposal, answer, onClose }: FormProps & { answer: Answer }) {
  const { today } = useApp()
  const send = useTell('workshops.answer')
  const form = useEntryForm({
    draft: `answer/${ics}/${proposal.id}/${answer}`,
    values: {
      text: proposal.text,
      owner: proposal.ownerId,
      due: proposal.due,
      carrier: (proposal.action === null ? null : { action: proposal.action }) as Carrier | null,
    },
    schema: Terms,
    save: async ({ text, owner, due, carrier }) => {
      if (carrier === null && proposal.kind !== 'decision') {
        setProblem('Choose where it goes in your register.')
        throw new NotSaved()
      }
      const changes = {
        ...(text.trim() !== '' && text.trim() !== proposal.text && { text: text.trim() }),
        ...(owner !== proposal.ownerId && { owner }),
        ...(due !== proposal.due && { due }),
      }
      await send.mutateAsync({
        ...{ ics, outcome: proposal.id },
        answer: Object.keys(changes).length > 0 ? 'changed' : 'accepted',
        ...changes,
        ...carrier,
      })
    },
    onSaved: onClose,
  })
  const { owner, due, carrier } = form.values
  const [problem, setProblem] = useState<string | null>(null)
  const isChanging = answer === 'changed'

  return (
    <EntryDialogForm
      form={form}
      action={isChanging ? 'Accept with changes' : 'Accept'}
      onCancel={onClose}
    >
      {isChanging ? (
        <>
          <TextArea label="What you will do" rows={3} {...form.field('text')} autoFocus />
          <OwnerPicker ics={ics} value={owner} onChange={(id) => form.set({ owner: id })} />
          <DateField
            label="Due"
            value={due}
            onChange={(day) => form.set({ due: day })}
            today={today}
          />
        </>
      ) : (
        <p>{proposal.text}</p>
      )}
      <CarrierField
        ics={ics}
        value={carrier}
        onChange={(chosen) => form.set({ carrier: chosen })}
        problem={problem}
        autoFocus={!isChanging}
      />
    </EntryDialogForm>
  )
}

function DeclineForm({ ics, proposal, onClose }: FormProps) {
  const send = useTell('workshops.answer')
  const form = useEntryForm({
    draft: `answer/${ics}/${proposal.id}/declined`,
    values: { reason: '' },
    schema: Refusal,
    save: ({ reason }) =>
      send.mutateAsync({
        ...{ ics, outcome: proposal.id },
        ...{ answer: 'declined', reason: reason.trim() },
      }),
    onSaved: onClose,
  })

  return (
    <EntryDialogForm form={form} action="Decline" onCancel={onClose}>
      <p>{proposal.text}</p>
      <TextArea
        label="Why you decline"
        hint="The co-chairs read it, and it stands in the action log."
        rows={3}
        {...form.field('reason')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
