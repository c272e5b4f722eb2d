import { z } from 'zod'
import { SignatureFields } from '../../../domain/record/strategy-fields.ts'
import type { SystemSignature } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'

interface Props {
  /** Id of the strategy. */
  strategy: string
  /** The system whose signature is taken back; `null` while none is. */
  line: SystemSignature | null
  onClose: () => void
}

/** Takes a signature back, with the reason the other systems will read. */
export function WithdrawDialog({ strategy, line, onClose }: Props) {
  return (
    <Dialog
      title={`Take back the signature of ${line?.system ?? ''}`}
      open={line !== null}
      onClose={onClose}
    >
      {line && <WithdrawForm strategy={strategy} ics={line.ics} onClose={onClose} />}
    </Dialog>
  )
}

const Fields = z.object({
  reason: wordsFor(SignatureFields.shape.withdrawn, 'Say why: the other systems read it.', 3),
})

function WithdrawForm({
  strategy,
  ics,
  onClose,
}: {
  strategy: string
  ics: string
  onClose: () => void
}) {
  const withdraw = useTell('strategies.withdrawSignature')
  const form = useEntryForm({
    draft: `strategy/${strategy}/withdraw/${ics}`,
    values: { reason: '' },
    schema: Fields,
    save: ({ reason }) => withdraw.mutateAsync({ id: strategy, ics, reason: reason.trim() }),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Take it back" onCancel={onClose}>
      <TextArea
        label="Why"
        hint="The other systems read it. You can sign again later."
        rows={3}
        {...form.field('reason')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
