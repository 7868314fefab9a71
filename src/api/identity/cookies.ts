// Our own cookies, read and written strictly. Not here: what is in them (platform/identity).

/** What the browser keeps of us. A name with `__Host-` is refused by browsers unless it is Secure, of this host alone, on every path. */
export type CookieNames = { readonly session: string; readonly login: string; readonly isSecure: boolean }

/**
 * Browsers take Secure cookies over https, and from this machine itself over http (Chromium and Firefox do, Safari does not). On a
 * plain http address elsewhere nothing can be kept secret from the network; there the cookie goes without the prefix, for a
 * demonstration on a local network must still work.
 */
export function cookieNames({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): CookieNames {
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1'
  const isSecure = protocol === 'https:' || isHere
  const prefix = isSecure ? '__Host-' : ''
  return { session: `${prefix}grein`, login: `${prefix}grein-login`, isSecure }
}

/** The value of a cookie; null when it is absent, or there twice: then somebody set one beside ours. */
export function readCookie(header: string | undefined, name: string): string | null {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? values[0]! : null
}

/** Until the browser closes, or for `seconds`; 0 takes it away. */
export function writeCookie(name: string, value: string, { isSecure }: CookieNames, seconds?: number): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (isSecure) parts.push('Secure')
  if (seconds !== undefined) parts.push(`Max-Age=${seconds}`)
  return parts.join('; ')
}
