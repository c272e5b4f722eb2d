import { z } from 'zod'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { type Carrier, CarrierField } from '../shared/CarrierField.tsx'
import { OwnerPicker } from '../shared/owners/OwnerPicker.tsx'
import { CommitmentText } from './commitment-text.ts'

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

const Fields = CommitmentText.extend({
  carrier: z.unknown().refine((each) => each !== null, 'Choose where it goes in your register.'),
})

function CommitmentForm({ strategy, onClose }: Props) {
  const { ics: shown, today, systemName } = useApp()
  const commit = useTell('strategies.commit')
  const form = useEntryForm({
    draft: `strategy/${strategy.id}/commitment`,
    values: {
      ics: strategy.maySign.includes(shown) ? shown : (strategy.maySign[0] ?? shown),
      text: '',
      owner: null as string | null,
      due: null as string | null,
      carrier: null as Carrier | null,
    },
    schema: Fields,
    save: ({ ics, text, owner, due, carrier }) =>
      commit.mutateAsync({ id: strategy.id, ics, text: text.trim(), owner, due, ...carrier }),
    onSaved: onClose,
  })
  const { ics, owner, due, carrier } = form.values

  return (
    <EntryDialogForm form={form} action="Add the commitment" onCancel={onClose}>
      {strategy.maySign.length > 1 && (
        <Select
          label="System"
          options={strategy.maySign.map((id) => ({ id, text: systemName(id) }))}
          value={ics}
          // Owners and actions are each system's own.
          onChange={(id) => form.set({ ics: id, owner: null, carrier: null })}
        />
      )}
      <TextArea
        label={`What ${systemName(ics)} will do`}
        rows={3}
        {...form.field('text')}
        autoFocus
      />
      <OwnerPicker ics={ics} value={owner} onChange={(id) => form.set({ owner: id })} />
      <DateField label="Due" value={due} onChange={(day) => form.set({ due: day })} today={today} />
      <CarrierField
        ics={ics}
        value={carrier}
        onChange={(chosen) => form.set({ carrier: chosen })}
        problem={form.problem('carrier') ?? null}
      />
    </EntryDialogForm>
  )
}
