// Random tokens and what is kept of them. Not here: what a token is good for.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits, as 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether a text has the form of our secrets; anything else need not be looked up. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}

/** What the database keeps. A plain hash is enough: 256 random bits cannot be guessed, so nothing needs to be slow. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Equal or not, in a time that says nothing about where they differ. */
export function isEqualSecret(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other))
}
