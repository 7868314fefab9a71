// Bytes as text and back, strictly: one byte string has one spelling. Not here: hashing (hash.ts).
import { assert } from '../assert.ts'

const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

/** The bytes of a standard base64 text, or null; a second spelling of the same bytes (loose bits, no padding) is refused. */
export function fromBase64(text: string): Uint8Array | null {
  if (!base64Form.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : null
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** The bytes of a lower-case hexadecimal text, or null. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Equality of public values (hashes, keys): it does not hide how far they agree. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Cuts bytes into pieces of one length: a stored tile into its hashes. */
export function splitBytes(bytes: Uint8Array, pieceLength: number): Uint8Array[] {
  assert(bytes.length % pieceLength === 0, 'the bytes divide into whole pieces')
  return Array.from({ length: bytes.length / pieceLength }, (_, at) =>
    bytes.subarray(at * pieceLength, (at + 1) * pieceLength),
  )
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
