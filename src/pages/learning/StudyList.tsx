import type { KeyboardEvent } from 'react'
import { own } from '../../../domain/own.ts'
import type { Study } from '../../../preload/strategies-types.ts'
import { plural } from '../../ui/format.ts'

interface Props {
  studies: readonly Study[]
  /** Key of the one that is read. */
  reading: string
  /** @param isPassing whether the person only passes over it, so that Back need not stop there */
  onRead: (key: string, isPassing: boolean) => void
}

/** The case studies found; the arrow keys go from one to the next. */
export function StudyList({ studies, reading, onRead }: Props) {
  function onKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    const step = own({ ArrowDown: 1, ArrowUp: -1 }, event.key)
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = studies[at + step]
    if (next === undefined) return
    buttons[at + step]?.focus()
    onRead(next.key, true)
  }
  return (
    <ul aria-label="Case studies" onKeyDown={onKeyDown}>
      {studies.map(({ key, title, system, focusArea, adoptions }) => (
        <li key={key}>
          <button type="button" aria-current={key === reading} onClick={() => onRead(key, false)}>
            {title}
            <span className="study-from">
              {[
                system ?? 'The report',
                focusArea,
                adoptions.length > 0 && `adopted by ${plural(adoptions.length, 'system')}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
