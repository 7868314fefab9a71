// What a witness keeps in a folder of its own: its key, and the last state of each log it signed. Not here: judging a state (look.ts).
import { createPrivateKey, createPublicKey, randomBytes, sign as signWith } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64, hashLength, type SignBytes, toBase64, type VerifierKey, witnessKeyOf } from '#kernel'
import type { Seen } from './look.ts'

/** What stands before an Ed25519 seed in PKCS 8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const seedLength = 32
const publicKeyLength = 32

export type WitnessSigner = { readonly key: VerifierKey; readonly sign: SignBytes }

/** The key in `witness.key`, made at first; null when the file holds none. */
export function openWitnessKey(folder: string, name: string): WitnessSigner | null {
  const path = join(folder, 'witness.key')
  if (!existsSync(path)) writeWhole(folder, 'witness.key', `${toBase64(randomBytes(seedLength))}\n`)
  const seed = fromBase64(readFileSync(path, 'utf8').trim())
  if (seed?.length !== seedLength) return null
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-publicKeyLength)
  return {
    key: witnessKeyOf(name, new Uint8Array(publicKey)),
    sign: (message) => new Uint8Array(signWith(null, message, privateKey)),
  }
}

/** One file for all logs: origin → size and root. A file that cannot be read must never pass for "nothing seen": it throws. */
export function readSeen(folder: string, origin: string): Seen {
  const path = join(folder, 'seen.json')
  if (!existsSync(path)) return null
  const all = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { size: unknown; rootHash: unknown } | undefined>
  const row = all[origin]
  if (row === undefined) return null
  const rootHash = typeof row.rootHash === 'string' ? fromBase64(row.rootHash) : null
  if (typeof row.size !== 'number' || !Number.isSafeInteger(row.size) || rootHash?.length !== hashLength) {
    throw new SyntaxError(`${path} does not hold what was seen of ${origin}`)
  }
  return { size: row.size, rootHash }
}

/** On disk before the line leaves the house: a witness that forgot could sign two histories. */
export function writeSeen(folder: string, origin: string, { size, rootHash }: NonNullable<Seen>): void {
  const path = join(folder, 'seen.json')
  const all: Record<string, object> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  all[origin] = { size, rootHash: toBase64(rootHash) }
  writeWhole(folder, 'seen.json', `${JSON.stringify(all, null, 2)}\n`)
}

/** Whole, or as it was: written aside, flushed, moved into place, and the folder flushed too. */
function writeWhole(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const file = openSync(`${path}.new`, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
  const place = openSync(folder, 'r')
  fsyncSync(place)
  closeSync(place)
}
