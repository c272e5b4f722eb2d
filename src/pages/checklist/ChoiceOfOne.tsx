import { useId } from 'react'

interface Props<Id extends string> {
  name: string
  legend: string
  help: string
  choices: readonly { id: Id; text: string; hint?: string }[]
  value: Id | null
  onChange: (id: Id) => void
  isMissing: boolean
}

/** A question with a few answers, of which one can be chosen. */
export function ChoiceOfOne<Id extends string>({
  name,
  legend,
  help,
  choices,
  value,
  onChange,
  isMissing,
}: Props<Id>) {
  const id = useId()
  return (
    <fieldset
      className={isMissing ? 'checklist-question checklist-missing' : 'checklist-question'}
      aria-describedby={`${id}-help ${id}-problem`}
    >
      <legend>{legend}</legend>
      <p className="quiet" id={`${id}-help`}>
        {help}
      </p>
      <p className="field-problem" id={`${id}-problem`}>
        {isMissing && 'Choose one.'}
      </p>
      <div className="checklist-choices">
        {choices.map((choice) => (
          <label key={choice.id}>
            <input
              type="radio"
              name={name}
              checked={value === choice.id}
              onChange={() => onChange(choice.id)}
            />
            <span>
              {choice.text}
              {choice.hint && <span className="quiet">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
