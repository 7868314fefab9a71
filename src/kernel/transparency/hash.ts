// The two hashes of an RFC 6962 tree, and the leaf of a salted record. Not here: the tree itself (tree.ts).
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8 } from './bytes.ts'

/** SHA-256 over the parts, one after the other. A server passes its native one; the browser uses the default. */
export type Sha256 = (data: Uint8Array) => Uint8Array

export const sha256: Sha256 = (data) => nobleSha256(data)

export const hashLength = 32

/** A salt is 32 random bytes: without it, a guessable record could be recognised by its leaf after erasure. */
export const saltLength = 32

const leafMark = Uint8Array.of(0)
const nodeMark = 1

/** RFC 6962, 2.1: SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  return hash(concatBytes(leafMark, data))
}

/** RFC 6962, 2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  // Written out: a tree of ten million leaves comes by here as often.
  const data = new Uint8Array(1 + left.length + right.length)
  data[0] = nodeMark
  data.set(left, 1)
  data.set(right, 1 + left.length)
  return hash(data)
}

/** The leaf of a record in our log: the entry is salt ‖ canonical record in UTF-8, so SHA-256(0x00 ‖ salt ‖ record). */
export function recordLeafHash({ salt, record }: { salt: Uint8Array; record: string }, hash?: Sha256): Uint8Array {
  return leafHash(concatBytes(salt, utf8(record)), hash)
}
