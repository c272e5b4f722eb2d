import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { safeHref } from '../schema/link.ts'
import { FormDialog } from './FormDialog.tsx'

export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const before = String(editor.getAttributes('link').href ?? '')
  const hasWords = !editor.state.selection.empty || before !== ''
  const [address, setAddress] = useState(before)
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function save() {
    const href = safeHref(address)
    if (!href) return setProblem('Type a web address such as www.nhs.uk, or an e-mail address.')
    const mark = { type: 'link', attrs: { href } }
    if (hasWords) editor.chain().extendMarkRange('link').setMark('link', { href }).run()
    else
      editor
        .chain()
        .insertContent({ type: 'text', text: words.trim() || address.trim(), marks: [mark] })
        .run()
    onClose()
  }
  function takeOff() {
    editor.chain().extendMarkRange('link').unsetMark('link').run()
    onClose()
  }
  return (
    <FormDialog
      title="Link"
      action={before ? 'Change' : 'Add the link'}
      onSave={save}
      onClose={onClose}
      more={before !== '' && <Button onPress={takeOff}>Take the link off</Button>}
    >
      {!hasWords && (
        <TextField
          label="Words"
          hint="What people read and press"
          value={words}
          onChange={setWords}
        />
      )}
      <TextField
        label="Address"
        value={address}
        onChange={setAddress}
        problem={problem}
        autoFocus
      />
    </FormDialog>
  )
}
