import { z } from 'zod'
import { RecommendationReference } from '../../../domain/commission/reference.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'

interface Props {
  ics: string
  open: boolean
  onClose: () => void
  /** Told the reference of the new action. */
  onAdded: (reference: string) => void
}

/** Adds an action of the system's own under one of the commission's recommendations. */
export function AddActionDialog({ open, onClose, ...rest }: Props) {
  return (
    <Dialog title="Add an action of your own" width="wide" open={open} onClose={onClose}>
      {/* Drawn only while open, so that each opening starts empty or from its draft. */}
      {open && <AddActionForm {...rest} onClose={onClose} />}
    </Dialog>
  )
}

const Values = z.object({
  recommendation: RecommendationReference.nullable().refine((value) => value !== null, {
    message: 'Choose the recommendation it belongs to.',
  }),
  title: z.string().trim().min(3, 'Give it a title of three letters or more.').max(160),
  summary: z.string().trim().max(1000),
})

function AddActionForm({ ics, onClose, onAdded }: Omit<Props, 'open'>) {
  const catalogue = useAsk('catalogue.get', {})
  const add = useTell('action.addLocal')
  const form = useEntryForm({
    draft: `add-action/${ics}`,
    values: { recommendation: null as string | null, title: '', summary: '' },
    schema: Values,
    save: ({ recommendation, title, summary }) =>
      add.mutateAsync({
        ics,
        recommendation: recommendation ?? '',
        title: title.trim(),
        ...(summary.trim() !== '' && { summary: summary.trim() }),
      }),
    onSaved: ({ reference }) => {
      onClose()
      onAdded(reference)
    },
  })
  const options = (catalogue.data?.focusAreas ?? []).flatMap((area) =>
    area.recommendations.map(({ reference, title }) => ({
      id: reference,
      text: `${reference} ${title}`,
    })),
  )
  const { recommendation } = form.values
  return (
    <EntryDialogForm form={form} action="Add the action" onCancel={onClose}>
      {options.length > 0 && (
        <ComboBox
          label="Under which recommendation"
          options={options}
          value={recommendation}
          onChange={(next) => form.set({ recommendation: next })}
          problem={form.problem('recommendation') ?? null}
          autoFocus
        />
      )}
      <TextField label="Title" {...form.field('title')} />
      <TextArea label="What it is, in a sentence or two" {...form.field('summary')} rows={3} />
    </EntryDialogForm>
  )
}
