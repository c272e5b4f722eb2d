import { Button } from '../ui/Button.tsx'
import { formatMoment } from '../ui/format.ts'
import type { EntryForm } from './useEntryForm.ts'
import './DraftNote.css'

type Standing = Pick<
  EntryForm<object>,
  'draftFrom' | 'canBringBack' | 'isChanged' | 'throwAway' | 'bringBack'
>

/** Says that a form holds a draft from an earlier time, with the way to be rid of it and back. */
export function DraftNote({ form }: { form: Standing }) {
  if (form.canBringBack)
    return (
      <p className="draft-note" role="status">
        The draft is thrown away.
        <Button kind="quiet" onPress={form.bringBack}>
          Bring it back
        </Button>
      </p>
    )
  if (form.draftFrom === null || !form.isChanged) return null
  return (
    <p className="draft-note" role="status">
      Draft from {draftTime(form.draftFrom)}
      <Button kind="quiet" onPress={form.throwAway}>
        Throw away
      </Button>
    </p>
  )
}

/** "10:42" on the same day, "21 Nov 2026, 10:42" later. */
export function draftTime(at: string, now: Date = new Date()): string {
  const words = formatMoment(at)
  const [day, time = ''] = words.split(', ')
  return formatMoment(now.toISOString()).startsWith(`${day},`) ? time : words
}
