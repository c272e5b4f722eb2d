import { z } from 'zod'
import { VersionFields } from '../../../domain/record/strategy-fields.ts'
import { shortHash } from '../../../domain/words.ts'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatDate } from '../../ui/format.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { UnfinishedList } from './UnfinishedList.tsx'
import { NOW } from './views.ts'

interface Props {
  strategy: StrategyDetail
  open: boolean
  onClose: () => void
}

/** Offers a version to the systems for signing: one there is, or the text as it stands. */
export function OfferDialog(props: Props) {
  return (
    <Dialog title="Offer a version for signing" open={props.open} onClose={props.onClose}>
      {props.open && <OfferForm {...props} />}
    </Dialog>
  )
}

const Fields = z.object({
  version: z.string(),
  name: wordsFor(VersionFields.shape.name, 'Give the version a name.'),
})

function OfferForm({ strategy, onClose }: Props) {
  const move = useTell('strategies.move')
  const form = useEntryForm({
    draft: `strategy/${strategy.id}/offer`,
    values: { version: NOW, name: 'For signing' },
    schema: Fields,
    save: ({ version, name }) =>
      move.mutateAsync({
        ...{ id: strategy.id, to: 'in-review' },
        ...(version === NOW ? { name: name.trim() } : { version }),
      }),
    onSaved: onClose,
  })
  const { version } = form.values
  const which = version === NOW ? {} : { version }
  const unfinished = useAsk(
    'strategies.unfinished',
    { id: strategy.id, ...which },
    // Typing moves no table.
    { staleTime: 0 },
  )
  const ready = strategy.versions.filter(({ text }) => text === 'here')
  const isUnfinished = (unfinished.data ?? []).length > 0

  return (
    <EntryDialogForm
      form={form}
      action={isUnfinished ? 'Offer it as it is' : 'Offer it'}
      onCancel={onClose}
      isDisabled={unfinished.data === undefined}
    >
      <p>
        Each system signs exactly this version. Its tables, pictures and commitments are frozen as
        they are today, and are part of what is signed. You can go on writing: signatures stay with
        the version they were given for.
      </p>
      <Select
        label="Version"
        options={[
          { id: NOW, text: 'The text as it stands now' },
          ...ready.map(({ id, name: named, at, hash }) => ({
            id,
            text: named,
            detail: `${formatDate(at)}, ${shortHash(hash)}`,
          })),
        ]}
        value={version}
        onChange={(id) => form.set({ version: id })}
      />
      {version === NOW && <TextField label="Name of the version" {...form.field('name')} />}
      {unfinished.error && <p role="alert">{unfinished.error.message}</p>}
      <UnfinishedList found={unfinished.data} />
    </EntryDialogForm>
  )
}
