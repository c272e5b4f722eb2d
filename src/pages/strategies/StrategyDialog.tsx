import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { StrategyFields } from '../../../domain/record/strategy-fields.ts'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'
import { PriorityChoice } from '../shared/PriorityChoice.tsx'

interface Props {
  strategy: StrategyDetail
  open: boolean
  onClose: () => void
}

/** Changes what a strategy is called and for, or takes a draft out of the list. */
export function StrategyDialog(props: Props) {
  return (
    <Dialog title={`Change ${props.strategy.title}`} open={props.open} onClose={props.onClose}>
      {props.open && <StrategyForm {...props} />}
    </Dialog>
  )
}

const { title, purpose } = StrategyFields.shape
const Fields = z.object({ title: wordsFor(title, 'Give the strategy a name.'), purpose })

/** What was in view when the form opened, whatever comes in while it is filled in. */
const inViewOf = ({ title, purpose, priorities, conflicts, heads }: StrategyDetail) => ({
  ...{ title, purpose, priorities, conflicts, heads },
})

function StrategyForm({ strategy, onClose }: Props) {
  const { ics } = useApp()
  const navigate = useNavigate()
  const save = useTell('strategies.save')
  const form = useEntryForm({
    draft: `strategy/${strategy.id}`,
    values: {
      title: strategy.title,
      purpose: strategy.purpose ?? '',
      priorities: strategy.priorities,
    },
    basis: inViewOf(strategy),
    schema: Fields,
    save: async (values, inView) => {
      const { title, purpose, priorities } = values
      const fields = { title: title.trim(), purpose: textOrNull(purpose), priorities }
      const disputed = Object.fromEntries(
        Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
      )
      // A field in dispute is sent even as it stands: saving it settles the dispute.
      const changes = { ...changedFields(fields, inView), ...disputed }
      if (Object.keys(changes).length === 0) return
      const seen = seenOf(inView.heads, changes)
      await save.mutateAsync({ id: strategy.id, fields: changes, seen })
    },
    onSaved: onClose,
  })

  return (
    <EntryDialogForm
      form={form}
      action="Save"
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        strategy.state === 'draft' && (
          <Button
            kind="danger"
            onPress={() =>
              save.mutate(
                { id: strategy.id, fields: { removed: true } },
                { onSuccess: () => navigate({ to: '/strategies', search: { ics } }) },
              )
            }
          >
            Remove the draft
          </Button>
        )
      }
    >
      <TextField label="Name" {...form.field('title')} autoFocus />
      <TextArea label="What it is for" rows={3} {...form.field('purpose')} />
      <PriorityChoice
        chosen={form.values.priorities}
        onChange={(chosen) => form.set({ priorities: chosen })}
      />
    </EntryDialogForm>
  )
}
