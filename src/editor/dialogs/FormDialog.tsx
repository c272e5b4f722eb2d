import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'

/** A dialog that asks for a few things and then does one. Enter in a line does it too. */
export function FormDialog({
  title,
  action,
  onSave,
  onClose,
  more,
  children,
  width,
}: {
  title: string
  action: string
  onSave: () => void
  onClose: () => void
  /** Further buttons, before the main one. */
  more?: ReactNode
  children: ReactNode
  width?: 'narrow' | 'wide'
}) {
  return (
    <Dialog title={title} open onClose={onClose} {...(width ? { width } : {})}>
      <form
        className="editor-form"
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        {children}
        <DialogActions>
          {more}
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
