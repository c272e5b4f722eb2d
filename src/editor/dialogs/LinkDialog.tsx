import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { safeHref } from '../schema/link.ts'
import { dialogDraft } from './dialog-draft.ts'
import { FormDialog } from './FormDialog.tsx'

export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const before = String(editor.getAttributes('link').href ?? '')
  const hasWords = !editor.state.selection.empty || before !== ''
  const form = useEntryForm({
    draft: dialogDraft('link', before),
    values: { address: before, words: '' },
    save: async ({ address, words }) => {
      const href = safeHref(address)
      if (!href) {
        setProblem('Type a web address such as www.nhs.uk, or an e-mail address.')
        throw new NotSaved()
      }
      const mark = { type: 'link', attrs: { href } }
      if (hasWords) editor.chain().extendMarkRange('link').setMark('link', { href }).run()
      else
        editor
          .chain()
          .insertContent({ type: 'text', text: words.trim() || address.trim(), marks: [mark] })
          .run()
    },
    onSaved: onClose,
  })
  const { address, words } = form.values
  const [problem, setProblem] = useState<string | null>(null)

  function takeOff() {
    editor.chain().extendMarkRange('link').unsetMark('link').run()
    onClose()
  }
  return (
    <FormDialog
      title="Link"
      action={before ? 'Change' : 'Add the link'}
      onSave={() => void form.submit()}
      form={form}
      onClose={onClose}
      more={before !== '' && <Button onPress={takeOff}>Take the link off</Button>}
    >
      {!hasWords && (
        <TextField
          label="Words"
          hint="What people read and press"
          value={words}
          onChange={(typed) => form.set({ words: typed })}
        />
      )}
      <TextField
        label="Address"
        value={address}
        onChange={(typed) => form.set({ address: typed })}
        problem={problem}
        autoFocus
      />
    </FormDialog>
  )
}
