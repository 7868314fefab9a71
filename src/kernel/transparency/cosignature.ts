// A witness's signature under a checkpoint of somebody else's log (C2SP tlog-cosignature, v1 with Ed25519): "I saw this, at this time, and
// it only added to what I saw before." Not here: seeing it (cli/witness), and the log's own signature (note.ts).
import { assert } from '../assert.ts'
import { concatBytes, fromBase64, sameBytes, toBase64, toHex, utf8 } from './bytes.ts'
import { sha256 } from './hash.ts'
import {
  isKeyName,
  type SignBytes,
  type SignedNote,
  type VerifierKey,
  type VerifyBytes,
  verifyEd25519,
} from './note.ts'

const cosignatureType = 4
const publicKeyLength = 32
const timeLength = 8
const signatureLength = 64

/** As `verifierKeyOf`, for a key that co-signs: its type is part of its id, so it can never pass for the key of a log. */
export function witnessKeyOf(name: string, publicKey: Uint8Array): VerifierKey {
  const keyId = sha256(concatBytes(utf8(name), Uint8Array.of(10, cosignatureType), publicKey)).slice(0, 4)
  return { name, keyId, publicKey }
}

/** `name+hash+base64(type ‖ key)`, as C2SP tools take it. */
export function printWitnessKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${toHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(cosignatureType), publicKey))}`
}

/** The key a text stands for, or null when it is no witness's key. */
export function parseWitnessKey(text: string): VerifierKey | null {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const encoded = found && fromBase64(found[3]!)
  if (!found || !encoded || !isKeyName(found[1]!)) return null
  if (encoded.length !== 1 + publicKeyLength || encoded[0] !== cosignatureType) return null
  const key = witnessKeyOf(found[1]!, encoded.slice(1))
  return toHex(key.keyId) === found[2] ? key : null
}

/** What is signed: the text of the note, as a log signs it, behind when the witness saw it. */
function messageOf(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`)
}

/** The line that goes under the log's own, newline included. `seconds` since 1970. */
export function cosign(
  text: string,
  { key, seconds, sign }: { key: VerifierKey; seconds: number; sign: SignBytes },
): string {
  assert(Number.isSafeInteger(seconds) && seconds >= 0, 'a time is whole seconds since 1970')
  const time = new Uint8Array(timeLength)
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds))
  return `— ${key.name} ${toBase64(concatBytes(key.keyId, time, sign(messageOf(text, seconds))))}\n`
}

export type WitnessVerdict =
  | { readonly kind: 'signed'; readonly seconds: number }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'wrong' }

/** Whether this witness co-signed the note, and when it says it did. Several lines of one witness: all must be good, the latest counts. */
export function checkCosignature(
  note: SignedNote,
  key: VerifierKey,
  verify: VerifyBytes = verifyEd25519,
): WitnessVerdict {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.keyId))
  if (own.length === 0) return { kind: 'unsigned' }
  let latest = 0
  for (const { signature } of own) {
    if (signature.length !== timeLength + signatureLength) return { kind: 'wrong' }
    const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
    if (!Number.isSafeInteger(seconds)) return { kind: 'wrong' }
    if (!verify(signature.slice(timeLength), messageOf(note.text, seconds), key.publicKey)) return { kind: 'wrong' }
    latest = Math.max(latest, seconds)
  }
  return { kind: 'signed', seconds: latest }
}
