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
import { isTooLong, lengthWords } from './length.ts'
import './field.css'

interface Props extends Omit<AriaTextFieldProps, 'className' | 'children' | 'maxLength' | 'value'> {
  value: string
  label: string
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  hint?: string | undefined
  /** What is wrong with the value, and what to do. */
  problem?: string | null | undefined
  placeholder?: string
  /** Most characters that can be saved. More stays in the field, with a count, until it is shorter. */
  longest?: number | undefined
}

interface Around extends Pick<Props, 'label' | 'hint' | 'problem' | 'value' | 'longest'> {
  hideLabel?: boolean | undefined
}

function Before({ label, hideLabel }: Around) {
  return <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
}

function After({ hint, problem, value, longest }: Around) {
  const length = lengthWords(value, longest)
  const isOver = isTooLong(value, longest)
  return (
    <>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {length && !isOver && (
        <span role="status" className="field-hint">
          {length}
        </span>
      )}
      <FieldError className="field-problem">{isOver ? length : problem}</FieldError>
    </>
  )
}

/** The caller says what is wrong: left to the browser, it would bar the form from being sent again. */
const problemOf = ({ problem, value, longest }: Pick<Props, 'problem' | 'value' | 'longest'>) => ({
  ...{
    isInvalid: Boolean(problem) || isTooLong(value, longest),
    validationBehavior: 'aria' as const,
  },
  ...(isTooLong(value, longest) && { 'data-too-long': '' }),
})

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  hint,
  problem,
  placeholder,
  longest,
  ref,
  ...rest
}: Props & { ref?: Ref<HTMLInputElement> }) {
  return (
    <AriaTextField
      {...rest}
      {...problemOf({ problem, value: rest.value, longest })}
      className="field"
    >
      <Before label={label} hideLabel={hideLabel} value={rest.value} />
      <Input ref={ref ?? null} className="field-input" placeholder={placeholder ?? ''} />
      <After label={label} hint={hint} problem={problem} value={rest.value} longest={longest} />
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
  longest,
  rows = 4,
  ref,
  ...rest
}: Props & { rows?: number; ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <AriaTextField
      {...rest}
      {...problemOf({ problem, value: rest.value, longest })}
      className="field"
    >
      <Before label={label} hideLabel={hideLabel} value={rest.value} />
      <AriaTextArea
        ref={ref ?? null}
        className="field-input"
        rows={rows}
        placeholder={placeholder ?? ''}
      />
      <After label={label} hint={hint} problem={problem} value={rest.value} longest={longest} />
    </AriaTextField>
  )
}
