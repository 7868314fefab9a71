// The events behind one band of the flow of a period: the same movements that period-flow.ts sums, one by one. Not here: the sums.
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type PartyId, type PlainDate, parseId, refuseNow, startOfLegalDay } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BandEvents } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace } from '../paging.ts'
import { chainProblems } from '../problems.ts'
import { behind, fillByDay, type PagePlace, selectOfDays } from './by-day.ts'
import { selectBandDays } from './country-sides.ts'
import { type BehindRow, batchesOf, viewBehind } from './events-behind.ts'
import { notTakenBack, type Span } from './sides.ts'
import { hasSums } from './sums.ts'

export type BandAsked = {
  readonly from: PlainDate
  readonly until: PlainDate
  readonly holderId: PartyId | null
  /** The ids of the flow's nodes at both ends. */
  readonly source: string
  readonly target: string
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first. Refuses `chain/unknown-band` for an end that no flow has, `chain/bad-cursor`. */
export async function bandEvents(tx: Tx, actor: Actor, asked: BandAsked): Promise<BandEvents> {
  const { authorityId } = actor
  const holderId = actor.wall === 'holder' ? actor.partyId : asked.holderId
  const limit = Math.min(asked.limit ?? pageDefault, pageMax)
  const place = asked.cursor === undefined ? null : readPlace(asked.cursor, isInstant)
  const band = bandOf(authorityId, { ...asked, holderId })
  const rows =
    holderId === null && (await hasSums(tx, authorityId))
      ? await findBandByDay(tx, authorityId, { ...asked, place, limit, band })
      : await findBand(tx, authorityId, { band, holderId, place, limit })
  return viewBehind(tx, authorityId, { rows, limit })
}

type Band = {
  readonly span: Span
  /** Of an event `e`: how much of it went along the band, null where nothing did. */
  readonly mass: RawBuilder<unknown>
  readonly isPart: RawBuilder<unknown>
}

/** Refuses `chain/unknown-band`. */
export function bandOf(
  authorityId: AuthorityId,
  { from, until, source, target, holderId }: Omit<BandAsked, 'cursor' | 'limit'>,
): Band {
  const span = { from: startOfLegalDay(from), until: startOfLegalDay(until) }
  const along = holderId === null ? ofCountry(source, target) : ofHolder(source, target, holderId)
  return {
    span,
    isPart: notTakenBack(authorityId, span),
    mass: sql`(
      select sum(m.amount)::bigint
      from chain.movement as m
      left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
      left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
      ${along.joined}
      where m.authority_id = ${authorityId} and m.event_id = e.event_id and m.ledger = 'material_mg' and ${along.isSo})`,
  }
}

type Along = { readonly joined: RawBuilder<unknown>; readonly isSo: RawBuilder<unknown> }

/** Between two sides as the kept sums name them. */
function ofCountry(source: string, target: string): Along {
  const whose = (alias: 'f' | 't') =>
    sql.raw(`left join licensing.party as ${alias}p on ${alias}p.authority_id = ${alias}.authority_id
        and ${alias}p.party_id = case ${alias}.kind when 'transit' then ${alias}.counter_id else ${alias}.holder_id end`)
  return {
    joined: sql`${whose('f')} ${whose('t')}`,
    isSo: sql`chain.side_of(f.kind, f.state, fp.kind) = ${sideOfNode(source)} and chain.side_of(t.kind, t.state, tp.kind) = ${sideOfNode(target)}`,
  }
}

/** A node of the flow of the country as the kept sums name it. */
function sideOfNode(node: string): string {
  const [first, second, third] = node.split(':')
  if (first === 'class' && second) return node
  if ((first === 'in' || first === 'out') && second === 'world' && third) return `world:${third}`
  if ((first === 'in' || first === 'out') && second === 'difference') return second
  return refuseNow(chainProblems['unknown-band'], {})
}

/** As period-flow.ts names the nodes of a holder; goods under way are the receiver's. */
function ofHolder(source: string, target: string, holderId: PartyId): Along {
  // An end behind the wall: who stands there is the other party of the event, as both its sides may know.
  const partner = sql`coalesce(nullif(e.holder_id, ${holderId}), e.counter_id)`
  const isAt = (alias: 'f' | 't', node: string) => {
    const of = sql.raw(alias)
    const who = sql`case when ${of}.kind = 'stock' then ${of}.holder_id when ${of}.kind = 'transit' then ${of}.counter_id
      when ${of}.kind is null then ${partner} end`
    const [first, second, third] = node.split(':')
    const partyId = parseId('party', `par_${second}`)
    if (first === 'self') return sql`${who} = ${holderId}`
    if (partyId) return sql`${who} = ${partyId}`
    if (second === 'world' && third) return sql`${of}.kind = 'world' and ${of}.state = ${third}`
    if (second === 'difference') return sql`${of}.kind = 'difference'`
    if (second === 'unseen') return sql`${of}.kind is null and ${partner} is null`
    return refuseNow(chainProblems['unknown-band'], {})
  }
  return { joined: sql``, isSo: sql`${isAt('f', source)} and ${isAt('t', target)}` }
}

type Wanted = { readonly band: Band; readonly place: PagePlace | null; readonly limit: number }

/** One by one from the last event of the period, of a holder its own: as many are read as fill the page. */
export async function findBand(
  tx: Tx,
  authorityId: AuthorityId,
  { band, holderId, place, limit }: Wanted & { readonly holderId: PartyId | null },
): Promise<readonly BehindRow[]> {
  const mine = holderId
    ? sql`and e.event_id in (select p.event_id from chain.event_party as p where p.authority_id = ${authorityId} and p.holder_id = ${holderId})`
    : sql``
  const { rows } = await sql<BehindRow>`
    select d.id as "eventId", d.kind, d.at as "occurredAt", d.mass as "massMg", ${batchesOf(authorityId, sql`d.id`)} as "batchIds"
    from (
      select e.event_id as id, e.kind, e.occurred_at as at, part.mass
      from chain.event as e
      cross join lateral ${band.mass} as part(mass)
      where e.authority_id = ${authorityId} and e.occurred_at >= ${band.span.from} and e.occurred_at < ${band.span.until} ${mine}
        and ${behind(place)} and part.mass is not null and ${band.isPart}
      order by e.occurred_at desc, e.event_id desc
      limit ${limit + 1}
    ) as d
    order by d.at desc, d.id desc`.execute(tx)
  return rows
}

/** Of the whole country by the kept sums, wherever their mark is: only days on which something went along the band are read. */
export async function findBandByDay(
  tx: Tx,
  authorityId: AuthorityId,
  { band, place, limit, ...asked }: Wanted & Pick<BandAsked, 'from' | 'until' | 'source' | 'target'>,
): Promise<readonly BehindRow[]> {
  const sides = { source: sideOfNode(asked.source), target: sideOfNode(asked.target) }
  const days = await selectBandDays(tx, authorityId, { ...sides, from: asked.from, until: asked.until })
  return fillByDay(days, { place, limit }, (some, count) =>
    selectOfDays(tx, authorityId, {
      ...{ days: some, place, limit: count, mass: band.mass, isPart: band.isPart },
    }),
  )
}
