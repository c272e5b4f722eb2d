import { useEffect, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { type Picture, pictureFrom } from '../paste/picture.ts'
import { dialogDraft } from './dialog-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { attributesAt, type NodeDialogProps, putNode } from './put-node.ts'

/** A picture cannot come in without words for those who do not see it. */
export function ImageDialog({ editor, onClose, pos, files }: NodeDialogProps & { files: File[] }) {
  const before = attributesAt(editor, 'image', pos)
  const [picture, setPicture] = useState<Picture | null>(null)
  const form = useEntryForm({
    draft: dialogDraft('image', String(before.alt ?? '')),
    values: { alt: String(before.alt ?? ''), caption: String(before.caption ?? '') },
    save: async ({ alt, caption }) => {
      if (shown === '') {
        setProblem({ file: 'Choose a picture.' })
        throw new NotSaved()
      }
      if (alt.trim() === '') {
        setProblem({ alt: 'Say what the picture shows, for those who cannot see it.' })
        throw new NotSaved()
      }
      const words = { alt: alt.trim(), caption: caption.trim() || null }
      putNode(editor, 'image', { ...picture, ...words }, pos)
    },
    onSaved: onClose,
  })
  const { alt, caption } = form.values
  const [problem, setProblem] = useState<{ file?: string; alt?: string }>({})
  const shown = picture?.src ?? String(before.src ?? '')

  const take = (file: File | undefined) => {
    if (!file) return
    pictureFrom(file).then(
      (made) => {
        setPicture(made)
        setProblem({})
      },
      (error: Error) => setProblem({ file: error.message }),
    )
  }
  // What was pasted or dropped stands there at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => take(files[0]), [])

  return (
    <FormDialog
      title="Picture"
      action={pos === undefined ? 'Add the picture' : 'Change'}
      onSave={() => void form.submit()}
      form={form}
      onClose={onClose}
    >
      {shown !== '' && <img className="editor-preview" src={shown} alt="" />}
      <FileTrigger
        acceptedFileTypes={['image/png', 'image/jpeg', 'image/gif', 'image/webp']}
        onSelect={(list) => take(list?.[0])}
      >
        <Button>{shown === '' ? 'Choose a picture' : 'Choose another'}</Button>
      </FileTrigger>
      {problem.file && <p className="field-problem">{problem.file}</p>}
      <TextArea
        label="What it shows"
        hint="Read out to people who cannot see it. Say what it means, not only what it is."
        rows={2}
        value={alt}
        onChange={(typed) => form.set({ alt: typed })}
        problem={problem.alt ?? null}
      />
      <TextField
        label="Caption (optional)"
        value={caption}
        onChange={(typed) => form.set({ caption: typed })}
      />
    </FormDialog>
  )
}
