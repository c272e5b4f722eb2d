import type { ReactNode } from 'react'
import './Choices.css'

interface Choice<Id> {
  id: Id
  text: ReactNode
  /** How many it would show: stands behind the words; none, and it cannot be pressed. */
  count?: number
}

interface Props<Id> {
  /** What is chosen, for those who hear the page. */
  label: string
  choices: readonly Choice<Id>[]
  value: Id
  /** Also hears the one that is pressed already. */
  onChange: (id: Id) => void
  isDisabled?: boolean
  /** Whether it changes all that stands below it on the page. */
  isOfPage?: boolean
}

/** A row of buttons of which one is pressed. */
export function Choices<Id extends string | boolean | null>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
  isOfPage = false,
}: Props<Id>) {
  return (
    <fieldset className={`choices ${isOfPage ? 'choices-page' : ''}`} disabled={isDisabled}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map(({ id, text, count }) => (
        <button
          key={String(id)}
          type="button"
          aria-pressed={id === value}
          disabled={count === 0 && id !== value}
          onClick={() => onChange(id)}
        >
          {text}
          {count !== undefined && <span className="numbers"> {count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
