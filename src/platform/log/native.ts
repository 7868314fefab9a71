// Node's own SHA-256 and Ed25519 for the kernel's tree and notes: some ten times the speed of the portable ones. Not here: any use.
import { createPublicKey, hash, verify } from 'node:crypto'
import type { Sha256, VerifyBytes } from '#kernel'

export const nativeSha256: Sha256 = (data) => hash('sha256', data, 'buffer')

/** What stands before an Ed25519 public key in SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export const nativeVerify: VerifyBytes = (signature, message, publicKey) => {
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}
