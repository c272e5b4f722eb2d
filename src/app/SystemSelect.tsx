import { Select } from '../ui/Select.tsx'
import { useApp } from './state.tsx'

const NONE = 'none'

interface Props {
  label: string
  hideLabel?: boolean
  /** ODS code. */
  value: string | null
  onChange: (ods: string | null) => void
  /** What stands for no system. */
  none?: string
}

/** A choice of one of the region's systems, or none. */
export function SystemSelect({ label, hideLabel = false, value, onChange, none = 'None' }: Props) {
  const { systems } = useApp()
  return (
    <Select
      label={label}
      hideLabel={hideLabel}
      options={[
        { id: NONE, text: none },
        ...systems.map(({ ods, name }) => ({ id: ods, text: name })),
      ]}
      value={value ?? NONE}
      onChange={(id) => onChange(id === NONE ? null : id)}
    />
  )
}
