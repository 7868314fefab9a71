// Whether the reader wants everything checked on this device alone. Not here: doing so (here/), and the box that is ticked.
import { useState } from 'react'
import { keptPrivate, keptPrivateAs } from './ask-server.ts'

const aYear = 31_536_000

/** Kept for the next visit on this device; the cookie asks the server to answer nothing with its page. */
export function usePrivate(): readonly [isPrivate: boolean, choose: (isPrivate: boolean) => void] {
  const [isPrivate, setPrivate] = useState(keptPrivate)
  return [
    isPrivate,
    (chosen) => {
      setPrivate(chosen)
      if (chosen) localStorage.setItem(keptPrivateAs, 'yes')
      else localStorage.removeItem(keptPrivateAs)
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari.
      document.cookie = `${keptPrivateAs}=${chosen ? 'yes' : ''}; path=/; max-age=${chosen ? aYear : 0}; samesite=lax`
    },
  ]
}
