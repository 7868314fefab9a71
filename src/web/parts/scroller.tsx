// Something that may be wider than the screen: it scrolls by itself, the page does not, and the keyboard reaches it. Not here: tables; data-table.tsx.
import type { ReactNode } from 'react'
import './scroller.css'

export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a named group that scrolls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div className="gr-scroller" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
