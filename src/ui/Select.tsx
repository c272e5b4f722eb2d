import type { ReactNode } from 'react'
import {
  Select as AriaSelect,
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components'
import './field.css'
import './list.css'

export interface Option<Id extends string = string> {
  id: Id
  /** What the person reads and types to find it. */
  text: string
  /** Shown instead of the text, such as a chip. */
  render?: ReactNode
  /** A second, quieter line. */
  detail?: string
}

/** A choice of one among few; typing a first letter moves there. */
export function Select<Id extends string>({
  label,
  hideLabel,
  hint,
  problem,
  options,
  value,
  onChange,
  placeholder = 'Choose',
  isDisabled,
  autoFocus,
}: {
  label: string
  hideLabel?: boolean
  hint?: string
  problem?: string | null
  options: readonly Option<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  placeholder?: string
  isDisabled?: boolean
  autoFocus?: boolean
}) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => onChange(key as Id)}
      placeholder={placeholder}
      isInvalid={Boolean(problem)}
      isDisabled={isDisabled ?? false}
      autoFocus={autoFocus ?? false}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="field-input field-select">
        <SelectValue className="field-select-value" />
        <span aria-hidden="true" className="field-chevron" />
      </Button>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
      <Popover className="popover" offset={4}>
        <ListBox className="list" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="list-item">
              {option.render ?? option.text}
              {option.detail && <span className="list-detail">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
