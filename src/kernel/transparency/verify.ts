// Checks a proof offline, trusting no server: what passed, what failed and why, in Dutch and English. Not here: making proofs (tree.ts)
// and fetching them. The format is docs/reference/proof-format.md.
import { isCanonicalJson } from '../canonical.ts'
import type { Localised } from '../refusal.ts'
import { headingOf } from './about.ts'
import { fromBase64, sameBytes, toHex, utf8 } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { checkCosignature, parseWitnessKey } from './cosignature.ts'
import { hashLength, recordLeafHash, type Sha256, saltLength, sha256 } from './hash.ts'
import { checkNote, parseNote, parseVerifierKey, type VerifierKey } from './note.ts'
import { rootFromInclusion, verifyConsistency } from './tree.ts'
import { type ProofFailure, proofFailures } from './verify-texts.ts'

export const inclusionFormat = 'grein-proof/1'
export const consistencyFormat = 'grein-consistency/1'
export const proofSetFormat = 'grein-proofs/1'
/** What each set says of itself, word for word, so that nobody reads more in it than it shows; files of before 2026-11-23 say nothing. */
export const setNotShown =
  'That nothing was left out. Whoever made this file chose what is in it; only a check of the whole log shows what else is there. | Dat er niets is weggelaten. Wie dit bestand maakte, koos wat erin staat; alleen een controle van het hele logboek laat zien wat er nog meer is.'

/** What a proof showed. `isPinned`: the signing key is one the reader already trusted, not only the one in the file. */
type Signed = {
  readonly origin: string
  readonly verifierKey: string
  readonly isPinned: boolean
  /** Of the witnesses that were asked for: who co-signed the state the proof leads to, and when they say they saw it. */
  readonly witnesses: readonly { readonly name: string; readonly seconds: number }[]
}

export type InclusionShown = Signed & {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  /** The record that is proven, as it was hashed; null when the file carries none, because it was erased or withheld. */
  readonly record: string | null
  /** What the record has the hash of (`contentSha256`), word for word; null when the file leaves it out, as whoever passes it on may. */
  readonly content: string | null
}
/** Several records under one signed state. What the file says they are about is its own word, which the records do not contradict. */
export type ProofSetShown = Signed & {
  readonly about: {
    readonly kind: string
    readonly id: string
    readonly name: string
    /** A record calls it so; without one, nobody but whoever made the file does, and `id` is what is proven. */
    readonly isNamed: boolean
    /** What has more events than one file holds comes in several. */
    readonly part: number
    readonly parts: number
  }
  readonly size: number
  readonly entries: readonly { readonly index: number; readonly leaf: Uint8Array; readonly record: string | null }[]
}
export type ConsistencyShown = Signed & { readonly fromSize: number; readonly toSize: number }

export type Verdict<Shown> =
  | { readonly isValid: true; readonly shown: Shown }
  | { readonly isValid: false; readonly failed: ProofFailure; readonly text: Localised }

export type VerifyOptions = {
  /** Verifier keys the reader trusts. When given, a proof under any other key fails; without, the file's own key is used. */
  readonly trustedKeys?: readonly string[]
  /** Keys of witnesses (C2SP) that must have co-signed, each of them. */
  readonly witnessKeys?: readonly string[]
  readonly hash?: Sha256
}

/** A proof of growth is some kilobytes; a larger file is not one. */
const growthLengthMax = 1_048_576
/** A batch has some thousands of events at most, and a document that was handed in 16 MiB. */
const fileLengthMax = 67_108_864
/** What is left of such a file for the content of a record, in bytes, as JSON writes it. */
export const contentLengthMax = 66_060_288
const setEntriesMax = 20_000
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
    const fields = readFields(file, inclusionFormat, { names: inclusionNames, mayHave: 'content' })
    demand(fields['kind'] === 'inclusion', 'bad-field')
    // In the order in which a reader would: what is proven, who signed, and only then the path between them.
    const leaf = hashIn(fields['leaf'])
    const record = checkRecord(fields, leaf, hash)
    const content = checkContent(fields['content'], record, hash)
    const path = pathIn(fields['path'])
    const key = keyIn(fields['verifierKey'], options)
    const { checkpoint, witnesses } = stateIn(fields['checkpoint'], key, options)
    const index = checkPlace({ index: fields['index'], leaf, path }, checkpoint, hash)
    return {
      ...signed(checkpoint.origin, fields, options),
      witnesses,
      index,
      size: checkpoint.size,
      leaf,
      record,
      content,
    }
  })
}

