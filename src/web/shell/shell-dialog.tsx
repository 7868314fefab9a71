// A question of the shell over whatever stands there: the browser's own dialog, which keeps the focus inside by itself. Not here: a screen's own
// windows (parts/dialog.tsx).
import { type ReactNode, useEffect, useId, useRef } from 'react'
import './shell-dialog.css'

type Props = {
  readonly title: string
  readonly text: string
  /** Esc. */
  readonly onClose: () => void
  /** It comes by itself, and a key that was meant for what stood there must answer nothing: the title has the focus. Else the first button. */
  readonly isUnasked?: boolean
  readonly children: ReactNode
}

export function ShellDialog({ title, text, onClose, isUnasked = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
    if (isUnasked) dialog.current?.querySelector('h2')?.focus()
  }, [isUnasked])
  return (
    <dialog ref={dialog} className="gr-shell-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <p>{text}</p>
      <div className="gr-shell-dialog-actions">{children}</div>
    </dialog>
  )
}
