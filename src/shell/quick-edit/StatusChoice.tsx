import { type KeyboardEvent, useEffect, useRef } from 'react'
import { STATUS_WORDS, STATUSES, type Status } from '../../../domain/record/statuses.ts'
import { StatusShape } from '../../ui/StatusChip.tsx'
import { nextByLetter } from './status-letters.ts'

/** The seven statuses side by side: arrows or a first letter choose. */
export function StatusChoice({
  value,
  onChange,
}: {
  value: Status | null
  onChange: (status: Status) => void
}) {
  const group = useRef<HTMLFieldSetElement>(null)

  useEffect(() => {
    const radios = group.current?.querySelectorAll('input')
    const chosen = [...(radios ?? [])].find((radio) => radio.checked) ?? radios?.[0]
    chosen?.focus()
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    const status = nextByLetter(event.key, value)
    if (!status) return
    event.preventDefault()
    onChange(status)
    group.current?.querySelector<HTMLInputElement>(`input[value="${status}"]`)?.focus()
  }

  return (
    <fieldset ref={group} className="status-choice" onKeyDown={onKeyDown}>
      <legend className="field-label">Status</legend>
      {STATUSES.map((status) => (
        <label key={status} className={`status-option status-${status}`}>
          <input
            type="radio"
            name="status"
            value={status}
            checked={value === status}
            onChange={() => onChange(status)}
          />
          <StatusShape status={status} />
          <span>
            <u>{STATUS_WORDS[status].slice(0, 1)}</u>
            {STATUS_WORDS[status].slice(1)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
