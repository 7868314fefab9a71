// What came of an act, in place of the form that did it: the keyboard goes there, for the button it was on is gone. Not here: what came of it.
import { type ReactNode, useEffect, useRef } from 'react'

export function CameOf({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  // The place of the focus is the document's to keep, not React's. Of whoever comes here by an address it stays where it is.
  useEffect(() => {
    if (navigator.userActivation.hasBeenActive) place.current?.focus()
  }, [])
  return (
    <div ref={place} tabIndex={-1} className="gr-came-of">
      {children}
    </div>
  )
}
