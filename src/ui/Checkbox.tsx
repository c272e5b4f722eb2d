import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components'
import './Checkbox.css'

export function Checkbox({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className'> & { children?: ReactNode }) {
  return (
    <AriaCheckbox {...rest} className="checkbox">
      {({ isSelected, isIndeterminate }) => (
        <>
          <svg
            className="checkbox-box"
            viewBox="0 0 18 18"
            width="18"
            height="18"
            aria-hidden="true"
          >
            {isIndeterminate ? (
              <path d="M4 9h10" />
            ) : (
              isSelected && <path d="M3.5 9.5l3.7 3.7 7.3-8" />
            )}
          </svg>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}
