import { useMemo } from 'react'
import { useAsk } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import './actions-field.css'

interface Props {
  label: string
  /** ODS code of the system whose actions there are to choose from. */
  ics: string
  /** References. */
  value: readonly string[]
  onChange: (references: string[]) => void
}

/** Several actions of a system, each found by its reference or words of its title. */
export function ActionsField({ label, ics, value, onChange }: Props) {
  const rows = useAsk('register.list', { ics })
  const options = useMemo(
    () =>
      (rows.data ?? []).map(({ reference, title }) => ({
        id: reference,
        text: `${reference} ${title}`,
      })),
    [rows.data],
  )
  const textOf = (reference: string) =>
    options.find(({ id }) => id === reference)?.text ?? reference
  return (
    <div className="actions-field">
      <ComboBox
        // A new key empties the field for the next one, and takes in options that came later.
        key={`${value.length} ${options.length}`}
        label={label}
        placeholder="HS1.e2, or words of its title"
        options={options.filter(({ id }) => !value.includes(id))}
        value={null}
        onChange={(reference) => {
          if (reference !== null) onChange([...value, reference])
        }}
      />
      {value.length > 0 && (
        <ul aria-label="Chosen actions">
          {value.map((reference) => (
            <li key={reference}>
              <span>{textOf(reference)}</span>
              <Button
                kind="quiet"
                aria-label={`Remove ${textOf(reference)}`}
                onPress={() => onChange(value.filter((each) => each !== reference))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
