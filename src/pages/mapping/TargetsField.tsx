import { useAsk } from '../../app/api.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'

export interface Targets {
  /** Numbers of priorities for change. */
  priorities: number[]
  /** References of focus areas. */
  focusAreas: string[]
}

interface Props {
  value: Targets
  onChange: (targets: Targets) => void
}

/** What of the commission's a priority serves: its priorities for change, and its focus areas. */
export function TargetsField({ value, onChange }: Props) {
  const catalogue = useAsk('catalogue.get', {})
  return (
    <>
      <fieldset className="mapping-targets">
        <legend>The commission’s priorities that it serves</legend>
        {(catalogue.data?.priorities ?? []).map(({ number, title }) => (
          <Checkbox
            key={number}
            isSelected={value.priorities.includes(number)}
            onChange={(isIn) =>
              onChange({ ...value, priorities: toggled(value.priorities, number, isIn) })
            }
          >
            {number} {title}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className="mapping-targets">
        <legend>Focus areas that it serves</legend>
        {(catalogue.data?.focusAreas ?? []).map(({ reference, title }) => (
          <Checkbox
            key={reference}
            isSelected={value.focusAreas.includes(reference)}
            onChange={(isIn) =>
              onChange({ ...value, focusAreas: toggled(value.focusAreas, reference, isIn) })
            }
          >
            {reference} {title}
          </Checkbox>
        ))}
      </fieldset>
    </>
  )
}

function toggled<T extends number | string>(list: readonly T[], item: T, isIn: boolean): T[] {
  const others = list.filter((each) => each !== item)
  if (!isIn) return others
  return [...others, item].sort((a, b) =>
    String(a).localeCompare(String(b), 'en', { numeric: true }),
  )
}
