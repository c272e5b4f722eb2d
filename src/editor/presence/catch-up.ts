import type { Replica } from '../../app/replica.ts'

/**
 * Browsers move the caret at once but tell of it later. Whatever the editor does in between starts
 * from the old place and puts the caret back there: so it hears of the new place first.
 */
export function catchUp(): void {
  document.dispatchEvent(new Event('selectionchange'))
}

/** Catches up before keys, presses and what others wrote, until the answer is called. */
export function keepUp(replica: Replica): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!event.isComposing) catchUp()
  }
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('pointerdown', catchUp, true)
  const stop = replica.onIncoming(catchUp)
  return () => {
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('pointerdown', catchUp, true)
    stop()
  }
}
