import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import './Dialog.css'

/**
 * A dialog over the page. Escape and a click outside close it; the focus goes in and comes back.
 * `open` is the caller's.
 */
export function Dialog({
  title,
  open,
  onClose,
  children,
  width = 'narrow',
}: {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  width?: 'narrow' | 'wide'
}) {
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className={`dialog-frame dialog-${width}`}>
        <AriaDialog className="dialog" data-modal="">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of buttons at the foot of a dialog: the main one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>
}
