// Runs the kernel's verifier and tells which of its steps passed, for a reader. Pure. Not here: the verifier itself, and any text.
import {
  type ConsistencyShown,
  consistencyFormat,
  type InclusionShown,
  type Localised,
  type ProofFailure,
  verifyConsistencyFile,
  verifyProofFile,
} from '#kernel'

export type StepName = 'read' | 'record' | 'signature' | 'path' | 'history'
export type StepState = 'passed' | 'failed' | 'skipped'
export type CheckStep = { readonly name: StepName; readonly state: StepState }

export type ProofCheck = {
  readonly steps: readonly CheckStep[]
  /** How many hashes lead from the leaf to the root; 0 where the file could not be read. */
  readonly pathLength: number
} & (
  | { readonly kind: 'inclusion'; readonly shown: InclusionShown }
  | { readonly kind: 'consistency'; readonly shown: ConsistencyShown }
  | { readonly kind: 'failed'; readonly why: Localised; readonly failed: ProofFailure }
)

const inclusionSteps: readonly StepName[] = ['read', 'record', 'signature', 'path']
const consistencySteps: readonly StepName[] = ['read', 'signature', 'history']

const stepOf: Record<ProofFailure, StepName> = {
  unreadable: 'read',
  'unknown-format': 'read',
  'bad-field': 'read',
  'record-differs': 'record',
  'record-not-canonical': 'record',
  'key-malformed': 'signature',
  'key-not-trusted': 'signature',
  'checkpoint-malformed': 'signature',
  'signature-missing': 'signature',
  'signature-wrong': 'signature',
  'origin-differs': 'signature',
  'index-outside': 'path',
  'path-length': 'path',
  'root-differs': 'path',
  'order-reversed': 'history',
  'history-differs': 'history',
}

/** `trustedKey`: the only key that counts, when the reader has one of their own. */
export function checkProof(file: string, trustedKey: string): ProofCheck {
  const options = trustedKey.trim() === '' ? {} : { trustedKeys: [trustedKey.trim()] }
  const { format, pathLength } = glance(file)
  if (format === consistencyFormat) {
    const verdict = verifyConsistencyFile(file, options)
    if (verdict.isValid)
      return { kind: 'consistency', shown: verdict.shown, pathLength, steps: allPassed(consistencySteps) }
    return {
      kind: 'failed',
      why: verdict.text,
      failed: verdict.failed,
      pathLength,
      steps: upTo(consistencySteps, verdict.failed),
    }
  }
  const verdict = verifyProofFile(file, options)
  if (verdict.isValid) return { kind: 'inclusion', shown: verdict.shown, pathLength, steps: allPassed(inclusionSteps) }
  return {
    kind: 'failed',
    why: verdict.text,
    failed: verdict.failed,
    pathLength,
    steps: upTo(inclusionSteps, verdict.failed),
  }
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
