import type { ComponentProps } from 'react'
import { DialogForm } from '../ui/DialogForm.tsx'
import { DraftNote } from './DraftNote.tsx'
import type { EntryForm } from './useEntryForm.ts'

type Props = Omit<ComponentProps<typeof DialogForm>, 'onSubmit'> & {
  form: Pick<
    EntryForm<object>,
    'submit' | 'isSaving' | 'isChanged' | 'draftFrom' | 'canBringBack' | 'throwAway' | 'bringBack'
  >
}

/** A dialog's form: its draft, its fields, and the buttons that save it or leave it for later. */
export function EntryDialogForm({ form, isDisabled = false, children, ...rest }: Props) {
  return (
    <DialogForm
      {...rest}
      onSubmit={() => void form.submit()}
      isDisabled={isDisabled || form.isSaving}
    >
      <DraftNote form={form} />
      {children}
    </DialogForm>
  )
}
