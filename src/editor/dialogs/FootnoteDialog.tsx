import { useState } from 'react'
import { TextArea } from '../../ui/TextField.tsx'
import { FormDialog } from './FormDialog.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

export function FootnoteDialog({ editor, onClose, pos }: NodeDialogProps) {
  const [text, setText] = useState(String(attributesAt(editor, 'footnote', pos).text ?? ''))
  const [problem, setProblem] = useState<string | null>(null)
  function save() {
    if (text.trim() === '') return setProblem('Type what the footnote says.')
    putNode(editor, 'footnote', { text: text.trim() }, pos)
    onClose()
  }
  return (
    <FormDialog
      title="Footnote"
      action={pos === undefined ? 'Add the footnote' : 'Change'}
      onSave={save}
      onClose={onClose}
    >
      <TextArea label="What it says" value={text} onChange={setText} problem={problem} autoFocus />
    </FormDialog>
  )
}
