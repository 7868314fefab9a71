// A window over the screen for one question; Esc and the button close it. Not here: the button that opens it; the screen keeps `isOpen`.
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useLocale } from '../locale.tsx'
import { Button } from './button.tsx'
import './dialog.css'

type Props = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons that answer the question; "cancel" is always there. */
  readonly actions?: ReactNode
  readonly size?: 'md' | 'lg'
  readonly role?: 'dialog' | 'alertdialog'
}

export function Dialog({ title, isOpen, onClose, children, actions, size = 'md', role = 'dialog' }: Props) {
  const { t } = useLocale()
  return (
    <ModalOverlay
      className="gr-overlay"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={`gr-modal gr-modal-${size}`}>
        <AriaDialog className="gr-dialog" role={role}>
          <Heading slot="title" level={2} className="gr-dialog-title">
            {title}
          </Heading>
          <div className="gr-dialog-body">{children}</div>
          <div className="gr-dialog-actions">
            {actions}
            <Button onPress={onClose}>{t(actions ? 'part.cancel' : 'part.close')}</Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
