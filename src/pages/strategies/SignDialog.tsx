import { z } from 'zod'
import { SignatureFields } from '../../../domain/record/strategy-fields.ts'
import { shortHash } from '../../../domain/words.ts'
import type {
  StrategyDetail,
  StrategyVersion,
  SystemSignature,
} from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
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

const { name, role, reservations } = SignatureFields.shape
const Fields = z.object({
  name: wordsFor(name, 'Say who signs.'),
  role: wordsFor(role, 'Say in which role, such as “Chief executive”.'),
  reservations,
})

function SignForm({ strategy, version, line, onClose }: Props & { line: SystemSignature }) {
  const { state } = useApp()
  const sign = useTell('strategies.sign')
  const form = useEntryForm({
    draft: `strategy/${strategy.id}/sign/${line.ics}`,
    values: {
      name: line.name ?? state.member?.name ?? '',
      role: line.role ?? '',
      reservations: line.reservations ?? '',
    },
    schema: Fields,
    save: ({ name, role, reservations }) =>
      sign.mutateAsync({
        ...{ id: strategy.id, ics: line.ics, version: version.id, hash: version.hash },
        ...{ name: name.trim(), role: role.trim(), reservations: textOrNull(reservations) },
      }),
    onSaved: onClose,
  })

  return (
    <EntryDialogForm form={form} action="Sign" onCancel={onClose}>
      <p>
        You sign “{strategy.title}”, version <strong>{version.name}</strong> of{' '}
        {formatDate(version.at)} (fingerprint <code>{shortHash(version.hash)}</code>), and no other
        text. Name, role, day and reservations stand in the published document.
      </p>
      <TextField label="Name" {...form.field('name')} autoFocus />
      <TextField label="Role" hint="As it is to be printed." {...form.field('role')} />
      <TextArea
        label="Reservations"
        hint="What your system holds back on. Leave it empty when there are none."
        rows={3}
        {...form.field('reservations')}
      />
    </EntryDialogForm>
  )
}
