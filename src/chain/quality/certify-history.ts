// Certificates for releases that were brought in as history: what was decided elsewhere gets its certificate here, once. Not here: releases
// that are recorded, which issue theirs at once (after-act.ts).
import { sql } from 'kysely'
import { type BatchId, type EventId, type Instant, legalDayOf, type PartyId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { readResult } from '../store/facts.ts'
import { findResults } from '../store/family.ts'
import { issueCertificate } from './certificates.ts'
import type { QualityNeeds } from './order-thread.ts'

type Released = {
  batchId: BatchId
  name: string
  productCode: string
  openedAt: Instant
  eventId: EventId
  number: string
  expiresOn: Temporal.PlainDate | null
  at: Instant
  holderId: PartyId
}

/** The newest `limit` released batches without a certificate; how many got one. Staff, or the house itself. */
export async function certifyHistory(
  tx: Tx,
  actor: Actor,
  { limit }: { readonly limit: number },
  { law }: Pick<QualityNeeds, 'law'>,
): Promise<number> {
  const { authorityId } = actor
  const { rows } = await sql<Released>`
    select v.batch_id as "batchId", b.name, b.product_code as "productCode", b.opened_at as "openedAt", v.event_id as "eventId",
      v.certificate as number, v.expires_on as "expiresOn", v.decided_at as at, e.holder_id as "holderId"
    from chain.verdict as v
    join chain.batch as b on b.authority_id = v.authority_id and b.batch_id = v.batch_id
    join chain.event as e on e.authority_id = v.authority_id and e.event_id = v.event_id
    where v.authority_id = ${authorityId} and v.verdict = 'released'
      and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
      and not exists (select from chain.quality_thread as t
        where t.authority_id = v.authority_id and t.kind = 'certificate' and t.batch_id = v.batch_id)
    order by v.decided_at desc, v.event_id desc
    limit ${limit}`.execute(tx)
  let issued = 0
  for (const row of rows) {
    const product =
      law.product(row.productCode, legalDayOf(row.at)) ?? law.product(row.productCode, legalDayOf(row.openedAt))
    if (!product) continue
    const { results } = await findResults(tx, authorityId, row.batchId)
    await issueCertificate(tx, actor, {
      ...{
        batchId: row.batchId,
        batchName: row.name,
        product,
        results: results.map(readResult),
        holderId: row.holderId,
      },
      release: {
        ...{ eventId: row.eventId, at: row.at, number: row.number, expiresOn: row.expiresOn?.toString() ?? null },
        ...{ personId: null, isQualified: false },
      },
      quality: law.quality,
    })
    issued += 1
  }
  return issued
}
