import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextField.tsx'

/** A comment or a reply. Ctrl Enter sends it, Escape lets it be. */
export function CommentForm({
  label,
  action,
  onSave,
  onCancel,
}: {
  label: string
  action: string
  onSave: (text: string) => void
  onCancel: () => void
}) {
  const [text, setText] = useState('')
  const save = () => {
    if (text.trim() !== '') onSave(text.trim())
  }
  return (
    <div className="comment-form">
      <TextArea
        label={label}
        rows={3}
        value={text}
        onChange={setText}
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
