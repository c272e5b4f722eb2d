import { useMemo, useState } from 'react'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { citationKey, factsOf } from '../document/facts.ts'
import { safeHref } from '../schema/link.ts'
import { dialogDraft } from './dialog-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

export function CitationDialog({ editor, onClose, pos }: NodeDialogProps) {
  const before = attributesAt(editor, 'citation', pos)
  const form = useEntryForm({
    draft: dialogDraft('citation', String(before.text ?? '')),
    values: { text: String(before.text ?? ''), url: String(before.url ?? '') },
    save: async ({ text, url }) => {
      const href = url.trim() === '' ? null : safeHref(url)
      const wrongUrl = url.trim() !== '' && !href
      setProblem({
        ...(text.trim() === '' && { text: 'Type what you refer to.' }),
        ...(wrongUrl && { url: 'Type a web address such as www.nhs.uk, or leave this empty.' }),
      })
      if (text.trim() === '' || wrongUrl) throw new NotSaved()
      putNode(editor, 'citation', { text: text.trim(), url: href }, pos)
    },
    onSaved: onClose,
  })
  const { text, url } = form.values
  const [problem, setProblem] = useState<{ text?: string; url?: string }>({})
  const cited = useMemo(() => factsOf(editor.state.doc).citations, [editor])
  const chosen = cited.find((one) => one.text === text && (one.url ?? '') === url)

  return (
    <FormDialog
      title="Reference"
      action={pos === undefined ? 'Add the reference' : 'Change'}
      onSave={() => void form.submit()}
      form={form}
      onClose={onClose}
    >
      {cited.length > 0 && (
        <ComboBox
          label="One that is already in the text"
          options={cited.map((one) => ({ id: citationKey(one), text: one.text }))}
          value={chosen ? citationKey(chosen) : null}
          onChange={(key) => {
            const known = cited.find((one) => citationKey(one) === key)
            if (!known) return
            form.set({ text: known.text, url: known.url ?? '' })
          }}
        />
      )}
      <TextArea
        label="What you refer to"
        hint="Author, title, year, page"
        rows={3}
        value={text}
        onChange={(typed) => form.set({ text: typed })}
        problem={problem.text ?? null}
        autoFocus={cited.length === 0}
      />
      <TextField
        label="Where it is to be found (optional)"
        value={url}
        onChange={(typed) => form.set({ url: typed })}
        problem={problem.url ?? null}
      />
    </FormDialog>
  )
}
