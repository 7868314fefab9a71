// Movements of a period by who gave and who got, and what each has now. Through the reader's own wall. Not here: what is made of the rows
// (period-flow.ts), and the events of one band (band-events.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, Instant, PartyId } from '#kernel'
import type { Tx } from '#platform'
import { readingAll } from './store.ts'

export type SideRow = {
  /** `who`: stock, and what is on its way to somebody; null where the account is behind the wall. */
  readonly fromKind: 'who' | 'world' | 'difference' | null
  readonly fromWho: string | null
  readonly fromState: string | null
  readonly toKind: 'who' | 'world' | 'difference' | null
  readonly toWho: string | null
  readonly toState: string | null
  readonly isInside: boolean
  readonly amount: bigint
  readonly events: bigint
  readonly eventIds: readonly string[]
}

/**
 * Of events `e` at or after `from`. What was taken back never was, where both lie in the period or both behind it; else each is part of what
 * stood at an end. The pairs are few and found once: looked for event by event, they took most of a country's flow.
 */
export const notTakenBack = (
  authorityId: AuthorityId,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): RawBuilder<unknown> => sql`
  e.event_id not in (select pair.id
    from chain.correction as c
    join chain.event as done on done.authority_id = c.authority_id and done.event_id = c.corrects_id and done.occurred_at >= ${from}
    join chain.event as undone on undone.authority_id = c.authority_id and undone.event_id = c.event_id and undone.occurred_at >= ${from}
      and (undone.occurred_at < ${until}) = (done.occurred_at < ${until})
    cross join lateral (values (c.event_id), (c.corrects_id)) as pair(id)
    where c.authority_id = ${authorityId})`

/**
 * Material that moved from one to another since `from`, summed. Goods under way count as the receiver's from the moment they leave, so that
 * every gram is somebody's. A year of a whole country is a scan of its events.
 */
export async function selectSides(
  tx: Tx,
  authorityId: AuthorityId,
  { from, until, holderId }: { readonly from: Instant; readonly until: Instant; readonly holderId: PartyId | null },
): Promise<SideRow[]> {
  // An end behind the wall: who stands there is the other party of the event, as both its sides may know.
  const partner = holderId ? sql`coalesce(nullif(e.holder_id, ${holderId}), e.counter_id)` : sql`null::uuid`
  const side = (alias: 'f' | 't') => {
    const of = sql.raw(alias)
    return sql`case when ${of}.kind in ('stock', 'transit') or (${of}.kind is null and ${partner} is not null) then 'who' else ${of}.kind end,
      case when ${of}.kind = 'stock' then ${of}.holder_id when ${of}.kind = 'transit' then ${of}.counter_id
        when ${of}.kind is null then ${partner} end,
      case when ${of}.kind = 'world' then ${of}.state end`
  }
  const mine = holderId ? sql`and ${holderId} in (f.holder_id, f.counter_id, t.holder_id, t.counter_id)` : sql``
  const { rows } = await readingAll(
    tx,
    sql<SideRow>`
    select x.from_kind as "fromKind", x.from_who as "fromWho", x.from_state as "fromState", x.to_kind as "toKind", x.to_who as "toWho",
      x.to_state as "toState", x.is_inside as "isInside", sum(x.amount)::bigint as amount, count(distinct x.event_id) as events,
      (array_agg(distinct x.event_id))[1:20] as "eventIds"
    from (
      select ${side('f')}, ${side('t')}, e.occurred_at < ${until}, m.amount, m.event_id
      from chain.event as e
      join chain.movement as m on m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'
      left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
      left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
      where e.authority_id = ${authorityId} and e.occurred_at >= ${from} ${mine}
        and ${notTakenBack(authorityId, { from, until })}
    ) as x(from_kind, from_who, from_state, to_kind, to_who, to_state, is_inside, amount, event_id)
    where x.from_who is distinct from x.to_who or x.from_kind is distinct from x.to_kind or x.from_kind <> 'who'
    group by 1, 2, 3, 4, 5, 6, 7
    order by 8 desc`,
  )
  return rows
}

/** What each has now, goods under way to it included. */
export async function selectHoldings(
  tx: Tx,
  authorityId: AuthorityId,
  holderId: PartyId | null,
): Promise<ReadonlyMap<string, bigint>> {
  const mine = holderId ? sql`and ${holderId} in (n.holder_id, n.counter_id)` : sql``
  const { rows } = await readingAll(
    tx,
    sql<{ who: string; amount: bigint }>`
    select case a.kind when 'transit' then a.counter_id else a.holder_id end as who, sum(n.amount)::bigint as amount
    from chain.balance as n
    join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
    where n.authority_id = ${authorityId} and n.amount > 0 and a.ledger = 'material_mg' and a.kind in ('stock', 'transit') ${mine}
    group by 1`,
  )
  return new Map(rows.map(({ who, amount }) => [who, amount]))
}
