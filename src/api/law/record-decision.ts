// Puts an answer of the law on record: the stream of legal receipts and a salted leaf of the log, in one transaction. Not here: answering.
import {
  assert,
  type DecisionId,
  entryLengthMax,
  type Json,
  newId,
  printId,
  recordLeafHash,
  refuseNow,
  toBase64,
  trustId,
  utf8,
} from '#kernel'
import { type Corpus, decisionProblems, isHypothetical, receiptHash, receiptJson, receiptOf } from '#law'
import type { Decision, Receipt } from '#law/contract'
import { type Actor, findRecords, idempotent, recordLeaf, type Tx, writeAudit, writeReceipt } from '#platform'
import type { DecisionRecord } from './decision-contract.ts'

/** A salt of the log stands before the record in its entry. */
const saltBytes = 32

/** The key a sender gave, and all that was asked under it. */
export type Once = { readonly key: string; readonly about: Json }

/**
 * `tx` is the house's own: it reads back the salt, which a visitor may not read, so that whoever asked can check the leaf. The streams
 * name `actor`. With `once` a second asking answers the first record. Refuses `law/receipt-too-long`, `law/decision-unknown` (what the
 * key stood for was erased) and `platform/key-reused`. What a draft answered is never recorded: asking for it is a bug.
 */
export async function recordDecision(
  tx: Tx,
  actor: Actor,
  corpus: Corpus,
  decision: Decision,
  once: Once | null = null,
): Promise<DecisionRecord> {
  assert(!isHypothetical(decision), 'only the law itself is put on record')
  const receipt = receiptOf(corpus, decision)
  const text = receiptJson(receipt)
  const bytesMax = entryLengthMax - saltBytes
  const bytes = utf8(text).length
  if (bytes > bytesMax) refuseNow(decisionProblems['receipt-too-long'], { bytes, bytesMax })
  const write = async (): Promise<string> => {
    const decisionId = newId('decision')
    await recordLeaf(tx, actor, {
      ...{ entryId: decisionId, partyId: actor.partyId },
      record: receipt as Json, // Made of what JSON can say, as its canonical text shows.
    })
    await writeReceipt(tx, actor, streamEntry(decisionId, receipt))
    await writeAudit(tx, actor, {
      ...{ action: 'law/recordDecision', outcome: 'done' },
      resource: { kind: 'decision', id: decisionId },
    })
    return decisionId
  }
  // Its number alone is kept with the key: what a person asked stands in one place, where it can be erased.
  const content = { operation: 'decide', about: once?.about ?? null }
  return readBack(
    tx,
    actor,
    once === null ? await write() : await idempotent(tx, actor, { key: once.key, content }, write),
  )
}

async function readBack(tx: Tx, actor: Actor, decisionId: string): Promise<DecisionRecord> {
  const [written] = await findRecords(tx, actor.authorityId, [decisionId])
  if (!written?.record || !written.salt) return refuseNow(decisionProblems['decision-unknown'], {})
  const receipt = JSON.parse(written.record) as Receipt // Written above, from a receipt.
  const { record, salt } = written
  return {
    ...{ decisionId: printId('decision', trustId('decision', decisionId)), receipt, receiptHash: receiptHash(receipt) },
    ...{ salt: toBase64(salt), leaf: toBase64(recordLeafHash({ salt, record })) },
  }
}

const outcomeOf = {
  'no-prohibition': 'permitted',
  permitted: 'permitted',
  prohibited: 'refused',
  'not-decidable': 'undecidable',
} as const

function streamEntry(decisionId: DecisionId, { decision }: Receipt) {
  const articles = [...new Set(decision.citations.map(({ article }) => article))]
  const [first = 'opiumwet/lijst/I', ...more] = articles // Nothing was recognised: the lists were what was asked.
  return {
    question: `law/${decision.question.act}`,
    resource: { kind: 'decision', id: decisionId },
    legalOn: Temporal.PlainDate.from(decision.on),
    outcome: outcomeOf[decision.outcome],
    basis: [first, ...more] as const,
    rules: [
      decision.lawVersion,
      decision.engineVersion,
      ...decision.proof.map(({ rule, version }) => `${rule}@${version.from}`),
    ],
  }
}
