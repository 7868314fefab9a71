// A link that changes what is shown on this very screen, and leaves the reader where they are: a band, a part of a bar, the number of it.
// Inside a drawing too. Not here: links that lead elsewhere (parts/link.tsx).
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import '../parts/link.css'

type Props = {
  readonly href: string
  readonly children: ReactNode
  /** In a drawing whose table or legend has the same link: Tab passes it by. */
  readonly isAside?: boolean
  /** As of parts/link.tsx. */
  readonly look?: 'text' | 'plain'
}

export function StayLink({ href, children, isAside = false, look = 'plain' }: Props) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ href, resetScroll: false })
  }
  return (
    <a href={href} onClick={follow} {...(isAside ? { tabIndex: -1 } : { className: `gr-link gr-link-${look}` })}>
      {children}
    </a>
  )
}
