import { z } from 'zod'
import { VersionFields } from '../../../domain/record/strategy-fields.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  /** Id of the strategy. */
  strategy: string
  open: boolean
  onClose: () => void
}

/** Keeps the text as it stands under a name. */
export function KeepVersionDialog(props: Props) {
  return (
    <Dialog title="Keep a version" open={props.open} onClose={props.onClose}>
      {props.open && <KeepForm {...props} />}
    </Dialog>
  )
}

const Fields = z.object({
  name: wordsFor(VersionFields.shape.name, 'Give the version a name.'),
})

function KeepForm({ strategy, onClose }: Props) {
  const keep = useTell('strategies.keepVersion')
  const form = useEntryForm({
    draft: `strategy/${strategy}/version`,
    values: { name: '' },
    schema: Fields,
    save: ({ name }) => keep.mutateAsync({ id: strategy, name: name.trim() }),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Keep it" onCancel={onClose}>
      <TextField
        label="Name"
        hint="Such as “After the December workshop”."
        {...form.field('name')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
