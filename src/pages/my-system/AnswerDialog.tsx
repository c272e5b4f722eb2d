import { useState } from 'react'
import type { Answer } from '../../../domain/record/workshop-words.ts'
import type { Proposal } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
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

function AcceptForm({ ics, proposal, answer, onClose }: FormProps & { answer: Answer }) {
  const { today } = useApp()
  const send = useTell('workshops.answer')
  const [text, setText] = useState(proposal.text)
  const [owner, setOwner] = useState(proposal.ownerId)
  const [due, setDue] = useState(proposal.due)
  const [carrier, setCarrier] = useState<Carrier | null>(
    proposal.action === null ? null : { action: proposal.action },
  )
  const [problem, setProblem] = useState<string | null>(null)
  const isChanging = answer === 'changed'
  const changes = {
    ...(text.trim() !== '' && text.trim() !== proposal.text && { text: text.trim() }),
    ...(owner !== proposal.ownerId && { owner }),
    ...(due !== proposal.due && { due }),
  }

  function submit() {
    if (carrier === null && proposal.kind !== 'decision')
      return setProblem('Choose where it goes in your register.')
    send.mutate(
      {
        ...{ ics, outcome: proposal.id },
        answer: Object.keys(changes).length > 0 ? 'changed' : 'accepted',
        ...changes,
        ...carrier,
      },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm
      action={isChanging ? 'Accept with changes' : 'Accept'}
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={send.isPending}
    >
      {isChanging ? (
        <>
          <TextArea
            label="What you will do"
            rows={3}
            value={text}
            onChange={setText}
            longest={1000}
            autoFocus
          />
          <OwnerPicker ics={ics} value={owner} onChange={setOwner} />
          <DateField label="Due" value={due} onChange={setDue} today={today} />
        </>
      ) : (
        <p>{proposal.text}</p>
      )}
      <CarrierField
        ics={ics}
        value={carrier}
        onChange={setCarrier}
        problem={problem}
        autoFocus={!isChanging}
      />
    </DialogForm>
  )
}

function DeclineForm({ ics, proposal, onClose }: FormProps) {
  const send = useTell('workshops.answer')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if (reason.trim().length < 3) return setProblem('Say why: the co-chairs read it.')
    send.mutate({ ics, outcome: proposal.id, answer: 'declined', reason }, { onSuccess: onClose })
  }

  return (
    <DialogForm action="Decline" onSubmit={submit} onCancel={onClose} isDisabled={send.isPending}>
      <p>{proposal.text}</p>
      <TextArea
        label="Why you decline"
        hint="The co-chairs read it, and it stands in the action log."
        rows={3}
        value={reason}
        onChange={setReason}
        problem={problem}
        longest={500}
        autoFocus
      />
    </DialogForm>
  )
}
