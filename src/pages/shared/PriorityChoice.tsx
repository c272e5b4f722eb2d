import { useAsk } from '../../app/api.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import './priority-choice.css'

/** Chooses among the commission's priorities for change, by number. */
export function PriorityChoice({
  chosen,
  onChange,
}: {
  chosen: number[]
  onChange: (numbers: number[]) => void
}) {
  const catalogue = useAsk('catalogue.get', {})
  return (
    <fieldset className="priority-choice">
      <legend className="field-label">Priorities for change that it is about</legend>
      {catalogue.data?.priorities.map(({ number, title }) => (
        <Checkbox
          key={number}
          isSelected={chosen.includes(number)}
          onChange={(isIn) =>
            onChange(
              (isIn ? [...chosen, number] : chosen.filter((each) => each !== number)).sort(
                (a, b) => a - b,
              ),
            )
          }
        >
          {number}. {title}
        </Checkbox>
      ))}
    </fieldset>
  )
}
