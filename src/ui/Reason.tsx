import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import './Reason.css'

/** A short explanation that appears beside a control on hover and on focus. */
export function Reason({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      {children}
      <Tooltip className="reason" offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  )
}
