import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { DialogActions } from './Dialog.tsx'
import { showTooLong } from './length.ts'
import './DialogForm.css'

interface Props {
  /** What the main button says. Enter in a line presses it too. */
  action: ReactNode
  onSubmit: () => void
  onCancel: () => void
  /** Whether the main button is out of use: nothing to send yet, or it is on its way. */
  isDisabled?: boolean
  /** Further buttons, before the others. */
  more?: ReactNode
  children: ReactNode
}

/** What a dialog asks for, and the buttons that do it or leave it. What is wrong, its fields say. */
export function DialogForm({
  action,
  onSubmit,
  onCancel,
  isDisabled = false,
  more,
  children,
}: Props) {
  return (
    <form
      className="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!showTooLong(event.currentTarget)) onSubmit()
      }}
    >
      {children}
      <DialogActions>
        {more}
        <Button onPress={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={isDisabled}>
          {action}
        </Button>
      </DialogActions>
    </form>
  )
}
