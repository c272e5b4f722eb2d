import { useIsMutating } from '@tanstack/react-query'
import { useLink } from '../app/link.ts'
import { useUnsent } from '../app/unsent.ts'

/** Whether all that was changed is stored, or why it is not. */
export function SavedState() {
  const isUp = useLink()
  const isSaving = useIsMutating() > 0
  const isTyping = useUnsent()
  if (!isUp)
    return (
      <span className="top-saved top-stopped" role="alert">
        Accord has stopped
      </span>
    )
  return (
    <span className="top-saved" role="status">
      {isSaving || isTyping ? 'Saving…' : 'Saved on this computer'}
    </span>
  )
}
