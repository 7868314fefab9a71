// A link of the shell: a bare anchor that the router follows, so that the first page needs no more than that. Not here: links in screens.
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

type Props = {
  readonly href: string
  readonly className: string
  readonly isCurrent?: boolean
  readonly children: ReactNode
}

export function ShellLink({ href, className, isCurrent = false, children }: Props) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!isPlain) return
    event.preventDefault()
    void router.navigate({ href })
  }
  return (
    <a href={href} className={className} onClick={follow} {...(isCurrent ? { 'aria-current': 'page' } : {})}>
      {children}
    </a>
  )
}
