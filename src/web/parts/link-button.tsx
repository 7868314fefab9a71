// A link that looks like a button: it goes somewhere, it does nothing. Not here: buttons; a page with links alone loads none.
import type { ReactNode } from 'react'
import { Anchor } from './anchor.tsx'
import { type ButtonLooks, buttonClass } from './button-look.ts'

type Props = ButtonLooks & {
  readonly href: string
  readonly children: ReactNode
  readonly target?: string
  readonly download?: boolean | string
}

export function LinkButton({ look, isCompact, children, ...rest }: Props) {
  return (
    <Anchor {...rest} className={buttonClass({ look, isCompact })}>
      {children}
    </Anchor>
  )
}
