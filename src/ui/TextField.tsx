import type { Ref } from 'react'
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components'
import './field.css'

interface Props extends Omit<AriaTextFieldProps, 'className' | 'children'> {
  label: string
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  hint?: string | undefined
  /** What is wrong with the value, and what to do. */
  problem?: string | null | undefined
  placeholder?: string
}

interface Around extends Pick<Props, 'label' | 'hint' | 'problem'> {
  hideLabel?: boolean | undefined
}

function Before({ label, hideLabel }: Around) {
  return <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
}

function After({ hint, problem }: Around) {
  return (
    <>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </>
  )
}

/** The caller says what is wrong: left to the browser, it would bar the form from being sent again. */
const problemOf = (problem: Props['problem']) =>
  ({ isInvalid: Boolean(problem), validationBehavior: 'aria' }) as const

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  hint,
  problem,
  placeholder,
  ref,
  ...rest
}: Props & { ref?: Ref<HTMLInputElement> }) {
  return (
    <AriaTextField {...rest} {...problemOf(problem)} className="field">
      <Before label={label} hideLabel={hideLabel} />
      <Input ref={ref ?? null} className="field-input" placeholder={placeholder ?? ''} />
      <After label={label} hint={hint} problem={problem} />
    </AriaTextField>
  )
}

/** Several lines of text; Ctrl+Enter is left to the form around it. */
export function TextArea({
  label,
  hideLabel,
  hint,
  problem,
  placeholder,
  rows = 4,
  ref,
  ...rest
}: Props & { rows?: number; ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <AriaTextField {...rest} {...problemOf(problem)} className="field">
      <Before label={label} hideLabel={hideLabel} />
      <AriaTextArea
        ref={ref ?? null}
        className="field-input"
        rows={rows}
        placeholder={placeholder ?? ''}
      />
      <After label={label} hint={hint} problem={problem} />
    </AriaTextField>
  )
}
