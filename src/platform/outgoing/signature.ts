// How what we send to a program says it is ours: HMAC-SHA-256 under the token its owner chose. Not here: sending (poster.ts), and when again
// (back-off.ts).
import { createHmac } from 'node:crypto'
import { isEqualSecret } from '../identity/secrets.ts'

/** `t=1795327200,hmac-sha256=…`: over the seconds since 1970, a full stop and the body, so that an old answer cannot be sent again as new. */
export function signBody(body: string, token: string, at: Temporal.Instant): string {
  const seconds = Math.floor(at.epochMilliseconds / 1000)
  return `t=${seconds},hmac-sha256=${mac(body, token, String(seconds))}`
}

/** Older than this, a receiver should not believe it. */
export const signatureMinutes = 5

/** As a receiver checks it, in a time that says nothing of where two signatures differ. */
export function isSignedBy(
  header: string,
  { body, token, now }: { readonly body: string; readonly token: string; readonly now: Temporal.Instant },
): boolean {
  const found = /^t=(\d{1,11}),hmac-sha256=([0-9a-f]{64})$/.exec(header)
  if (!found) return false
  const [, seconds = '', signature = ''] = found
  const isFresh = Math.abs(Number(seconds) - now.epochMilliseconds / 1000) <= signatureMinutes * 60
  return isEqualSecret(signature, mac(body, token, seconds)) && isFresh
}

function mac(body: string, token: string, seconds: string): string {
  return createHmac('sha256', token).update(`${seconds}.${body}`).digest('hex')
}
