// The anchor under every link: the router follows addresses of ours, the browser all others. Not here: how a link looks (link.tsx, button.tsx).
import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & {
  readonly href: string
  readonly isCurrent?: boolean
}

/** Addresses the server itself answers: files, logging in, explanations of problems. */
const ofTheServer = /^\/(v1|auth|broker|problems|log|openapi\.json)(\/|\?|$)/

export function isScreen(href: string): boolean {
  return /^\/(?![/\\])/.test(href) && !ofTheServer.test(href)
}

/** A bare anchor and no more, so that the first page loads nothing for it. */
export function Anchor({ href, isCurrent = false, ...rest }: Props) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!isPlain || rest.target || rest.download || !isScreen(href)) return
    event.preventDefault()
    void router.navigate({ href })
  }
  return <a href={href} {...rest} onClick={follow} {...(isCurrent ? { 'aria-current': 'page' } : {})} />
}
