import { useMemo, useState } from 'react'
import type { Owner } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { plural } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { Loading } from '../../ui/states.tsx'
import { describeOwner } from '../shared/owners/owner-words.ts'
import { withMember } from '../shared/with-member.ts'

interface Props {
  ics: string
  /** Who gives the actions away. */
  from: Owner
  owners: readonly Owner[]
  onClose: () => void
}

/** Gives one owner's actions, all or some, to another. */
export function HandOverDialog({ ics, from, owners, onClose }: Props) {
  const filter = useMemo(() => ({ owner: [from.id] }), [from.id])
  const actions = useAsk('register.list', { ics, filter })
  const handOver = useTell('owners.handOver')
  const [to, setTo] = useState<string | null>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())

  const rows = actions.data ?? []
  const given = rows.filter((row) => !kept.has(row.reference))
  const others = owners
    .filter((owner) => owner.id !== from.id && !owner.removed)
    .map((owner) => ({ id: owner.id, text: owner.name, detail: describeOwner(owner) }))

  return (
    <Dialog title={`Hand over from ${from.name}`} open onClose={onClose} width="wide">
      <DialogForm
        action={<>Hand over {plural(given.length, 'action')}</>}
        onSubmit={() => {
          if (to === null || given.length === 0) return
          const references = given.map((row) => row.reference)
          handOver.mutate({ ics, from: from.id, to, references }, { onSuccess: onClose })
        }}
        onCancel={onClose}
        isDisabled={to === null || given.length === 0 || handOver.isPending}
      >
        <ComboBox
          label="Who takes them on"
          options={others}
          value={to}
          onChange={setTo}
          {...(others.length === 0
            ? { hint: 'There is nobody else yet. Add an owner first.' }
            : {})}
          autoFocus
        />
        {actions.isPending ? (
          <Loading label="Finding the actions" />
        ) : (
          <ul className="hand-over">
            {rows.map((row) => (
              <li key={row.reference}>
                <Checkbox
                  isSelected={!kept.has(row.reference)}
                  onChange={(given) =>
                    setKept((before) => withMember(before, row.reference, !given))
                  }
                >
                  <span className="reference">{row.reference}</span> {row.title}
                </Checkbox>
                <StatusChip status={row.status} />
              </li>
            ))}
          </ul>
        )}
      </DialogForm>
    </Dialog>
  )
}
