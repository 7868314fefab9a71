// A number of an event, which opens for who had a part in it. Not here: numbers of accounts (behind.ts).
import type { ReactNode } from 'react'
import { Link } from '../parts/link.tsx'

type Props = { readonly eventId: string | null; readonly look?: 'text' | 'plain'; readonly children: ReactNode }

/** Without an event the number stands for itself: it travels with the batch, and what is behind it is somebody else's. */
export function OfEvent({ eventId, look = 'plain', children }: Props) {
  return eventId === null ? (
    children
  ) : (
    <Link href={`/events/${eventId}`} look={look}>
      {children}
    </Link>
  )
}
