import { useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { type Carrier, CarrierField } from '../shared/CarrierField.tsx'
import { OwnerPicker } from '../shared/owners/OwnerPicker.tsx'

interface Props {
  strategy: Pick<StrategyDetail, 'id' | 'maySign'>
  open: boolean
  onClose: () => void
}

/** Writes what a system will do, by when, who answers, and where its register carries it. */
export function CommitmentDialog(props: Props) {
  return (
    <Dialog title="Add a commitment" open={props.open} onClose={props.onClose}>
      {/* Drawn only while open, so that each opening starts afresh. */}
      {props.open && <CommitmentForm {...props} />}
    </Dialog>
  )
}

function CommitmentForm({ strategy, onClose }: Props) {
  const { ics: shown, today, systemName } = useApp()
  const commit = useTell('strategies.commit')
  const [ics, setIcs] = useState(
    strategy.maySign.includes(shown) ? shown : (strategy.maySign[0] ?? shown),
  )
  const [text, setText] = useState('')
  const [owner, setOwner] = useState<string | null>(null)
  const [due, setDue] = useState<string | null>(null)
  const [carrier, setCarrier] = useState<Carrier | null>(null)
  const [problems, setProblems] = useState<{ text?: string; carrier?: string }>({})

  function submit() {
    const found = {
      ...(text.trim().length < 3 && { text: 'Say what the system will do.' }),
      ...(carrier === null && { carrier: 'Choose where it goes in your register.' }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    commit.mutate(
      { id: strategy.id, ics, text: text.trim(), owner, due, ...carrier },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm
      action="Add the commitment"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={commit.isPending}
    >
      {strategy.maySign.length > 1 && (
        <Select
          label="System"
          options={strategy.maySign.map((id) => ({ id, text: systemName(id) }))}
          value={ics}
          onChange={(id) => {
            setIcs(id)
            // Owners and actions are each system's own.
            setOwner(null)
            setCarrier(null)
          }}
        />
      )}
      <TextArea
        label={`What ${systemName(ics)} will do`}
        rows={3}
        value={text}
        onChange={setText}
        problem={problems.text}
        maxLength={1000}
        autoFocus
      />
      <OwnerPicker ics={ics} value={owner} onChange={setOwner} />
      <DateField label="Due" value={due} onChange={setDue} today={today} />
      <CarrierField
        ics={ics}
        value={carrier}
        onChange={setCarrier}
        problem={problems.carrier ?? null}
      />
    </DialogForm>
  )
}
