// A button that does something. Not here: links that look like one; see link-button.tsx.
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { type ButtonLooks, buttonClass } from './button-look.ts'

export type { ButtonLook } from './button-look.ts'
export { LinkButton } from './link-button.tsx'

type Props = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & ButtonLooks & { readonly children: ReactNode }

export function Button({ look, isCompact, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={buttonClass({ look, isCompact })}>
      {children}
    </AriaButton>
  )
}
