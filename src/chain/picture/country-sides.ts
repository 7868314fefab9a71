// The sides of the whole country in a period: what went from one kind of party to another, into the world and out of it, and what each kind has
// now. From the kept sums where the reader may see them, else added up from the very events, through the reader's own wall. Not here: of one
// holder (sides.ts), and how a flow is made of it (period-flow.ts).
import { sql } from 'kysely'
import { type AuthorityId, startOfLegalDay } from '#kernel'
import type { Tx } from '#platform'
import type { ActKind } from '../contract.ts'
import { readingAll } from '../store/reading-all.ts'
import type { PagedDay } from './by-day.ts'
import { notTakenBack, type SideRow } from './sides.ts'
import { type Days, hasSums } from './sums.ts'

export type CountrySides = {
  /** `who` is a kind of party. */
  readonly rows: readonly SideRow[]
  readonly holdings: ReadonlyMap<string, bigint>
}
/** What moved between two sides ever, in the period without what was taken back in it, and behind it. */
export type SideSums = {
  readonly source: string
  readonly target: string
  readonly everMg: bigint
  readonly insideMg: bigint
  readonly insideEvents: bigint
  readonly afterMg: bigint
}

export async function selectCountrySides(tx: Tx, authorityId: AuthorityId, days: Days): Promise<CountrySides> {
  return foldSides(
    (await hasSums(tx, authorityId))
      ? await selectSideSums(tx, authorityId, days)
      : await selectSidesCounted(tx, authorityId, days),
  )
}

/** From the kept sums, wherever their mark is. */
export async function selectSideSums(tx: Tx, authorityId: AuthorityId, { from, until }: Days): Promise<SideSums[]> {
  const isPlain = sql`not s.is_undone`
  const isInside = sql`${isPlain} and s.on_day >= ${from}::date and s.on_day < ${until}::date`
  const isTakenBack = sql`s.is_undone and s.on_day >= ${from}::date and s.last_on < ${until}::date`
  const { rows } = await sql<SideSums>`
    select s.source, s.target,
      sum(s.mass_mg) filter (where ${isPlain})::bigint as "everMg",
      (coalesce(sum(s.mass_mg) filter (where ${isInside}), 0) - coalesce(sum(s.mass_mg) filter (where ${isTakenBack}), 0))::bigint as "insideMg",
      (coalesce(sum(s.events) filter (where ${isInside}), 0) - coalesce(sum(s.events) filter (where ${isTakenBack}), 0))::bigint as "insideEvents",
      coalesce(sum(s.mass_mg) filter (where ${isPlain} and s.on_day >= ${until}::date), 0)::bigint as "afterMg"
    from chain.side_by_day(${authorityId}) as s
    group by 1, 2
    order by "insideMg" desc, 1, 2`.execute(tx)
  return rows
}

/** From the events alone, whatever sums are kept. */
export async function selectSidesCounted(tx: Tx, authorityId: AuthorityId, days: Days): Promise<SideSums[]> {
  const [from, until] = [startOfLegalDay(days.from), startOfLegalDay(days.until)]
  const { rows } = await readingAll(
    tx,
    sql<SideSums>`
    select x.source, x.target, sum(x.amount)::bigint as "everMg",
      coalesce(sum(x.amount) filter (where x.is_inside), 0)::bigint as "insideMg",
      count(distinct x.event_id) filter (where x.is_inside) as "insideEvents",
      coalesce(sum(x.amount) filter (where x.is_after), 0)::bigint as "afterMg"
    from (
      select chain.side_of(f.kind, f.state, fp.kind), chain.side_of(t.kind, t.state, tp.kind),
        e.occurred_at >= ${from} and e.occurred_at < ${until} and ${notTakenBack(authorityId, { from, until })},
        e.occurred_at >= ${until}, m.amount, e.event_id
      from chain.event as e
      join chain.movement as m on m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'
      join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
      join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
      left join licensing.party as fp on fp.authority_id = f.authority_id
        and fp.party_id = case f.kind when 'transit' then f.counter_id else f.holder_id end
      left join licensing.party as tp on tp.authority_id = t.authority_id
        and tp.party_id = case t.kind when 'transit' then t.counter_id else t.holder_id end
      where e.authority_id = ${authorityId}
    ) as x(source, target, is_inside, is_after, amount, event_id)
    where x.source <> x.target
    group by 1, 2
    order by "insideMg" desc, 1, 2`,
  )
  return rows
}

/** The days on which something went from one side to another, the last first; what was taken back that day is still among it. */
export async function selectBandDays(
  tx: Tx,
  authorityId: AuthorityId,
  { source, target, from, until }: Days & { readonly source: string; readonly target: string },
): Promise<PagedDay[]> {
  const { rows } = await sql<PagedDay & { readonly kinds: readonly ActKind[] }>`
    select s.on_day as on, array_agg(distinct s.act_kind) as kinds, sum(s.events)::bigint as events
    from chain.side_by_day(${authorityId}) as s
    where not s.is_undone and s.on_day >= ${from}::date and s.on_day < ${until}::date and s.source = ${source} and s.target = ${target}
    group by s.on_day
    order by s.on_day desc`.execute(tx)
  return rows
}

/** Pure. */
export function foldSides(sums: readonly SideSums[]): CountrySides {
  const holdings = new Map<string, bigint>()
  const rows: SideRow[] = []
  for (const { source, target, everMg, insideMg, insideEvents, afterMg } of sums) {
    const [from, to] = [sideOf(source), sideOf(target)]
    if (from.who !== null) holdings.set(from.who, (holdings.get(from.who) ?? 0n) - everMg)
    if (to.who !== null) holdings.set(to.who, (holdings.get(to.who) ?? 0n) + everMg)
    const ends = {
      ...{ fromKind: from.kind, fromWho: from.who, fromState: from.state },
      ...{ toKind: to.kind, toWho: to.who, toState: to.state },
    }
    if (insideMg > 0n) rows.push({ ...ends, isInside: true, amount: insideMg, events: insideEvents })
    if (afterMg > 0n) rows.push({ ...ends, isInside: false, amount: afterMg, events: 0n })
  }
  return { rows, holdings }
}

/** As the database names a side. */
function sideOf(side: string): { kind: SideRow['fromKind']; who: string | null; state: string | null } {
  const [first, rest = ''] = side.split(':', 2)
  if (first === 'class') return { kind: 'who', who: rest, state: null }
  if (first === 'world') return { kind: 'world', who: null, state: rest }
  return { kind: 'difference', who: null, state: null }
}
