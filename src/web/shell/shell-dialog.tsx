// A question of the shell over whatever stands there: the browser's own dialog, which keeps the focus inside by itself. Not here: a screen's own
// windows (parts/dialog.tsx).
import { type ReactNode, useEffect, useId, useRef } from 'react'
import './shell-dialog.css'

type Props = {
  readonly title: string
  readonly text: string
  /** Esc. */
  readonly onClose: () => void
  /** The buttons, the first of which has the focus. */
  readonly children: ReactNode
}

export function ShellDialog({ title, text, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="gr-shell-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      <div className="gr-shell-dialog-actions">{children}</div>
    </dialog>
  )
}
