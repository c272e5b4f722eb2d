import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import type { Option } from './Select.tsx'
import './field.css'
import './list.css'

/** A choice of one among many, found by typing a part of it. */
export function ComboBox<Id extends string>({
  label,
  hideLabel,
  hint,
  problem,
  options,
  value,
  onChange,
  placeholder,
  isDisabled,
  autoFocus,
}: {
  label: string
  hideLabel?: boolean
  hint?: string
  problem?: string | null
  options: readonly Option<Id>[]
  value: Id | null
  /** `null` when the person cleared the field. */
  onChange: (id: Id | null) => void
  placeholder?: string
  isDisabled?: boolean
  autoFocus?: boolean
}) {
  return (
    <AriaComboBox
      className="field"
      defaultItems={options}
      value={value}
      onChange={(key) => onChange(key as Id | null)}
      menuTrigger="focus"
      isInvalid={Boolean(problem)}
      isDisabled={isDisabled ?? false}
      autoFocus={autoFocus ?? false}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="field-row">
        <Input className="field-input" placeholder={placeholder ?? ''} />
        <Button className="field-button" aria-label="Show the choices">
          <span aria-hidden="true" className="field-chevron" />
        </Button>
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
      <Popover className="popover" offset={4}>
        <ListBox<Option<Id>> className="list">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="list-item">
              {option.render ?? option.text}
              {option.detail && <span className="list-detail">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
