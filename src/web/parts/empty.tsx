// Nothing here (yet): what will stand here, and how it comes. Not here: nothing found by a filter with an error behind it.
import type { ReactNode } from 'react'
import './empty.css'

export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <section className="gr-empty">
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {children ? <div className="gr-empty-actions">{children}</div> : null}
    </section>
  )
}
