// The name of a batch, which opens for who has or had some of it. Not here: numbers of it (behind.ts).
import type { ReactNode } from 'react'
import { Link } from '../parts/link.tsx'

type Props = {
  readonly batchId: string
  readonly isOpen: boolean
  readonly look?: 'text' | 'plain'
  readonly children: ReactNode
}

/** An ancestor that the reader never had is named in a trace, and stands for itself: its page is somebody else's. */
export function OfBatch({ batchId, isOpen, look = 'text', children }: Props) {
  return isOpen ? (
    <Link href={`/batches/${batchId}`} look={look}>
      {children}
    </Link>
  ) : (
    children
  )
}
