import { useMemo, useState } from 'react'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { citationKey, factsOf } from '../document/facts.ts'
import { safeHref } from '../schema/link.ts'
import { FormDialog } from './FormDialog.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

export function CitationDialog({ editor, onClose, pos }: NodeDialogProps) {
  const before = attributesAt(editor, 'citation', pos)
  const [text, setText] = useState(String(before.text ?? ''))
  const [url, setUrl] = useState(String(before.url ?? ''))
  const [problem, setProblem] = useState<{ text?: string; url?: string }>({})
  const cited = useMemo(() => factsOf(editor.state.doc).citations, [editor])
  const chosen = cited.find((one) => one.text === text && (one.url ?? '') === url)

  function save() {
    const href = url.trim() === '' ? null : safeHref(url)
    if (text.trim() === '') return setProblem({ text: 'Type what you refer to.' })
    if (url.trim() !== '' && !href)
      return setProblem({ url: 'Type a web address such as www.nhs.uk, or leave this empty.' })
    putNode(editor, 'citation', { text: text.trim(), url: href }, pos)
    onClose()
  }
  return (
    <FormDialog
      title="Reference"
      action={pos === undefined ? 'Add the reference' : 'Change'}
      onSave={save}
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
            setText(known.text)
            setUrl(known.url ?? '')
          }}
        />
      )}
      <TextArea
        label="What you refer to"
        hint="Author, title, year, page"
        rows={3}
        value={text}
        onChange={setText}
        problem={problem.text ?? null}
        autoFocus={cited.length === 0}
      />
      <TextField
        label="Where it is to be found (optional)"
        value={url}
        onChange={setUrl}
        problem={problem.url ?? null}
      />
    </FormDialog>
  )
}
