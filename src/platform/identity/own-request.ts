// Whether a request that changes something came from our own screen, for a cookie comes along from anywhere. Not here: who sent it.
import { isEqualSecret } from './secrets.ts'

/** The header in which our screens send the session's token. */
export const csrfHeader = 'x-grein-csrf'

export type ChangingRequest = {
  readonly method: string
  /** What the browser itself says, which no page can change. Absent from programs and very old browsers. */
  readonly origin: string | null
  readonly secFetchSite: string | null
  readonly csrfToken: string | null
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/** Three signs that must agree: the token no other site can read, the origin, and how the browser calls the distance. */
export function isOwnRequest(
  { method, origin, secFetchSite, csrfToken }: ChangingRequest,
  expected: { readonly csrfToken: string; readonly origin: string },
): boolean {
  if (safeMethods.includes(method)) return true
  if (csrfToken === null || !isEqualSecret(csrfToken, expected.csrfToken)) return false
  if (origin !== null && origin !== expected.origin) return false
  return secFetchSite === null || secFetchSite === 'same-origin'
}
