// The token of a next page: where to go on, of which question, and until when. Not here: giving one back (store.ts).
import { createHash } from 'node:crypto'
import { decodeCursor, encodeCursor, isUuid, refuseNow } from '#kernel'
import { epcisQueryProblems } from './problems.ts'

/** Long enough to read a long answer at leisure. */
export const tokenHours = 24

export type PageToken = {
  /** Of the question and of who asks; another question's token is refused. */
  readonly of: string
  readonly endsAt: Temporal.Instant
  readonly after: string
  /** How many may still come, under `eventCountLimit`. */
  readonly left: number | null
}

/** A short name of a question by one asker. */
export function fingerprint(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 22)
}

export function writeToken({ of, endsAt, after, left }: PageToken): string {
  return encodeCursor([of, Math.floor(endsAt.epochMilliseconds / 1000), left ?? -1, after])
}

/** Refuses `epcis/page-token` and `epcis/page-token-ended`. */
export function readToken(
  text: string,
  { of, now }: { readonly of: string; readonly now: Temporal.Instant },
): PageToken {
  const [owner, seconds, left, after] = decodeCursor(text, 4) ?? []
  const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value)
  if (owner !== of || !isWhole(seconds) || !isWhole(left) || typeof after !== 'string' || !isUuid(after))
    return refuseNow(epcisQueryProblems['page-token'], {})
  if (Math.abs(seconds) > 8_000_000_000) return refuseNow(epcisQueryProblems['page-token'], {})
  const endsAt = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
  if (Temporal.Instant.compare(endsAt, now) <= 0) refuseNow(epcisQueryProblems['page-token-ended'], {})
  return { of, endsAt, after, left: left < 0 ? null : left }
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
