// Signs in the name of a log: checkpoints, and the promise that a leaf will be in it. Not here: keeping the key (key.ts), the tree.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type AuthorityId, printCheckpoint, printVerifierKey, signNote, toBase64, utf8, verifierKeyOf } from '#kernel'

/** What stands before an Ed25519 seed in PKCS 8 (RFC 8410); the only form in which node takes one. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicKeyLength = 32

export type LogSigner = {
  /** The name of an authority's log: the address at which it is served, without scheme. */
  originOf(authorityId: AuthorityId): string
  /** What whoever checks must know beforehand: C2SP verifier key. */
  verifierKeyOf(authorityId: AuthorityId): string
  /** A whole signed note. Never sign two that contradict each other: only the sealer calls this, under the lock on the head. */
  signCheckpoint(authorityId: AuthorityId, tree: { size: number; rootHash: Uint8Array }): string
  /** Base64 of an Ed25519 signature over `promiseText`: between commit and seal this proves what was promised. */
  promise(authorityId: AuthorityId, leaf: Uint8Array): string
}

/** What a promise signs. Its second line is no number, so it can never pass for a checkpoint. */
export function promiseText(origin: string, leaf: Uint8Array): string {
  return `grein-promise/1\n${origin}\n${toBase64(leaf)}\n`
}

/** `name` is host and path of the logs, such as `grein.example/log`; each authority's own log follows it. */
export function openLogSigner({ seed, name }: { seed: Uint8Array; name: string }): LogSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-publicKeyLength)
  const originOf = (authorityId: AuthorityId) => `${name}/${authorityId}`
  const keyOf = (authorityId: AuthorityId) => verifierKeyOf(originOf(authorityId), new Uint8Array(publicKey))
  const signBytes = (message: Uint8Array) => sign(null, message, privateKey)
  return {
    originOf,
    verifierKeyOf: (authorityId) => printVerifierKey(keyOf(authorityId)),
    signCheckpoint: (authorityId, tree) =>
      signNote(printCheckpoint({ origin: originOf(authorityId), ...tree }), {
        key: keyOf(authorityId),
        sign: signBytes,
      }),
    promise: (authorityId, leaf) => toBase64(signBytes(utf8(promiseText(originOf(authorityId), leaf)))),
  }
}
