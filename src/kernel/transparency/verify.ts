// Checks a proof offline, trusting no server: what passed, what failed and why, in Dutch and English. Not here: making proofs (tree.ts)
// and fetching them. The format is docs/reference/proof-format.md.
import { isCanonicalJson } from '../canonical.ts'
import type { Localised } from '../problem.ts'
import { fromBase64, sameBytes } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { hashLength, recordLeafHash, type Sha256, saltLength, sha256 } from './hash.ts'
import { checkNote, parseNote, parseVerifierKey, type VerifierKey } from './note.ts'
import { rootFromInclusion, verifyConsistency } from './tree.ts'
import { type ProofFailure, proofFailures } from './verify-texts.ts'

export const inclusionFormat = 'grein-proof/1'
export const consistencyFormat = 'grein-consistency/1'

/** What a proof showed. `isPinned`: the signing key is one the reader already trusted, not only the one in the file. */
type Signed = { readonly origin: string; readonly verifierKey: string; readonly isPinned: boolean }

export type InclusionShown = Signed & {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  /** The record that is proven, as it was hashed; null when the file carries none, because it was erased or withheld. */
  readonly record: string | null
}
export type ConsistencyShown = Signed & { readonly fromSize: number; readonly toSize: number }

export type Verdict<Shown> =
  | { readonly isValid: true; readonly shown: Shown }
  | { readonly isValid: false; readonly failed: ProofFailure; readonly text: Localised }

export type VerifyOptions = {
  /** Verifier keys the reader trusts. When given, a proof under any other key fails; without, the file's own key is used. */
  readonly trustedKeys?: readonly string[]
  readonly hash?: Sha256
}

/** A proof of one record is some kilobytes; a larger file is not one. */
const fileLengthMax = 1_048_576
/** A tree of 2^53 leaves has no longer path. */
const pathLengthMax = 64

type Fields = Record<string, unknown>

class Failed extends Error {
  override readonly name = 'Failed'
  readonly failure: ProofFailure
  constructor(failure: ProofFailure) {
    super(failure)
    this.failure = failure
  }
}

/** Checks that a record is in the log, from a proof file as bytes, as text or as parsed JSON. Never throws for bad input. */
export function verifyProofFile(file: unknown, options: VerifyOptions = {}): Verdict<InclusionShown> {
  return verdictOf(() => {
    const hash = options.hash ?? sha256
    const fields = readFields(file, inclusionFormat, inclusionNames)
    demand(fields['kind'] === 'inclusion', 'bad-field')
    const leaf = hashIn(fields['leaf'])
    const record = checkRecord(fields, leaf, hash)
    const path = pathIn(fields['path'])
    const key = keyIn(fields['verifierKey'], options)
    const { origin, size, rootHash } = checkpointIn(fields['checkpoint'], key)
    const index = fields['index']
    demand(typeof index === 'number' && Number.isSafeInteger(index) && index >= 0, 'bad-field')
    demand(index < size, 'index-outside')
    const root = rootFromInclusion({ index, size, leaf, path }, hash)
    demand(root !== null, 'path-length')
    demand(sameBytes(root, rootHash), 'root-differs')
    return { ...signed(origin, fields, options), index, size, leaf, record }
  })
}

/** Checks that a later checkpoint only added to an earlier one, from a file as bytes, as text or as parsed JSON. */
export function verifyConsistencyFile(file: unknown, options: VerifyOptions = {}): Verdict<ConsistencyShown> {
  return verdictOf(() => {
    const hash = options.hash ?? sha256
    const fields = readFields(file, consistencyFormat, consistencyNames)
    const path = pathIn(fields['path'])
    const key = keyIn(fields['verifierKey'], options)
    const from = checkpointIn(fields['from'], key)
    const to = checkpointIn(fields['to'], key)
    demand(from.size <= to.size, 'order-reversed')
    const isConsistent = verifyConsistency(
      { from: { size: from.size, root: from.rootHash }, to: { size: to.size, root: to.rootHash }, path },
      hash,
    )
    demand(isConsistent, 'history-differs')
    return { ...signed(to.origin, fields, options), fromSize: from.size, toSize: to.size }
  })
}

const inclusionNames = ['format', 'kind', 'record', 'salt', 'leaf', 'index', 'path', 'checkpoint', 'verifierKey']
const consistencyNames = ['format', 'from', 'to', 'path', 'verifierKey']

function verdictOf<Shown>(check: () => Shown): Verdict<Shown> {
  try {
    return { isValid: true, shown: check() }
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    return { isValid: false, failed: error.failure, text: proofFailures[error.failure] }
  }
}

function demand(condition: unknown, failure: ProofFailure): asserts condition {
  if (!condition) throw new Failed(failure)
}

function readFields(file: unknown, format: string, names: readonly string[]): Fields {
  const value = typeof file === 'string' || file instanceof Uint8Array ? parsed(file) : file
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), 'unreadable')
  const fields = value as Fields // Every member is looked at below before it is used.
  demand(fields['format'] === format, 'unknown-format')
  const given = Object.keys(fields)
  demand(given.length === names.length && names.every((name) => Object.hasOwn(fields, name)), 'bad-field')
  return fields
}

function parsed(file: string | Uint8Array): unknown {
  demand(file.length <= fileLengthMax, 'unreadable')
  try {
    const text =
      typeof file === 'string' ? file : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)
    return JSON.parse(text)
  } catch {
    throw new Failed('unreadable')
  }
}

function hashIn(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? fromBase64(value) : null
  demand(bytes?.length === hashLength, 'bad-field')
  return bytes
}

function pathIn(value: unknown): Uint8Array[] {
  demand(Array.isArray(value) && value.length <= pathLengthMax, 'bad-field')
  return value.map(hashIn)
}

function checkRecord(fields: Fields, leaf: Uint8Array, hash: Sha256): string | null {
  const record = fields['record']
  const saltText = fields['salt']
  if (record === null && saltText === null) return null
  demand(typeof record === 'string' && typeof saltText === 'string' && record.isWellFormed(), 'bad-field')
  const salt = fromBase64(saltText)
  demand(salt?.length === saltLength, 'bad-field')
  demand(sameBytes(recordLeafHash({ salt, record }, hash), leaf), 'record-differs')
  demand(isCanonicalJson(record), 'record-not-canonical')
  return record
}

function keyIn(value: unknown, { trustedKeys }: VerifyOptions): VerifierKey {
  const key = typeof value === 'string' ? parseVerifierKey(value) : null
  demand(key !== null, 'key-malformed')
  demand(trustedKeys === undefined || trustedKeys.includes(value as string), 'key-not-trusted')
  return key
}

function checkpointIn(value: unknown, key: VerifierKey): Checkpoint {
  const note = typeof value === 'string' ? parseNote(value) : null
  const checkpoint = note && parseCheckpoint(note.text)
  demand(note !== null && checkpoint !== null, 'checkpoint-malformed')
  const verdict = checkNote(note, key)
  demand(verdict !== 'unsigned', 'signature-missing')
  demand(verdict === 'signed', 'signature-wrong')
  // One key may sign for one log alone: its name is the log's.
  demand(checkpoint.origin === key.name, 'origin-differs')
  return checkpoint
}

function signed(origin: string, fields: Fields, { trustedKeys }: VerifyOptions): Signed {
  return { origin, verifierKey: fields['verifierKey'] as string, isPinned: trustedKeys !== undefined } // A text: keyIn read it.
}
