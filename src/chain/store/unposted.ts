// Batches of which something was measured since their content was last posted. Read behind the staff wall. Not here: posting it.
import { sql } from 'kysely'
import { type AuthorityId, type BatchId, type Instant, type PremisesId, trustId } from '#kernel'
import type { Tx } from '#platform'

/** Figures older than this were posted, or never could be; an authority posts those by hand. */
const lookBackDays = 60
/** As many as are posted in one go; the next go takes the rest. */
const goMax = 200

/** The batch a sample was taken of, the sample, and packs and samples of the same batch; each with a place of the authority to act from. */
export async function selectUnposted(
  tx: Tx,
  authorityId: AuthorityId,
  now: Instant,
): Promise<readonly { batchId: BatchId; premisesId: PremisesId }[]> {
  const { rows } = await sql<{ batchId: string; premisesId: string }>`
    with measured as (
      select d.parent_id as batch_id, max(e.recorded_at) as known_at
      from chain.result as r
      join chain.event as e on e.authority_id = r.authority_id and e.event_id = r.event_id
      join chain.batch_edge as d on d.authority_id = r.authority_id and d.child_id = r.sample_id
      where r.authority_id = ${authorityId} and e.recorded_at > ${now}::timestamptz - make_interval(days => ${lookBackDays})
        and r.analyte in ('total-thc', 'total-cbd', 'thc', 'thca', 'cbd', 'cbda', 'mdma-base', 'loss-on-drying')
      group by d.parent_id
    ), about as (
      select measured.batch_id, measured.known_at from measured
      union
      select b.batch_id, measured.known_at
      from measured
      join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = measured.batch_id
      join chain.batch as b on b.authority_id = d.authority_id and b.batch_id = d.child_id and b.kind in ('sample', 'pack-lot')
    ), desk as (
      select p.premises_id
      from licensing.premises as p
      join licensing.party as who on who.authority_id = p.authority_id and who.party_id = p.party_id and who.kind = 'authority'
      where p.authority_id = ${authorityId} and p.period @> (${now}::timestamptz at time zone 'Europe/Amsterdam')::date
      order by p.premises_id limit 1
    )
    select about.batch_id as "batchId", desk.premises_id as "premisesId"
    from about cross join desk
    where exists (
        select from chain.account as a
        join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
        where a.authority_id = ${authorityId} and a.batch_id = about.batch_id and a.ledger = 'material_mg' and n.amount <> 0)
      and not exists (
        select from chain.event_batch as b
        join chain.event as e on e.authority_id = b.authority_id and e.event_id = b.event_id and e.kind = 'assay'
        where b.authority_id = ${authorityId} and b.batch_id = about.batch_id and e.recorded_at > about.known_at)
    group by about.batch_id, desk.premises_id
    order by max(about.known_at), about.batch_id
    limit ${goMax}`.execute(tx)
  return rows.map(({ batchId, premisesId }) => ({
    batchId: trustId('batch', batchId),
    premisesId: trustId('premises', premisesId),
  }))
}
