import { useSyncExternalStore } from 'react'
import { currentQuestion, onQuestion } from '../app/number-question.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'

/** Asks once whether a number is a patient's. What was typed stays where it is behind it. */
export function NumberQuestion() {
  const question = useSyncExternalStore(onQuestion, currentQuestion)
  return (
    <Dialog
      title="Is this an NHS number?"
      open={question !== null}
      onClose={() => question?.answer(false)}
    >
      <p>{question?.message}</p>
      <DialogActions>
        <Button onPress={() => question?.answer(true)}>It is another number: keep it</Button>
        <Button kind="primary" onPress={() => question?.answer(false)}>
          I’ll take it out
        </Button>
      </DialogActions>
    </Dialog>
  )
}
