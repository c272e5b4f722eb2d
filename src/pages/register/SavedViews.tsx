import { useState } from 'react'
import { z } from 'zod'
import { RegisterFilter } from '../../../preload/contract.ts'
import type { SavedView } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { REGISTER } from '../../app/register-search.ts'
import { toast } from '../../app/toast.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { Menu, type MenuChoice } from '../../ui/Menu.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PLAIN_LAYOUT, tableLayouts } from '../../ui/table/table-state.ts'

/** What a view keeps: the filter, and the look of the table. */
const ViewState = z.object({
  filter: z.object(RegisterFilter.shape).catch({}),
  layout: z
    .object({
      sorting: z.array(z.object({ id: z.string(), desc: z.boolean() })),
      widths: z.record(z.string(), z.number()),
      order: z.array(z.string()),
      visible: z.record(z.string(), z.boolean()),
      groupBy: z.string().nullable(),
    })
    .catch(PLAIN_LAYOUT),
})

/** The register's saved views: open one, keep the present one under a name, remove one. */
export function SavedViews({
  filter,
  onOpen,
}: {
  filter: RegisterFilter
  onOpen: (filter: RegisterFilter) => void
}) {
  const views = useAsk('views.list', {})
  const [naming, setNaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const saved = views.data ?? []

  function open(view: SavedView): void {
    const state = ViewState.safeParse(view.state)
    if (!state.success) {
      toast({ text: `The view “${view.name}” cannot be read. Save it again.`, level: 'problem' })
      return
    }
    tableLayouts.set(REGISTER, state.data.layout)
    onOpen(state.data.filter)
  }

  const choices: MenuChoice[] = [
    ...saved.map((view) => ({ id: view.id, text: view.name, run: () => open(view) })),
    { id: 'save', text: 'Save this view…', run: () => setNaming(true) },
    ...(saved.length > 0
      ? [{ id: 'remove', text: 'Remove views…', run: () => setRemoving(true) }]
      : []),
  ]
  return (
    <>
      <Menu label="Views" choices={choices} kind="quiet" />
      <Dialog title="Save this view" open={naming} onClose={() => setNaming(false)}>
        <NameView saved={saved} filter={filter} onDone={() => setNaming(false)} />
      </Dialog>
      <Dialog title="Saved views" open={removing} onClose={() => setRemoving(false)}>
        <RemoveViews saved={saved} onDone={() => setRemoving(false)} />
      </Dialog>
    </>
  )
}

function NameView({
  saved,
  filter,
  onDone,
}: {
  saved: readonly SavedView[]
  filter: RegisterFilter
  onDone: () => void
}) {
  const save = useTell('views.save')
  const viewCalled = (name: string) => saved.find((view) => view.name === name.trim())
  const form = useEntryForm({
    draft: 'register/view',
    values: { name: '' },
    save: ({ name }) => {
      const state = { filter, layout: tableLayouts.get(REGISTER) }
      const replaced = viewCalled(name)
      return save.mutateAsync({
        ...(replaced ? { id: replaced.id } : {}),
        name: name.trim(),
        state: JSON.parse(JSON.stringify(state)),
      })
    },
    onSaved: (view) => {
      toast({ text: `Saved the view “${view.name}”.` })
      onDone()
    },
  })
  const { name } = form.values
  const same = viewCalled(name)

  return (
    <EntryDialogForm
      form={form}
      action={same ? 'Replace the view of that name' : 'Save'}
      onCancel={onDone}
      isDisabled={!name.trim()}
    >
      <TextField
        label="Name"
        hint="It keeps the filters, the columns, their order, the sorting and the grouping."
        {...form.field('name')}
        longest={80}
        autoFocus
      />
    </EntryDialogForm>
  )
}

function RemoveViews({ saved, onDone }: { saved: readonly SavedView[]; onDone: () => void }) {
  const remove = useTell('views.remove')
  return (
    <>
      <ul className="register-views">
        {saved.map((view) => (
          <li key={view.id}>
            {view.name}
            <Button
              kind="danger"
              aria-label={`Remove ${view.name}`}
              onPress={() => remove.mutate({ id: view.id })}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button onPress={onDone}>Done</Button>
      </DialogActions>
    </>
  )
}