/** Checks several records under one signed state, from a file as bytes, as text or as parsed JSON: all of them hold, or none is shown. */
export function verifyProofSet(file: unknown, options: VerifyOptions = {}): Verdict<ProofSetShown> {
  return verdictOf(() => {
    const hash = options.hash ?? sha256
    const fields = readFields(file, proofSetFormat, { names: setNames })
    const about = aboutIn(fields['about'])
    const { kind, id, name, part, parts } = about
    demand(isSetKind(kind) && typeof id === 'string' && typeof name === 'string', 'bad-field')
    demand(isCount(part) && isCount(parts) && part <= parts, 'bad-field')
    const proofs = fields['proofs']
    demand(Array.isArray(proofs) && proofs.length > 0 && proofs.length <= setEntriesMax, 'bad-field')
    const claims = proofs.map((proof) => {
      const one = membersOf(proof, oneNames)
      const leaf = hashIn(one['leaf'])
      return { index: one['index'], leaf, record: checkRecord(one, leaf, hash), path: pathIn(one['path']) }
    })
    const key = keyIn(fields['verifierKey'], options)
    const { checkpoint, witnesses } = stateIn(fields['checkpoint'], key, options)
    const entries = claims.map(({ leaf, record, ...rest }) => ({
      index: checkPlace({ leaf, ...rest }, checkpoint, hash),
      leaf,
      record,
    }))
    demand(new Set(entries.map(({ index }) => index)).size === entries.length, 'bad-field')
    const records = entries.map(({ record }) => record)
    const heading = headingOf({ id, name }, records)
    demand(heading !== 'differs', 'about-differs')
    return {
      ...signed(checkpoint.origin, fields, options),
      witnesses,
      about: { kind, id, name, isNamed: heading === 'named', part, parts },
      size: checkpoint.size,
      entries,
    }
  })
}

/** Checks that a later checkpoint only added to an earlier one, from a file as bytes, as text or as parsed JSON. */
export function verifyConsistencyFile(file: unknown, options: VerifyOptions = {}): Verdict<ConsistencyShown> {
  return verdictOf(() => {
    const hash = options.hash ?? sha256
    const fields = readFields(file, consistencyFormat, { names: consistencyNames, lengthMax: growthLengthMax })
    const path = pathIn(fields['path'])
    const key = keyIn(fields['verifierKey'], options)
    const from = checkpointIn(fields['from'], key)
    const { checkpoint: to, witnesses } = stateIn(fields['to'], key, options)
    demand(from.size <= to.size, 'order-reversed')
    const isConsistent = verifyConsistency(
      { from: { size: from.size, root: from.rootHash }, to: { size: to.size, root: to.rootHash }, path },
      hash,
    )
    demand(isConsistent, 'history-differs')
    return { ...signed(to.origin, fields, options), witnesses, fromSize: from.size, toSize: to.size }
  })
}

const inclusionNames = ['format', 'kind', 'record', 'salt', 'leaf', 'index', 'path', 'checkpoint', 'verifierKey']
const setNames = ['format', 'about', 'proofs', 'checkpoint', 'verifierKey']
const aboutNames = ['kind', 'id', 'name', 'part', 'parts']
/** What a set may say it is about; in any other word somebody changed it. */
const setKinds = ['batch', 'release'] as const
const isSetKind = (kind: unknown): kind is (typeof setKinds)[number] => setKinds.some((one) => one === kind)
const oneNames = ['record', 'salt', 'leaf', 'index', 'path']
const consistencyNames = ['format', 'from', 'to', 'path', 'verifierKey']

