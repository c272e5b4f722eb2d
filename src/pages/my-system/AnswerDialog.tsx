import { useState } from 'react'
import type { Answer } from '../../../domain/workshops/words.ts'
import type { Proposal } from '../../../preload/workshops-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { OwnerPicker } from '../action/OwnerPicker.tsx'

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
  const carriers = useCarriers(ics)
  const [text, setText] = useState(proposal.text)
  const [owner, setOwner] = useState(proposal.ownerId)
  const [due, setDue] = useState(proposal.due)
  const [carrier, setCarrier] = useState<string | null>(
    proposal.action ? `action:${proposal.action}` : null,
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
    const [kind, reference] = carrier?.split(':') ?? []
    send.mutate(
      {
        ...{ ics, outcome: proposal.id },
        answer: Object.keys(changes).length > 0 ? 'changed' : 'accepted',
        ...changes,
        ...(kind === 'action' && reference && { action: reference }),
        ...(kind === 'new' && reference && { recommendation: reference }),
      },
      { onSuccess: onClose },
    )
  }

  return (
    <form
      className="proposal-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isChanging ? (
        <>
          <TextArea
            label="What you will do"
            rows={3}
            value={text}
            onChange={setText}
            maxLength={1000}
            autoFocus
          />
          <OwnerPicker ics={ics} value={owner} onChange={setOwner} />
          <DateField label="Due" value={due} onChange={setDue} today={today} />
        </>
      ) : (
        <p>{proposal.text}</p>
      )}
      <ComboBox
        // A new key takes in options that came later.
        key={carriers.length}
        label="Where it goes in your register"
        hint="An action that it moves on, or a new one of your own under a recommendation."
        placeholder="HS1.e2, or words of its title"
        options={carriers}
        value={carrier}
        onChange={setCarrier}
        problem={problem}
        autoFocus={!isChanging}
      />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={send.isPending}>
          {isChanging ? 'Accept with changes' : 'Accept'}
        </Button>
      </DialogActions>
    </form>
  )
}

/** What can carry an accepted proposal: `action:HS1.e2`, or `new:HS1.e` for one of the system's own. */
function useCarriers(ics: string): { id: string; text: string; detail: string }[] {
  const rows = useAsk('register.list', { ics })
  const catalogue = useAsk('catalogue.get', {})
  const actions = (rows.data ?? []).map(({ reference, title }) => ({
    id: `action:${reference}`,
    text: `${reference} ${title}`,
    detail: 'action',
  }))
  const recommendations = (catalogue.data?.focusAreas ?? []).flatMap((area) => area.recommendations)
  return [
    ...actions,
    ...recommendations.map(({ reference, title }) => ({
      id: `new:${reference}`,
      text: `${reference} ${title}`,
      detail: 'new action of your own',
    })),
  ]
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
    <form
      className="proposal-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p>{proposal.text}</p>
      <TextArea
        label="Why you decline"
        hint="The co-chairs read it, and it stands in the action log."
        rows={3}
        value={reason}
        onChange={setReason}
        problem={problem}
        maxLength={500}
        autoFocus
      />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={send.isPending}>
          Decline
        </Button>
      </DialogActions>
    </form>
  )
}
