import { LONGEST_COMMENT } from '../../../domain/documents/comments.ts'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { isTooLong } from '../../ui/length.ts'
import { TextArea } from '../../ui/TextField.tsx'

/** A comment or a reply. Ctrl Enter sends it, Escape leaves it as a draft. */
export function CommentForm({
  draft,
  about,
  label,
  action,
  onSave,
  onCancel,
}: {
  /** Names the place of the draft: the document, and the thread it answers. */
  draft: string
  /** The words it is about, kept with the draft. */
  about?: string
  label: string
  action: string
  /** @returns false when it could not be put into the document, and is to stay here */
  onSave: (text: string) => boolean
  onCancel: () => void
}) {
  const form = useEntryForm({
    draft,
    values: { text: '' },
    basis: about ?? '',
    save: async ({ text }) => {
      if (!onSave(text.trim())) throw new NotSaved()
    },
  })
  const save = () => {
    const { text } = form.values
    if (text.trim() !== '' && !isTooLong(text, LONGEST_COMMENT)) void form.submit()
  }
  return (
    <div className="comment-form">
      <DraftNote form={form} />
      {form.draftFrom && !about && form.basis && (
        <p className="quiet">It was about “{form.basis}”. Choose the words in the text.</p>
      )}
      <TextArea
        label={label}
        rows={3}
        {...form.field('text')}
        longest={LONGEST_COMMENT}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          else event.continuePropagation()
        }}
      />
      <div className="card-actions">
        <Button kind="primary" onPress={save}>
          {action}
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}
