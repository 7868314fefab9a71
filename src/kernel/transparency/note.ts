// A C2SP signed note with Ed25519 keys: written, read and checked. Not here: what a log says in one (checkpoint.ts), and private keys.
import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, fromBase64, sameBytes, toBase64, toHex, utf8 } from './bytes.ts'
import { sha256 } from './hash.ts'

const ed25519Type = 1
const publicKeyLength = 32
const signatureLength = 64
const keyIdLength = 4
/** A checkpoint with its witnesses is some kilobytes; more is not a note anyone should parse. */
const noteLengthMax = 262_144
const signaturesMax = 64

/** A public key under its name; the id is derived, so it cannot disagree with the key. */
export type VerifierKey = { readonly name: string; readonly keyId: Uint8Array; readonly publicKey: Uint8Array }

export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array }

export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** Signs the text of a note: 64 bytes of Ed25519 over it. */
export type SignBytes = (message: Uint8Array) => Uint8Array

/** Names stand in lines of their own, with a plus sign behind them in a printed key. */
export const isKeyName = (name: string) => name !== '' && !/[\s+\p{White_Space}]/u.test(name)

export function verifierKeyOf(name: string, publicKey: Uint8Array): VerifierKey {
  const keyId = sha256(concatBytes(utf8(name), Uint8Array.of(10, ed25519Type), publicKey)).slice(0, keyIdLength)
  return { name, keyId, publicKey }
}

/** `name+hash+base64(type ‖ key)`, as C2SP tools take it. */
export function printVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${toHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(ed25519Type), publicKey))}`
}

/** The key a text stands for, or null when it is malformed, is no Ed25519 key, or its hash is not that of the key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  // The base64 part may hold plus signs itself; the name and the hash never do.
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const encoded = found && fromBase64(found[3]!)
  if (!found || !encoded || !isKeyName(found[1]!)) return null
  if (encoded.length !== 1 + publicKeyLength || encoded[0] !== ed25519Type) return null
  const key = verifierKeyOf(found[1]!, encoded.slice(1))
  return toHex(key.keyId) === found[2] ? key : null
}

/** A whole note: the text (which ends in a newline), a blank line, one signature line. */
export function signNote(text: string, { key, sign }: { key: VerifierKey; sign: SignBytes }): string {
  return `${text}\n— ${key.name} ${toBase64(concatBytes(key.keyId, sign(utf8(text))))}\n`
}

/** A note taken apart, or null when it is none. Nothing in it may be believed before `checkNote`. */
export function parseNote(note: string): SignedNote | null {
  if (note.length > noteLengthMax || !note.isWellFormed()) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids exactly these, newline excepted.
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null
  const split = note.lastIndexOf('\n\n')
  if (split < 1 || !note.endsWith('\n')) return null
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > signaturesMax) return null
  const signatures = lines.map(parseSignatureLine)
  return signatures.every((signature) => signature !== null) ? { text: note.slice(0, split + 1), signatures } : null
}

function parseSignatureLine(line: string): NoteSignature | null {
  const found = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/u.exec(line)
  const bytes = found && fromBase64(found[2]!)
  if (!found || !bytes || bytes.length <= keyIdLength || !isKeyName(found[1]!)) return null
  return { name: found[1]!, keyId: bytes.slice(0, keyIdLength), signature: bytes.slice(keyIdLength) }
}

/** Checks 64 bytes of Ed25519; a server passes its native one. */
export type VerifyBytes = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

export type NoteVerdict = 'signed' | 'unsigned' | 'wrong'

/** Whether this key signed the note. Signatures of other keys are passed over; a wrong one of this key spoils the note. */
export function checkNote(note: SignedNote, key: VerifierKey, verify: VerifyBytes = verifyEd25519): NoteVerdict {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.keyId))
  if (own.length === 0) return 'unsigned'
  const message = utf8(note.text)
  const isGood = ({ signature }: NoteSignature) =>
    signature.length === signatureLength && verify(signature, message, key.publicKey)
  return own.every(isGood) ? 'signed' : 'wrong'
}

export const verifyEd25519: VerifyBytes = (signature, message, publicKey) => {
  try {
    // The strict rules of RFC 8032: one message and key have no second spelling of a signature.
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false // Thrown for a key that is no point of the curve.
  }
}
