// Running text in which a day or a moment stands on one line: a browser breaks 23-11-2026 at its hyphens. Not here: how a day is written (#kernel).
import type { ReactNode } from 'react'

const moment = /(\d{2}-\d{2}-\d{4}(?: \d{2}:\d{2})?)/

/** What is no text, or has no day in it, is left as it is. What is read, copied or searched stays the same. */
export function unbroken(said: ReactNode): ReactNode {
  if (typeof said !== 'string' || !moment.test(said)) return said
  return said.split(moment).map((piece, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no name but their place.
      <span key={at} className="gr-nowrap">
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}
