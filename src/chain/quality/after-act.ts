// What follows for quality when an act of the ledger is recorded, in the same transaction: a receipt brings samples in, a result outside
// opens a case, a release issues a certificate, taking it back withdraws it. Not here: the acts, and what a person decides.
import { type EventId, legalDayOf, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Situation } from '../acts/situation.ts'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import { issueCertificate, withdrawCertificate } from './certificates.ts'
import { raiseSignals } from './drift.ts'
import { openCaseWhereOutside } from './open-case.ts'
import { receiveSamples } from './order-thread.ts'
import { qualityProblems } from './problems.ts'
import { orderOfResult, parentOf } from './store.ts'

type Happened = {
  readonly act: Act
  readonly eventId: EventId
  readonly situation: Situation
  readonly isOfOrder: boolean
}

export async function followQuality(
  tx: Tx,
  actor: Actor,
  { act, eventId, situation, isOfOrder }: Happened,
): Promise<void> {
  const { law, at, now, on } = situation
  const { quality } = law
  if (!quality) return
  const needs = { law: { ...law, quality }, now }
  switch (act.kind) {
    case 'receive': {
      const sampleIds = act.lines.filter(({ state }) => state === 'sample').map(({ batchId }) => bare('batch', batchId))
      if (sampleIds.length > 0) await receiveSamples(tx, actor, { sampleIds, eventId, at })
      return
    }
    case 'test': {
      const sampleId = bare('batch', act.sampleId)
      const sample = situation.facts.batches.get(sampleId)
      const batchId = isOfOrder ? null : await parentOf(tx, actor.authorityId, sampleId)
      if (!sample || !batchId) return
      const { productCode, holderId } = sample
      const whose = { productCode, holderId, laboratoryId: situation.holder.partyId, orderId: null }
      const tested = { sampleId, batchId, ...whose, rows: act.results, observations: [], eventId, testedAt: at }
      await openCaseWhereOutside(tx, actor, tested, needs)
      return
    }
    case 'release': {
      if (act.verdict !== 'released') return
      const batch = situation.facts.batches.get(bare('batch', act.batchId))
      const product =
        batch && (law.product(batch.productCode, on) ?? law.product(batch.productCode, legalDayOf(batch.openedAt)))
      if (!batch || !product) return
      await issueCertificate(tx, actor, {
        ...{ batchId: batch.batchId, batchName: batch.name, product, quality, results: situation.facts.results },
        holderId: situation.holder.partyId,
        release: {
          ...{ eventId, at, number: act.certificate, expiresOn: act.expiresOn, personId: actor.userId },
          isQualified: situation.release?.isQualified ?? false,
        },
      })
      await raiseSignals(tx, actor, { product, rules: quality.charts(on) }, needs)
      return
    }
    case 'correct': {
      const { event } = situation.facts
      if (event?.kind === 'test' && !isOfOrder) await needNoOrder(tx, actor, event.eventId)
      const [batchId] = event?.kind === 'release' ? event.batches : []
      if (!event || !batchId) return
      await withdrawCertificate(tx, actor, { releaseEventId: event.eventId, batchId, at, reason: act.reason })
      return
    }
    default:
  }
}

/** A case, a release and a certificate may rest on it: it is not taken from under them by a correction that tells none of them. */
async function needNoOrder(tx: Tx, actor: Actor, eventId: EventId): Promise<void> {
  const order = await orderOfResult(tx, actor.authorityId, eventId)
  if (order && order.state !== 'withdrawn') refuseNow(qualityProblems['result-of-order'], order)
}
