// The answer that came with the page: the server drew it, and here it is taken in so that nothing is asked or drawn twice. Not here: the
// drawing (draw.tsx), and when the server does so (api/pages/first-answer.ts).
import type { QueryClient } from '@tanstack/react-query'
import type { Locale } from '#kernel'
import type { SubstanceAnswer } from '#law/contract'
import { type Answered, answerKey, askedIn, keptPrivate } from '../law/ask-server.ts'

type Search = Parameters<typeof askedIn>[0]
/** As the server writes it into the page (api/pages/drawn-page.ts). */
type Seed = { readonly locale: Locale; readonly answeredAt: number; readonly answer: SubstanceAnswer }

/** Null where the page came without an answer, and for who has everything checked on this device alone. */
export function drawnAnswer(client: QueryClient, search: Search): Seed | null {
  const block = document.getElementById('drawn')
  if (block === null || keptPrivate()) return null
  const seed: Seed = JSON.parse(block.textContent)
  keepAnswer(client, search, seed)
  return seed
}

/** Both sides draw from this and from nothing else. */
export function keepAnswer(client: QueryClient, search: Search, { answer, answeredAt }: Omit<Seed, 'locale'>): void {
  const answered: Answered = { answer, madeAt: 'server' }
  client.setQueryData(answerKey(askedIn(search, null), false), answered, { updatedAt: answeredAt })
}
