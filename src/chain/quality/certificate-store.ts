// The SQL of certificates: by number for anyone while public, by batch for whoever may see it. Not here: what they say.
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant, QualityId, StepId } from '#kernel'
import type { Tx } from '#platform'

export type CertificateRow = {
  readonly threadId: QualityId
  readonly stepId: StepId
  readonly kind: string
  readonly at: Instant
  readonly publicUntil: Temporal.PlainDate | null
  readonly record: string
  readonly salt: Uint8Array
}

/** Every version this reader may have, newest first; none when it is not public and not theirs. */
export async function selectCertificate(
  tx: Tx,
  authorityId: AuthorityId,
  { number, today }: { readonly number: string; readonly today: string },
): Promise<CertificateRow[]> {
  const { rows } = await sql<CertificateRow>`
    select thread_id as "threadId", step_id as "stepId", kind, at, public_until as "publicUntil", record, salt
    from chain.certificate_of(${authorityId}, ${number}, ${today}::date)`.execute(tx)
  return rows
}

export type CertificateOf = {
  readonly number: string
  readonly batchId: BatchId
  readonly state: 'issued' | 'withdrawn'
  readonly stepId: StepId
}

/** Its own first, then those of what it was made of. */
export async function certificatesFor(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<CertificateOf[]> {
  const { rows } = await sql<CertificateOf>`
    select number, batch_id as "batchId", state, step_id as "stepId" from chain.certificates_for(${authorityId}, ${batchId})`.execute(
    tx,
  )
  return rows
}

export async function isNumberTaken(tx: Tx, authorityId: AuthorityId, number: string): Promise<boolean> {
  const { rows } = await sql`
    select from chain.quality_thread where authority_id = ${authorityId} and kind = 'certificate' and number = ${number}`.execute(
    tx,
  )
  return rows.length > 0
}
