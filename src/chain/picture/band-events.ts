// The events behind one band of the flow of a period: the same movements that period-flow.ts sums, one by one. Not here: the sums.
import { type RawBuilder, sql } from 'kysely'
import { assert, legalTimeZone, type PartyId, type PlainDate, parseId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BandEvents } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { type BehindRow, batchesOf, pageOfEvents, viewBehind } from './events-behind.ts'
import { notTakenBack } from './sides.ts'

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
  const [start, end] = [asked.from, asked.until].map((day) => day.toZonedDateTime(legalTimeZone).toInstant())
  assert(start && end, 'two days give two instants')
  const { limit, after } = pageOfEvents(asked)
  const partner = holderId ? sql`coalesce(nullif(e.holder_id, ${holderId}), e.counter_id)` : sql`null::uuid`
  const ends = [
    endIs('f', asked.source, { authorityId, holderId, partner }),
    endIs('t', asked.target, { authorityId, holderId, partner }),
  ]
  const { rows } = await sql<BehindRow>`
    select e.event_id as "eventId", e.kind, e.occurred_at as "occurredAt", sum(m.amount)::bigint as "massMg",
      ${batchesOf(authorityId, sql`e.event_id`)} as "batchIds"
    from chain.event as e
    join chain.movement as m on m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'
    left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
    left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
    where e.authority_id = ${authorityId} and e.occurred_at >= ${start} and e.occurred_at < ${end} and ${sql.join(ends, sql` and `)} and ${after}
      and ${notTakenBack(authorityId, { from: start, until: end })}
    group by e.authority_id, e.event_id, e.kind, e.occurred_at
    order by e.occurred_at desc, e.event_id desc
    limit ${limit + 1}`.execute(tx)
  return viewBehind(tx, authorityId, { rows, limit })
}

type Around = {
  readonly authorityId: Actor['authorityId']
  readonly holderId: PartyId | null
  readonly partner: RawBuilder<unknown>
}

/** As period-flow.ts names its nodes; goods under way are the receiver's. */
function endIs(alias: 'f' | 't', node: string, { authorityId, holderId, partner }: Around): RawBuilder<unknown> {
  const of = sql.raw(alias)
  const who = sql`case when ${of}.kind = 'stock' then ${of}.holder_id when ${of}.kind = 'transit' then ${of}.counter_id
    when ${of}.kind is null then ${partner} end`
  const [first = '', second = '', third = ''] = node.split(':')
  if (first === 'self' && holderId) return sql`${who} = ${holderId}`
  if (first === 'class') {
    return sql`${who} in (select p.party_id from licensing.party as p where p.authority_id = ${authorityId} and p.kind = ${second})`
  }
  const partyId = parseId('party', `par_${second}`)
  if (partyId) return sql`${who} = ${partyId}`
  if (second === 'world') return sql`${of}.kind = 'world' and ${of}.state = ${third}`
  if (second === 'difference') return sql`${of}.kind = 'difference'`
  if (second === 'unseen') return sql`${of}.kind is null and ${partner} is null`
  return refuseNow(chainProblems['unknown-band'], {})
}
