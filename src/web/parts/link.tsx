// A link inside the application or out of it; `href` as the API gives it. Not here: links that look like buttons; see button.tsx.
import type { ReactNode } from 'react'
import { Anchor } from './anchor.tsx'
import './link.css'

type Props = {
  readonly href: string
  readonly children: ReactNode
  /** `plain` where the place already says it is a link: a table's first column, a list of titles. */
  readonly look?: 'text' | 'plain'
  readonly target?: string
  readonly isCurrent?: boolean
}

export function Link({ look = 'text', children, target, ...rest }: Props) {
  return (
    <Anchor {...rest} {...(target ? { target, rel: 'noreferrer' } : {})} className={`gr-link gr-link-${look}`}>
      {children}
    </Anchor>
  )
}
