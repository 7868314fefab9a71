// Reads what was granted, with what is left of it. Behind the holder's wall. Not here: granting and using (acts/allowance.ts).
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type PartyId, type PlainDate, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { AllowanceFact } from '../acts/facts.ts'
import type { AllowanceKind } from '../contract.ts'

export type AllowanceAsked = { readonly holder?: PartyId; readonly kind?: AllowanceKind }

type Row = {
  readonly id: string
  readonly kind: AllowanceKind
  readonly number: string
  readonly holderId: string
  readonly counterId: string | null
  readonly productCode: string | null
  readonly massMg: bigint
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly leftMg: bigint
}

/** A grant that was taken back is not there any more. */
export async function selectAllowances(
  tx: Tx,
  authorityId: AuthorityId,
  { holder, kind }: AllowanceAsked,
): Promise<readonly (AllowanceFact & { readonly eventId: string; readonly massMg: bigint })[]> {
  const where: RawBuilder<unknown>[] = [sql`a.authority_id = ${authorityId}`]
  if (holder) where.push(sql`a.holder_id = ${holder}`)
  if (kind) where.push(sql`a.kind = ${kind}`)
  const { rows } = await sql<Row>`
    select a.allowance_id as id, a.kind, a.number, a.holder_id as "holderId", a.counter_id as "counterId", a.product_code as "productCode",
      a.mass_mg as "massMg", lower(a.period) as "from", upper(a.period) as until, n.amount as "leftMg"
    from chain.allowance as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where ${sql.join(where, sql` and `)}
      and not exists (select from chain.correction as c where c.authority_id = a.authority_id and c.corrects_id = a.allowance_id)
    order by lower(a.period) desc, a.number`.execute(tx)
  return rows.map(({ id, kind: of, number, holderId, counterId, productCode, massMg, from, until, leftMg }) => ({
    eventId: id,
    kind: of,
    number,
    holderId: trustId('party', holderId),
    counterId: counterId === null ? null : trustId('party', counterId),
    productCode,
    massMg,
    period: { from, until },
    leftMg,
    place: {
      kind: 'allowance',
      ledger: 'allowance_mg',
      holderId: trustId('party', holderId),
      counterId: null,
      premisesId: null,
      batchId: null,
      shipmentId: trustId('shipment', id),
      state: of,
    },
  }))
}

export type UseRow = {
  readonly allowanceId: string
  readonly eventId: string
  readonly at: Temporal.Instant
  readonly massMg: bigint
}

/** Which of these accounts there are, as far as the reader may know. */
export async function selectOpened(
  tx: Tx,
  authorityId: AuthorityId,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ accountId: string }>`
    select a.account_id as "accountId" from chain.account as a
    where a.authority_id = ${authorityId} and a.account_id = any (${accountIds}::uuid[])`.execute(tx)
  return new Set(rows.map(({ accountId }) => accountId))
}

/** As many as a screen shows; the count is in the sum. */
const usesMax = 50

export async function selectUses(tx: Tx, authorityId: AuthorityId, ids: readonly string[]): Promise<readonly UseRow[]> {
  const { rows } = await sql<UseRow>`
    select a.allowance_id as "allowanceId", used.event_id as "eventId", used.occurred_at as at, used.amount as "massMg"
    from chain.allowance as a
    cross join lateral (
      select m.event_id, m.occurred_at, m.amount
      from chain.movement as m
      where m.authority_id = a.authority_id and m.from_account_id = a.account_id
        and not exists (select from chain.correction as c where c.authority_id = m.authority_id and c.corrects_id = m.event_id)
      order by m.occurred_at desc, m.event_id
      limit ${usesMax}
    ) as used
    where a.authority_id = ${authorityId} and a.allowance_id = any (${ids}::uuid[])
    order by used.occurred_at desc`.execute(tx)
  return rows
}
