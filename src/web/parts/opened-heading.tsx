// The heading of what a number opened below it: it takes the focus when another is opened. Not here: what was opened.
import { type ReactNode, useEffect, useRef } from 'react'

/** `opened`: which number it was. */
export function OpenedHeading({ opened, children }: { opened: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Where the reader asked for it is above; the place of the focus is the document's to keep, not React's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened says that it is another.
  useEffect(() => {
    // Of whoever comes here by an address the place stays where it is. What was pressed may be drawn anew by now, so the focus cannot tell.
    if (navigator.userActivation.hasBeenActive) heading.current?.focus()
  }, [opened])
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}
