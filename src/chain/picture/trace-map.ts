// A trace over the country: its places as exact as the reader may know them, and what was sent between them, all through the reader's own
// wall. Not here: the trace itself (../trace.ts), and what may be known of a place (licensing).
import { sql } from 'kysely'
import { type AuthorityId, type BatchId, parseId, printId, trustId } from '#kernel'
import { placesOf } from '#licensing'
import type { Actor, Tx } from '#platform'
import { type MapFlow, type MapPlace, mapNamedMax, type Trace, type TraceMap } from '../contract.ts'
import { trace } from '../read/trace.ts'
import { lookUp, nothingWanted } from '../refs.ts'

/** A place names so many batches; the numbers count them all. */
const namedMax = 50

/** Refuses `chain/unknown-batch`. */
export async function traceMap(
  tx: Tx,
  actor: Actor,
  asked: { readonly batchId: BatchId; readonly direction: Trace['direction'] },
): Promise<TraceMap> {
  const traced = await trace(tx, actor, asked)
  const family = traced.nodes.map(({ batch }) => bare('batch', batch.batchId))
  const flows = await selectFlows(tx, actor.authorityId, family)
  const exports = await selectExports(tx, actor.authorityId, family)
  const ends = flows.flatMap(({ fromId, toId }) => [fromId, toId])
  const named = [
    ...traced.nodes.map(({ premises }) => premises.premisesId),
    ...traced.whereabouts.flatMap(({ premises }) => premises?.premisesId ?? []),
  ].map((id) => bare('premises', id))
  const places = await placesOf(tx, actor, { premises: [...ends, ...named] })
  const wanted = nothingWanted()
  for (const { partyId } of exports) wanted.parties.add(partyId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    asked: traced.asked,
    direction: traced.direction,
    places: places.map((place) => ({ ...place, ...standsAt(traced, place.premises.premisesId) })),
    flows: flows.map(({ fromId, toId, reason, massMg, count, shipments }) => ({
      fromId: printId('premises', trustId('premises', fromId)),
      toId: printId('premises', trustId('premises', toId)),
      reason,
      massMg: `${massMg}`,
      count: Number(count),
      shipments: shipments.map(({ id, at, massMg: mass }) => ({
        shipmentId: printId('shipment', trustId('shipment', id)),
        shippedAt: at,
        massMg: mass,
      })),
    })),
    exports: exports.map(({ partyId, country, massMg, count, events }) => ({
      party: names.party(partyId),
      country,
      massMg: `${massMg}`,
      count: Number(count),
      events: events.map(({ id, at, massMg: mass }) => ({
        eventId: printId('event', trustId('event', id)),
        occurredAt: at,
        massMg: mass,
      })),
    })),
    truncated: traced.truncated,
  }
}

/** Answers of our own rooms hold ids of the kind they name. */
function bare(name: 'batch' | 'premises', printed: string): string {
  return parseId(name, printed) ?? ''
}

type Stands = Pick<MapPlace, 'hasMassMg' | 'hadMassMg' | 'stands' | 'batches' | 'opened' | 'openedCount'>

/** Pure: the trace's own words about one place. */
export function standsAt(traced: Pick<Trace, 'nodes' | 'whereabouts'>, premisesId: string): Stands {
  const here = traced.whereabouts.filter(({ premises }) => premises?.premisesId === premisesId)
  const masses = new Map<string, { batch: Trace['asked']; mass: bigint }>()
  for (const { batch, hasMassMg } of here) {
    const mass = (masses.get(batch.batchId)?.mass ?? 0n) + BigInt(hasMassMg)
    if (mass > 0n) masses.set(batch.batchId, { batch, mass })
  }
  const stands = [...masses.values()].sort((a, b) => (a.mass < b.mass ? 1 : a.mass > b.mass ? -1 : 0))
  const opened = traced.nodes
    .filter(({ premises }) => premises.premisesId === premisesId)
    .toSorted((a, b) => a.depth - b.depth || a.openedOn.localeCompare(b.openedOn))
  const sum = (pick: (row: Trace['whereabouts'][number]) => string) =>
    `${here.reduce((total, row) => total + BigInt(pick(row)), 0n)}`
  return {
    hasMassMg: sum(({ hasMassMg }) => hasMassMg),
    hadMassMg: sum(({ hadMassMg }) => hadMassMg),
    stands: stands.slice(0, namedMax).map(({ batch, mass }) => ({ batch, massMg: `${mass}` })),
    batches: stands.length,
    opened: opened
      .slice(0, namedMax)
      .map(({ batch, openedOn, status }) => ({ batch, openedOn, isOpen: status !== null })),
    openedCount: opened.length,
  }
}

type Named = readonly { readonly id: string; readonly at: string; readonly massMg: string }[]
type FlowRow = {
  readonly fromId: string
  readonly toId: string
  readonly reason: MapFlow['reason']
  readonly massMg: bigint
  readonly count: bigint
  readonly shipments: Named
}

const isoOf = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

async function selectFlows(tx: Tx, authorityId: AuthorityId, batchIds: readonly string[]): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    with each as (
      select s.from_premises_id as from_id, s.to_premises_id as to_id, s.reason, s.shipment_id, s.shipped_at, sum(l.shipped_mg) as mass
      from chain.shipment_line as l
      join chain.shipment as s on s.authority_id = l.authority_id and s.shipment_id = l.shipment_id
      where l.authority_id = ${authorityId} and l.batch_id = any (${batchIds}::uuid[])
        and not exists (select from chain.correction as c where c.authority_id = s.authority_id and c.corrects_id = s.event_id)
      group by 1, 2, 3, 4, 5
    ), placed as (
      select each.*, row_number() over (partition by from_id, to_id, reason order by shipped_at desc, shipment_id desc) as place from each
    )
    select from_id as "fromId", to_id as "toId", reason, sum(mass)::bigint as "massMg", count(*) as count,
      jsonb_agg(jsonb_build_object('id', shipment_id, 'at', ${isoOf('shipped_at')}, 'massMg', mass::text) order by place)
        filter (where place <= ${mapNamedMax}) as shipments
    from placed
    group by 1, 2, 3
    order by 4 desc, 1, 2, 3`.execute(tx)
  return rows
}

type ExportRow = {
  readonly partyId: string
  readonly country: string
  readonly massMg: bigint
  readonly count: bigint
  readonly events: Named
}

async function selectExports(tx: Tx, authorityId: AuthorityId, batchIds: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    with each as (
      select e.counter_id as party_id, e.event_id, e.occurred_at, sum(m.amount) as mass
      from chain.account as a
      join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id
      join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
      where a.authority_id = ${authorityId} and a.batch_id = any (${batchIds}::uuid[]) and a.kind = 'world' and a.state = 'exported'
        and a.ledger = 'material_mg' and e.counter_id is not null
        and not exists (select from chain.correction as c
          where c.authority_id = e.authority_id and (c.corrects_id = e.event_id or c.event_id = e.event_id))
      group by 1, 2, 3
    ), placed as (
      select each.*, row_number() over (partition by party_id order by occurred_at desc, event_id desc) as place from each
    )
    select p.party_id as "partyId", p.country, sum(placed.mass)::bigint as "massMg", count(*) as count,
      jsonb_agg(jsonb_build_object('id', placed.event_id, 'at', ${isoOf('placed.occurred_at')}, 'massMg', placed.mass::text)
        order by placed.place) filter (where placed.place <= ${mapNamedMax}) as events
    from placed
    join licensing.party as p on p.authority_id = ${authorityId} and p.party_id = placed.party_id
    group by 1, 2
    order by 3 desc, 1`.execute(tx)
  return rows
}
