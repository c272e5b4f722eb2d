import { useState } from 'react'
import { shortHash } from '../../../domain/words.ts'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { formatDate } from '../../ui/format.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
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

function OfferForm({ strategy, onClose }: Props) {
  const keep = useTell('strategies.keepVersion')
  const move = useTell('strategies.move')
  const [version, setVersion] = useState(NOW)
  const [name, setName] = useState('For signing')
  const [problem, setProblem] = useState<string | null>(null)
  const ready = strategy.versions.filter(({ text }) => text === 'here')
  const offer = (chosen: string) =>
    move.mutate({ id: strategy.id, to: 'in-review', version: chosen }, { onSuccess: onClose })

  function submit() {
    if (version !== NOW) return offer(version)
    if (name.trim() === '') return setProblem('Give the version a name.')
    keep.mutate(
      { id: strategy.id, name: name.trim() },
      { onSuccess: (kept) => offer(kept.version) },
    )
  }

  return (
    <DialogForm
      action="Offer it"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={keep.isPending || move.isPending}
    >
      <p>
        Each system signs exactly this version. You can go on writing: signatures stay with the
        version they were given for.
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
        onChange={setVersion}
      />
      {version === NOW && (
        <TextField
          label="Name of the version"
          value={name}
          onChange={setName}
          problem={problem}
          longest={160}
        />
      )}
    </DialogForm>
  )
}
