import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Reason } from './Reason.tsx'
import './Button.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  children: ReactNode
  /** `primary` once a view; `quiet` without a frame; `danger` for what cannot be taken back. */
  kind?: 'primary' | 'standard' | 'quiet' | 'danger'
  /** Why it cannot be pressed now: disables it, and is shown on hover and focus. */
  whyNot?: string | null | undefined
}

export function Button({ kind = 'standard', whyNot, children, ...rest }: ButtonProps) {
  const className = `button button-${kind}`
  if (whyNot) {
    return (
      <Reason text={whyNot}>
        {/* Stays focusable so that the reason can be reached by keyboard. */}
        <AriaButton {...rest} className={className} aria-disabled="true" onPress={() => undefined}>
          {children}
        </AriaButton>
      </Reason>
    )
  }
  return (
    <AriaButton {...rest} className={className}>
      {children}
    </AriaButton>
  )
}
