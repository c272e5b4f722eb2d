import type { ComponentProps, ReactNode } from 'react'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'

/** A dialog that asks for a few things and then does one. Enter in a line does it too. */
export function FormDialog({
  title,
  action,
  onSave,
  onClose,
  more,
  isDisabled,
  children,
  width,
  form,
}: {
  title: string
  action: string
  onSave: () => void
  onClose: () => void
  /** Further buttons, before the main one. */
  more?: ReactNode
  /** While what it does is on its way. */
  isDisabled?: boolean
  children: ReactNode
  width?: 'narrow' | 'wide'
  /** The draft of what is typed. */
  form?: ComponentProps<typeof DraftNote>['form']
}) {
  return (
    <Dialog title={title} open onClose={onClose} {...(width ? { width } : {})}>
      <DialogForm
        action={action}
        onSubmit={onSave}
        onCancel={onClose}
        more={more}
        {...(isDisabled === undefined ? {} : { isDisabled })}
      >
        {form && <DraftNote form={form} />}
        {children}
      </DialogForm>
    </Dialog>
  )
}
