// One number that matters, large, with what it counts; a link to what it is made of. Not here: adding up; the API answers, this shows.
import type { ReactNode } from 'react'
import { Link } from './link.tsx'
import './figure.css'

type Props = {
  readonly label: string
  readonly children: ReactNode
  readonly href?: string
  readonly note?: ReactNode
  readonly size?: 'md' | 'lg'
}

export function Figure({ label, children, href, note, size = 'md' }: Props) {
  return (
    <div className={`gr-figure gr-figure-${size}`}>
      <span className="gr-figure-value">{href ? <Link href={href}>{children}</Link> : children}</span>
      <span className="gr-figure-label">{label}</span>
      {note ? <span className="gr-figure-note">{note}</span> : null}
    </div>
  )
}

export function Figures({ children }: { children: ReactNode }) {
  return <div className="gr-figures">{children}</div>
}
