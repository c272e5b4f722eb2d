import { useState } from 'react'
import { shortHash } from '../../../domain/words.ts'
import type {
  StrategyDetail,
  StrategyVersion,
  SystemSignature,
} from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { formatDate } from '../../ui/format.ts'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { textOrNull } from '../shared/changes.ts'

interface Props {
  strategy: Pick<StrategyDetail, 'id' | 'title'>
  /** The version on offer. */
  version: StrategyVersion
  /** The system that signs; `null` while none does. */
  line: SystemSignature | null
  onClose: () => void
}

/** A system's signature: who signs for it, for which text, and what it holds back on. */
export function SignDialog({ line, onClose, ...rest }: Props) {
  return (
    <Dialog title={`Sign for ${line?.system ?? ''}`} open={line !== null} onClose={onClose}>
      {line && <SignForm {...rest} line={line} onClose={onClose} />}
    </Dialog>
  )
}

function SignForm({ strategy, version, line, onClose }: Props & { line: SystemSignature }) {
  const { state } = useApp()
  const sign = useTell('strategies.sign')
  const [name, setName] = useState(line.name ?? state.member?.name ?? '')
  const [role, setRole] = useState(line.role ?? '')
  const [reservations, setReservations] = useState(line.reservations ?? '')
  const [problems, setProblems] = useState<{ name?: string; role?: string }>({})

  function submit() {
    const found = {
      ...(name.trim() === '' && { name: 'Say who signs.' }),
      ...(role.trim() === '' && { role: 'Say in which role, such as “Chief executive”.' }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    sign.mutate(
      {
        ...{ id: strategy.id, ics: line.ics, version: version.id, hash: version.hash },
        ...{ name: name.trim(), role: role.trim(), reservations: textOrNull(reservations) },
      },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm action="Sign" onSubmit={submit} onCancel={onClose} isDisabled={sign.isPending}>
      <p>
        You sign “{strategy.title}”, version <strong>{version.name}</strong> of{' '}
        {formatDate(version.at)} (fingerprint <code>{shortHash(version.hash)}</code>), and no other
        text. Name, role, day and reservations stand in the published document.
      </p>
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        problem={problems.name ?? null}
        maxLength={120}
        autoFocus
      />
      <TextField
        label="Role"
        hint="As it is to be printed."
        value={role}
        onChange={setRole}
        problem={problems.role ?? null}
        maxLength={160}
      />
      <TextArea
        label="Reservations"
        hint="What your system holds back on. Leave it empty when there are none."
        rows={3}
        value={reservations}
        onChange={setReservations}
        maxLength={2000}
      />
    </DialogForm>
  )
}
