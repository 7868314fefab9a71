// Whether the reader wants everything checked on this device alone. Not here: doing so (here/), and the box that is ticked.
import { useState } from 'react'

const keptAs = 'grein-check-here'

/** Kept for the next visit, on this device alone. */
export function usePrivate(): readonly [isPrivate: boolean, choose: (isPrivate: boolean) => void] {
  const [isPrivate, setPrivate] = useState(() => localStorage.getItem(keptAs) === 'yes')
  return [
    isPrivate,
    (chosen) => {
      setPrivate(chosen)
      if (chosen) localStorage.setItem(keptAs, 'yes')
      else localStorage.removeItem(keptAs)
    },
  ]
}
