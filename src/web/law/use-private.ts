// Whether the reader wants everything checked on this device alone. Not here: doing so (here/), and the box that is ticked.
import { useState } from 'react'
import { keptPrivate, keptPrivateAs } from './ask-server.ts'

/** Kept for the next visit, on this device alone. */
export function usePrivate(): readonly [isPrivate: boolean, choose: (isPrivate: boolean) => void] {
  const [isPrivate, setPrivate] = useState(keptPrivate)
  return [
    isPrivate,
    (chosen) => {
      setPrivate(chosen)
      if (chosen) localStorage.setItem(keptPrivateAs, 'yes')
      else localStorage.removeItem(keptPrivateAs)
    },
  ]
}
