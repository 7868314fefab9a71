// A button that does something, and a link that looks like one. Not here: plain links in text; see link.tsx.
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link as AriaLink } from 'react-aria-components/Link'
import './button.css'

/** One primary a screen; `quiet` inside tables and panels; `danger` where something ends that cannot be undone. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

type Looks = { readonly look?: ButtonLook; readonly isCompact?: boolean; readonly children: ReactNode }

const classOf = ({ look = 'secondary', isCompact = false }: Pick<Looks, 'look' | 'isCompact'>) =>
  `gr-button gr-button-${look}${isCompact ? ' gr-button-compact' : ''}`

export function Button({
  look,
  isCompact,
  children,
  ...rest
}: Omit<AriaButtonProps, 'className' | 'style' | 'children'> & Looks) {
  return (
    <AriaButton {...rest} className={classOf({ ...(look ? { look } : {}), ...(isCompact ? { isCompact } : {}) })}>
      {children}
    </AriaButton>
  )
}

type LinkButtonProps = Looks & { readonly href: string; readonly target?: string; readonly download?: boolean | string }

export function LinkButton({ look, isCompact, children, ...rest }: LinkButtonProps) {
  return (
    <AriaLink {...rest} className={classOf({ ...(look ? { look } : {}), ...(isCompact ? { isCompact } : {}) })}>
      {children}
    </AriaLink>
  )
}
