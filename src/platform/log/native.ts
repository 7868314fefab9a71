// Node's own SHA-256 and Ed25519 for the kernel's tree and notes: some ten times the speed of the portable ones. Not here: any use.
import { createPublicKey, hash, verify } from 'node:crypto'
import { assert, hashLength, type Sha256, tileWidth, type VerifyBytes } from '#kernel'

// As text of one character a byte, and bytes again: Node makes a short text three times as fast as a buffer of its own.
export const nativeSha256: Sha256 = (data) => Buffer.from(hash('sha256', data, 'binary'), 'latin1')

/** The root over a full tile: as `perfectRoot` of its hashes, without an object for each of its 255 nodes. */
export function nativeTileRoot(tile: Uint8Array): Uint8Array {
  assert(tile.length === tileWidth * hashLength, 'the tile is full')
  const level = Buffer.from(tile) // A copy: each level is written over the one below it.
  const node = Buffer.alloc(1 + 2 * hashLength, 1) // RFC 6962: an inner node is hashed after a 1.
  for (let length = level.length; length > hashLength; length /= 2) {
    for (let at = 0; at < length; at += 2 * hashLength) {
      level.copy(node, 1, at, at + 2 * hashLength)
      level.write(hash('sha256', node, 'binary'), at / 2, 'latin1')
    }
  }
  return level.subarray(0, hashLength)
}

/** What stands before an Ed25519 public key in SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export const nativeVerify: VerifyBytes = (signature, message, publicKey) => {
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}
