import { useState } from 'react'
import { mergedTexts } from '../../../domain/documents/places/note-text.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { TextArea } from '../../ui/TextField.tsx'
import { dialogDraft } from './dialog-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

export function FootnoteDialog({ editor, onClose, pos }: NodeDialogProps) {
  const before = String(attributesAt(editor, 'footnote', pos).text ?? '')
  const form = useEntryForm({
    draft: dialogDraft('footnote', before),
    values: { text: before },
    save: async ({ text }) => {
      if (text.trim() === '') {
        setProblem('Type what the footnote says.')
        throw new NotSaved()
      }
      const now = String(attributesAt(editor, 'footnote', pos).text ?? before)
      putNode(editor, 'footnote', { text: mergedTexts(before, now, text.trim()) }, pos)
    },
    onSaved: onClose,
  })
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <FormDialog
      title="Footnote"
      action={pos === undefined ? 'Add the footnote' : 'Change'}
      onSave={() => void form.submit()}
      form={form}
      onClose={onClose}
    >
      <TextArea label="What it says" {...form.field('text')} problem={problem} autoFocus />
    </FormDialog>
  )
}
