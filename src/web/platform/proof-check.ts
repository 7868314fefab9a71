// Runs the kernel's verifier and tells which of its steps passed, for a reader. Pure. Not here: the verifier itself, and any text.
import {
  type ConsistencyShown,
  consistencyFormat,
  type InclusionShown,
  type Localised,
  type ProofFailure,
  type ProofSetShown,
  proofSetFormat,
  verifyConsistencyFile,
  verifyProofFile,
  verifyProofSet,
} from '#kernel'

export type StepName = 'read' | 'record' | 'signature' | 'witness' | 'path' | 'about' | 'history'
export type StepState = 'passed' | 'failed' | 'skipped'
export type CheckStep = { readonly name: StepName; readonly state: StepState }

export type ProofCheck = {
  readonly steps: readonly CheckStep[]
  /** How many hashes lead from the leaf to the root; 0 where the file could not be read. */
  readonly pathLength: number
} & (
  | { readonly kind: 'inclusion'; readonly shown: InclusionShown }
  | { readonly kind: 'set'; readonly shown: ProofSetShown }
  | { readonly kind: 'consistency'; readonly shown: ConsistencyShown }
  | { readonly kind: 'failed'; readonly why: Localised; readonly failed: ProofFailure }
)

/** The verifier's own order; the witness is a step only where one is demanded, and only a set has a heading. */
const stepsOf = (kind: 'inclusion' | 'set' | 'consistency', hasWitness: boolean): readonly StepName[] => [
  'read',
  ...(kind === 'consistency' ? [] : (['record'] as const)),
  'signature',
  ...(hasWitness ? (['witness'] as const) : []),
  kind === 'consistency' ? 'history' : 'path',
  ...(kind === 'set' ? (['about'] as const) : []),
]

const stepOf: Record<ProofFailure, StepName> = {
  unreadable: 'read',
  'unknown-format': 'read',
  'bad-field': 'read',
  'record-differs': 'record',
  'record-not-canonical': 'record',
  'content-differs': 'record',
  'key-malformed': 'signature',
  'key-not-trusted': 'signature',
  'checkpoint-malformed': 'signature',
  'signature-missing': 'signature',
  'signature-wrong': 'signature',
  'origin-differs': 'signature',
  'witness-key-malformed': 'witness',
  'witness-missing': 'witness',
  'witness-wrong': 'witness',
  'index-outside': 'path',
  'path-length': 'path',
  'root-differs': 'path',
  'about-differs': 'about',
  'order-reversed': 'history',
  'history-differs': 'history',
}

/** What the reader demands beside a proof that holds in itself; empty texts demand nothing. */
export type ProofDemands = {
  /** The only key that counts. */
  readonly trustedKey: string
  /** Keys of witnesses, one a line; each must have co-signed. */
  readonly witnesses: string
}

export function checkProof(file: string, { trustedKey, witnesses }: ProofDemands): ProofCheck {
  const witnessKeys = witnesses.split(/\s+/).filter((key) => key !== '')
  const options = { ...(trustedKey.trim() === '' ? {} : { trustedKeys: [trustedKey.trim()] }), witnessKeys }
  const { format, pathLength } = glance(file)
  const hasWitness = witnessKeys.length > 0
  const kind = format === consistencyFormat ? 'consistency' : format === proofSetFormat ? 'set' : 'inclusion'
  const steps = stepsOf(kind, hasWitness)
  const failed = (why: Localised, failure: ProofFailure): ProofCheck => ({
    kind: 'failed',
    why,
    failed: failure,
    pathLength,
    steps: upTo(steps, failure),
  })
  const held = { pathLength, steps: allPassed(steps) }
  if (format === consistencyFormat) {
    const verdict = verifyConsistencyFile(file, options)
    return verdict.isValid
      ? { kind: 'consistency', shown: verdict.shown, ...held }
      : failed(verdict.text, verdict.failed)
  }
  if (format === proofSetFormat) {
    const verdict = verifyProofSet(file, options)
    return verdict.isValid ? { kind: 'set', shown: verdict.shown, ...held } : failed(verdict.text, verdict.failed)
  }
  const verdict = verifyProofFile(file, options)
  return verdict.isValid ? { kind: 'inclusion', shown: verdict.shown, ...held } : failed(verdict.text, verdict.failed)
}

const allPassed = (steps: readonly StepName[]): readonly CheckStep[] => steps.map((name) => ({ name, state: 'passed' }))

/** The verifier goes in this order and stops at the first fault. */
function upTo(steps: readonly StepName[], failure: ProofFailure): readonly CheckStep[] {
  const at = steps.indexOf(stepOf[failure])
  return steps.map((name, place) => ({ name, state: place < at ? 'passed' : place === at ? 'failed' : 'skipped' }))
}

/** Which kind of proof it says it is; only the verifier decides whether it is one. */
function glance(file: string): { format: unknown; pathLength: number } {
  try {
    const value: unknown = JSON.parse(file)
    if (typeof value !== 'object' || value === null) return { format: null, pathLength: 0 }
    const { format, path } = value as { format?: unknown; path?: unknown }
    return { format, pathLength: Array.isArray(path) ? path.length : 0 }
  } catch {
    return { format: null, pathLength: 0 }
  }
}
