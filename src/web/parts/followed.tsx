// Makes the links of library parts, rows and items of a menu, go through the router, as `Anchor` does by itself. Around those parts alone, so that
// the first page loads nothing for it. Not here: links of our own (link.tsx).
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { RouterProvider } from 'react-aria-components'

export function Followed({ children }: { children: ReactNode }) {
  const router = useRouter()
  return <RouterProvider navigate={(href) => void router.navigate({ href })}>{children}</RouterProvider>
}
