import { parseDate } from '@internationalized/date'
import { useState } from 'react'
import {
  Button as AriaButton,
  TextField as AriaTextField,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  FieldError,
  Heading,
  I18nProvider,
  Input,
  Label,
  Popover,
  Text,
} from 'react-aria-components'
import { readDate } from '../../domain/read-date.ts'
import { formatDate } from './format.ts'
import './field.css'
import './DateField.css'

const NOT_A_DATE =
  'Type a date such as 21 Nov 2026 or 21/11/2026, or Friday, or +2w for two weeks from today.'

/** A date, typed in any UK form or picked from a month. Empty means no date. */
export function DateField({
  label,
  hideLabel,
  hint,
  value,
  onChange,
  today,
  isDisabled = false,
  autoFocus = false,
}: {
  label: string
  hideLabel?: boolean
  hint?: string
  /** ISO date. */
  value: string | null
  /** Called when what was typed is a date (on leaving the field or pressing Enter), or was cleared. */
  onChange: (date: string | null) => void
  /** ISO date that "tomorrow" and "+2w" count from. */
  today: string
  isDisabled?: boolean
  autoFocus?: boolean
}) {
  /** What is being typed; `null` while the field shows the value. */
  const [draft, setDraft] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  const read = draft === null || draft.trim() === '' ? null : readDate(draft, today)
  const problem = read === undefined ? NOT_A_DATE : null

  function commit() {
    if (draft === null || read === undefined) return
    setDraft(null)
    if (read !== value) onChange(read)
  }

  return (
    <AriaTextField
      className="field"
      value={draft ?? formatDate(value)}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        // The dialog around hears Escape, and Ctrl+Enter.
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) event.continuePropagation()
      }}
      isInvalid={problem !== null}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="field-row">
        <Input className="field-input" placeholder="No date" autoComplete="off" />
        <DialogTrigger isOpen={picking} onOpenChange={setPicking}>
          <AriaButton
            className="field-button"
            aria-label={`Pick: ${label}`}
            isDisabled={isDisabled}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="icon">
              <path d="M2 4h12v10H2zM2 7h12M5 2v3M11 2v3" />
            </svg>
          </AriaButton>
          <Popover className="popover" offset={4}>
            <Dialog aria-label={label} className="date-picker">
              <I18nProvider locale="en-GB">
                <Calendar
                  defaultFocusedValue={parseDate(value ?? today)}
                  value={value ? parseDate(value) : null}
                  onChange={(date) => {
                    setDraft(null)
                    setPicking(false)
                    onChange(date?.toString() ?? null)
                  }}
                  autoFocus
                >
                  <header className="date-picker-header">
                    <AriaButton slot="previous" className="field-button">
                      ‹
                    </AriaButton>
                    <Heading />
                    <AriaButton slot="next" className="field-button">
                      ›
                    </AriaButton>
                  </header>
                  <CalendarGrid weekdayStyle="short">
                    {(date) => <CalendarCell date={date} className="date-picker-day" />}
                  </CalendarGrid>
                </Calendar>
              </I18nProvider>
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  )
}
