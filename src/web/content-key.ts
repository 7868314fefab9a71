// The key or the number a write is sent under, and the moment it says it happened: the same for the same content until it succeeded, and new as soon
// as anything in it changed. So an impatient press, a passkey shown in between and an answer that was lost are one write, and what was changed after a
// refusal is no quarrel about an old number. Not here: sending it (queries.ts), and an act on stock, whose number its photographs and boxes bear before
// it is sent (chain/record/act-form.tsx).
import { useState } from 'react'
import { type IdName, newId, printId, trustId } from '#kernel'
import { useHouseClock } from './house-clock.ts'

/** What one content is sent under. */
export type SentAs = {
  /** For the header `Idempotency-Key`. */
  readonly key: string
  /** The same, as the number of what it makes. */
  idOf(name: IdName): string
  /** When it was sent first: what happens on sending happened then, also when it is sent again. */
  readonly at: string
}

export type ContentKeys = {
  /** `content` is all that is sent but for the number and the moment themselves: what JSON says of it is compared. */
  sentAs(content: unknown): SentAs
  /** After it succeeded: the same content is a new write from now on. */
  forget(): void
}

export function contentKeys(now: () => Temporal.Instant = () => Temporal.Now.instant()): ContentKeys {
  // All of them, not the last alone: who changes something and changes it back sends what may be there already.
  const sent = new Map<string, SentAs>()
  return {
    sentAs(content) {
      const said = JSON.stringify(content)
      const before = sent.get(said)
      if (before) return before
      const key = newId('step')
      const made: SentAs = {
        key,
        idOf: (name) => printId(name, trustId(name, key)),
        at: now().toString({ smallestUnit: 'millisecond' }),
      }
      sent.set(said, made)
      return made
    },
    forget: () => sent.clear(),
  }
}

/** For as long as the form stands. */
export function useContentKeys(): ContentKeys {
  const now = useHouseClock()
  const [keys] = useState(() => contentKeys(now))
  return keys
}
