import { useState } from 'react'
import { useAsk } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { OwnerDialog } from './OwnerDialog.tsx'
import { describeOwner } from './owner-words.ts'

interface Props {
  ics: string
  value: string | null
  onChange: (owner: string | null) => void
  isDisabled?: boolean
  autoFocus?: boolean
}

/** A choice among the system's owners, with a way to add the one who is missing. */
export function OwnerPicker({
  ics,
  value,
  onChange,
  isDisabled = false,
  autoFocus = false,
}: Props) {
  const owners = useAsk('owners.list', { ics })
  const [adding, setAdding] = useState(false)
  const options = (owners.data ?? [])
    .filter((owner) => !owner.removed || owner.id === value)
    .map((owner) => ({
      id: owner.id,
      text: owner.name,
      detail: owner.removed ? 'Removed from the directory' : describeOwner(owner),
    }))

  return (
    <div className="owner-picker">
      <ComboBox
        // The list comes after the value: a new key lets the field find the owner's name.
        key={owners.isPending ? 'waiting' : `${options.length} ${value}`}
        label="Owner"
        placeholder="No owner"
        options={options}
        value={value}
        onChange={(owner) => {
          if (owner !== value) onChange(owner)
        }}
        isDisabled={isDisabled}
        autoFocus={autoFocus}
      />
      {!isDisabled && (
        <Button kind="quiet" onPress={() => setAdding(true)}>
          Add someone new
        </Button>
      )}
      <OwnerDialog ics={ics} open={adding} onClose={() => setAdding(false)} onSaved={onChange} />
    </div>
  )
}
