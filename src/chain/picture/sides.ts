// Movements of a period of one holder, by who gave and who got, and what it has now. Through the reader's own wall. Not here: of the whole
// country (country-sides.ts), what is made of the rows (period-flow.ts), and the events of one band (band-events.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, Instant, PartyId } from '#kernel'
import type { Tx } from '#platform'

export type SideRow = {
  /** `who`: stock, and what is on its way to somebody; null where the account is behind the wall. */
  readonly fromKind: 'who' | 'world' | 'difference' | null
  readonly fromWho: string | null
  readonly fromState: string | null
  readonly toKind: 'who' | 'world' | 'difference' | null
  readonly toWho: string | null
  readonly toState: string | null
  /** In the period; else behind it. */
  readonly isInside: boolean
  readonly amount: bigint
  readonly events: bigint
}
export type Span = { readonly from: Instant; readonly until: Instant }

/**
 * Of events `e`: what was taken back in the same period never was; else each of the two is part of what stood at an end. The pairs are few
 * and found once: looked for event by event they took most of a country's flow. What takes back a correction counts like any other.
 */
export const notTakenBack = (authorityId: AuthorityId, { from, until }: Span): RawBuilder<unknown> => sql`
  e.event_id not in (select pair.id
    from chain.correction as c
    join chain.event as done on done.authority_id = c.authority_id and done.event_id = c.corrects_id
      and done.occurred_at >= ${from} and done.occurred_at < ${until}
    join chain.event as undone on undone.authority_id = c.authority_id and undone.event_id = c.event_id
      and undone.occurred_at >= ${from} and undone.occurred_at < ${until}
    cross join lateral (values (c.event_id), (c.corrects_id)) as pair(id)
    where c.authority_id = ${authorityId}
      and not exists (select from chain.correction as b where b.authority_id = c.authority_id and b.event_id = c.corrects_id))`

/**
 * Material that moved between the holder and others since `from`, summed. Goods under way count as the receiver's from the moment they leave,
 * so that every gram is somebody's. Its events are known by its name on them, so they are read by key, however many others there are.
 */
export async function selectSides(
  tx: Tx,
  authorityId: AuthorityId,
  { from, until, holderId }: Span & { readonly holderId: PartyId },
): Promise<SideRow[]> {
  // An end behind the wall: who stands there is the other party of the event, as both its sides may know.
  const partner = sql`coalesce(nullif(e.holder_id, ${holderId}), e.counter_id)`
  const side = (alias: 'f' | 't') => {
    const of = sql.raw(alias)
    return sql`case when ${of}.kind in ('stock', 'transit') or (${of}.kind is null and ${partner} is not null) then 'who' else ${of}.kind end,
      case when ${of}.kind = 'stock' then ${of}.holder_id when ${of}.kind = 'transit' then ${of}.counter_id
        when ${of}.kind is null then ${partner} end,
      case when ${of}.kind = 'world' then ${of}.state end`
  }
  const account = (id: string) => sql`(
    select a.kind, a.state, a.holder_id, a.counter_id from chain.account as a
    where a.authority_id = ${authorityId} and a.account_id = ${sql.raw(id)}
    offset 0)`
  const { rows } = await sql<SideRow>`
    select x.from_kind as "fromKind", x.from_who as "fromWho", x.from_state as "fromState", x.to_kind as "toKind", x.to_who as "toWho",
      x.to_state as "toState", x.is_inside as "isInside", sum(x.amount)::bigint as amount, count(distinct x.event_id) as events
    from (
      select ${side('f')}, ${side('t')}, e.occurred_at < ${until}, m.amount, e.event_id
      from chain.event_party as p
      cross join lateral (
        select own.event_id, own.occurred_at, own.holder_id, own.counter_id from chain.event as own
        where own.authority_id = ${authorityId} and own.event_id = p.event_id and own.occurred_at >= ${from}
        offset 0) as e
      cross join lateral (
        select own.from_account_id, own.to_account_id, own.amount from chain.movement as own
        where own.authority_id = ${authorityId} and own.event_id = e.event_id and own.ledger = 'material_mg'
        offset 0) as m
      left join lateral ${account('m.from_account_id')} as f on true
      left join lateral ${account('m.to_account_id')} as t on true
      where p.authority_id = ${authorityId} and p.holder_id = ${holderId}
        and ${holderId} in (f.holder_id, f.counter_id, t.holder_id, t.counter_id)
        and ${notTakenBack(authorityId, { from, until })}
    ) as x(from_kind, from_who, from_state, to_kind, to_who, to_state, is_inside, amount, event_id)
    where x.from_who is distinct from x.to_who or x.from_kind is distinct from x.to_kind or x.from_kind <> 'who'
    group by 1, 2, 3, 4, 5, 6, 7
    order by 8 desc`.execute(tx)
  return rows
}

/** What it has now, goods under way to it included; of others what the reader sees of theirs on the way. */
export async function selectHoldings(
  tx: Tx,
  authorityId: AuthorityId,
  holderId: PartyId,
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ who: string; amount: bigint }>`
    select case a.kind when 'transit' then a.counter_id else a.holder_id end as who, sum(n.amount)::bigint as amount
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = ${authorityId} and n.amount > 0 and a.ledger = 'material_mg' and a.kind in ('stock', 'transit')
      and ${holderId} in (a.holder_id, a.counter_id)
    group by 1`.execute(tx)
  return new Map(rows.map(({ who, amount }) => [who, amount]))
}
