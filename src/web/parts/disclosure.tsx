// Something longer under its own title, shown when asked for. The browser's own element: it opens for "find in page" and needs no script.
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './disclosure.css'

type Props = {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly isOpen?: boolean
  readonly onToggle?: (isOpen: boolean) => void
}

export function Disclosure({ title, children, isOpen = false, onToggle }: Props) {
  return (
    <details className="gr-disclosure" open={isOpen} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary className="gr-disclosure-title">
        <Icon name="right" />
        {title}
      </summary>
      <div className="gr-disclosure-body">{children}</div>
    </details>
  )
}
