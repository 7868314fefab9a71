// An answer with all that is needed to give it again, as the one byte string everyone computes alike. Not here: recording it (api).
import { canonicalJson, type Json, ok, type PlainDate, type Result, sha256, toHex, utf8 } from '#kernel'
import type { Corpus } from '../corpus-value.ts'
import type { Decision, Receipt } from './contract.ts'
import { decideUnder, engineVersion } from './decide.ts'

/** What never decides who may do what: left out of a receipt, though the version of the whole corpus covers it. */
const besides = ['products/', 'terms/']

/** The receipt of a decision made from this corpus. */
export function receiptOf(corpus: Corpus, decision: Decision): Receipt {
  const own = decision.substance?.substanceId ?? null
  const files = corpus.files.filter(({ path }) => {
    if (path.startsWith('substances/')) return own !== null && path.endsWith(`/${own}.json`)
    return !besides.some((folder) => path.startsWith(folder))
  })
  return {
    format: 'grein/decision-receipt/1',
    engineVersion: decision.engineVersion,
    hypothetical: decision.hypothetical,
    law: { version: corpus.version, files: files.map(({ path, sha256: hash }) => ({ path, sha256: hash })) },
    question: decision.question,
    decision,
  }
}

/** RFC 8785; what is hashed and what a replay must match, byte for byte. */
export function receiptJson(receipt: Receipt): string {
  return canonicalJson(receipt as Json) // A receipt is read from JSON, or made of what JSON can say.
}

export const receiptHash = (receipt: Receipt): string => toHex(sha256(utf8(receiptJson(receipt))))

export type Replay = {
  readonly same: boolean
  /** What stood in the way: another law, another engine, another answer. */
  readonly differs: readonly ('law' | 'engine' | 'answer')[]
  readonly again: Receipt
}

/**
 * Asks the receipt's own question again. The law of today may stand on another version: then the files that differ are what to look at,
 * and the answer is given all the same. A hypothetical receipt replays only on the corpus with the same draft over it.
 */
export function replay(corpus: Corpus, receipt: Receipt, today: PlainDate): Result<Replay> {
  const on = Temporal.PlainDate.from(receipt.question.on ?? today.toString())
  const knownOn = Temporal.PlainDate.from(receipt.question.knownOn ?? today.toString())
  const decided = decideUnder({ corpus, days: { on, knownOn } }, receipt.question)
  if (!decided.ok) return decided
  const again = receiptOf(corpus, decided.value)
  const isSame = receiptJson(again) === receiptJson(receipt)
  const differs: Replay['differs'][number][] = []
  if (!isSame) {
    if (again.law.version !== receipt.law.version) differs.push('law')
    if (receipt.engineVersion !== engineVersion) differs.push('engine')
    if (again.decision.outcome !== receipt.decision.outcome || differs.length === 0) differs.push('answer')
  }
  return ok({ same: isSame, differs, again })
}
