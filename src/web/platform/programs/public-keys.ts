// Public keys out of what somebody pasted, or what is wrong with it, before anything is sent. Pure; the server checks the keys themselves.

export type PublicKeys = { readonly keys: readonly Readonly<Record<string, unknown>>[] }
export type KeyFault = 'missing' | 'not-json' | 'secret' | 'incomplete' | 'too-many'

/** What only a private or a shared key has (RFC 7518). */
const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const keysMax = 5

export function readPublicKeys(text: string): { keys: PublicKeys; fault: null } | { keys: null; fault: KeyFault } {
  const no = (fault: KeyFault) => ({ keys: null, fault })
  if (text.trim() === '') return no('missing')
  if (text.includes('PRIVATE KEY')) return no('secret') // A PEM file: no JSON, and worse.
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return no('not-json')
  }
  const list = isObject(value) && Array.isArray(value['keys']) ? value['keys'] : Array.isArray(value) ? value : [value]
  const keys = list.filter(isObject)
  if (keys.some((key) => secretParts.some((part) => part in key))) return no('secret')
  if (keys.length === 0 || keys.length < list.length) return no('not-json')
  if (keys.length > keysMax) return no('too-many')
  if (keys.some(({ kid, alg }) => !isText(kid) || !isText(alg))) return no('incomplete')
  return { keys: { keys }, fault: null }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