/** What a set does not show it says as we do, or not at all: other words would be somebody else's promise. */
function aboutIn(value: unknown): Fields {
  const about = membersOf(value, aboutNames, 'notShown')
  demand(!Object.hasOwn(about, 'notShown') || about['notShown'] === setNotShown, 'bad-field')
  return about
}

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

type Form = { readonly names: readonly string[]; readonly mayHave?: string; readonly lengthMax?: number }

function readFields(file: unknown, format: string, { names, mayHave, lengthMax = fileLengthMax }: Form): Fields {
  const value = typeof file === 'string' || file instanceof Uint8Array ? parsed(file, lengthMax) : file
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), 'unreadable')
  demand((value as Fields)['format'] === format, 'unknown-format') // Every member is looked at before it is used.
  return membersOf(value, names, mayHave)
}

/** An object with exactly these members, and one that may be left out. */
function membersOf(value: unknown, names: readonly string[], mayHave?: string): Fields {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), 'bad-field')
  const given = Object.keys(value).filter((name) => name !== mayHave)
  demand(given.length === names.length && names.every((name) => Object.hasOwn(value, name)), 'bad-field')
  return value as Fields // Every member is looked at before it is used.
}

function parsed(file: string | Uint8Array, lengthMax: number): unknown {
  demand(file.length <= lengthMax, 'unreadable')
  try {
    const text =
      typeof file === 'string' ? file : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)
    return JSON.parse(text)
  } catch {
    throw new Failed('unreadable')
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

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

/** Shown only where the record, which is proven, has its hash. Left out it proves no less of the record. */
function checkContent(content: unknown, record: string | null, hash: Sha256): string | null {
  if (content === undefined) return null
  demand(typeof content === 'string' && content.isWellFormed() && record !== null, 'bad-field')
  const said: unknown = JSON.parse(record) // Canonical JSON: asked in checkRecord.
  const isObject = typeof said === 'object' && said !== null && Object.hasOwn(said, 'contentSha256')
  demand(isObject && (said as Fields)['contentSha256'] === toHex(hash(utf8(content))), 'content-differs')
  return content
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

/** The signed state a proof leads to, with the witnesses that were asked for. */
function stateIn(
  value: unknown,
  key: VerifierKey,
  { witnessKeys = [] }: VerifyOptions,
): { checkpoint: Checkpoint; witnesses: Signed['witnesses'] } {
  const checkpoint = checkpointIn(value, key)
  const note = parseNote(value as string) // A note: checkpointIn read it.
  const witnesses = witnessKeys.map((text) => {
    const witness = parseWitnessKey(text)
    demand(witness !== null && note !== null, 'witness-key-malformed')
    const verdict = checkCosignature(note, witness)
    demand(verdict.kind !== 'unsigned', 'witness-missing')
    demand(verdict.kind === 'signed', 'witness-wrong')
    return { name: witness.name, seconds: verdict.seconds }
  })
  return { checkpoint, witnesses }
}

function checkPlace(
  { index, leaf, path }: { index: unknown; leaf: Uint8Array; path: readonly Uint8Array[] },
  { size, rootHash }: Checkpoint,
  hash: Sha256,
): number {
  demand(typeof index === 'number' && Number.isSafeInteger(index) && index >= 0, 'bad-field')
  demand(index < size, 'index-outside')
  const root = rootFromInclusion({ index, size, leaf, path }, hash)
  demand(root !== null, 'path-length')
  demand(sameBytes(root, rootHash), 'root-differs')
  return index
}

function signed(origin: string, fields: Fields, { trustedKeys }: VerifyOptions): Omit<Signed, 'witnesses'> {
  return { origin, verifierKey: fields['verifierKey'] as string, isPinned: trustedKeys !== undefined } // A text: keyIn read it.
}
