import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button, type ButtonProps } from './Button.tsx'
import './list.css'

export interface MenuChoice {
  id: string
  text: string
  run: () => unknown
  /** Shown before the text. */
  icon?: ReactNode
  isDisabled?: boolean
  /** The key that does the same. */
  shortcut?: string
}

/** A button that opens a list of things to do. */
export function Menu({
  label,
  choices,
  kind = 'standard',
  accessibleLabel,
}: {
  label: ReactNode
  choices: readonly MenuChoice[]
  kind?: NonNullable<ButtonProps['kind']>
  /** When `label` is a picture. */
  accessibleLabel?: string
}) {
  return (
    <MenuTrigger>
      <Button kind={kind} {...(accessibleLabel ? { 'aria-label': accessibleLabel } : {})}>
        {label}
      </Button>
      <Popover className="popover" offset={4}>
        <AriaMenu className="list" items={choices}>
          {(choice) => (
            <MenuItem
              className="list-item"
              textValue={choice.text}
              isDisabled={choice.isDisabled ?? false}
              onAction={() => void choice.run()}
            >
              {choice.icon}
              {choice.text}
              {choice.shortcut && <kbd className="list-key">{choice.shortcut}</kbd>}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
