// A ledger of any size, written by set-based SQL in minutes: families of batches (a lot, ten bulks, six hundred packs, and what leaves the
// packs), each event with its record, leaf, movement and parties, so that the whole of it can be proven. It goes past the door, with the
// foreign keys' triggers off and the indexes made afterwards: what it makes is judged by the proof. Not here: measuring.
import type { ClientBase } from 'pg'
import type { Admin } from '#platform'

export const bulksOfLot = 10
export const packsOfBulk = 60
const leavings = 15
/** Events of one family: each batch is opened by one, and each pack is taken from so many times. */
export const eventsOfFamily = 1 + bulksOfLot + bulksOfLot * packsOfBulk * (1 + leavings)
/** Every tenth leaving goes to one account, so that one account moves much. */
const leavingsToOne = 10
/** The first lot is a parent of every bulk of so many families: a hub. */
export const familiesOfHub = 70

const lotMg = 1_000_000_000
const bulkMg = 90_000_000
const packMg = 1_200_000
const leavingMg = 5_000

export type LedgerMade = { readonly events: number; readonly families: number }
export type LedgerWanted = {
  readonly authorityId: string
  readonly holders: readonly { readonly partyId: string; readonly premisesId: string }[]
  readonly families: number
  readonly onFamily?: (made: number) => void
}

/** Families in one statement: some fifty thousand events, which sort in memory. */
const familiesAtOnce = 5
/** Each its own session and its own half of the families. */
const lanes = 2

export async function makeLedger(
  admin: Admin,
  { authorityId, holders, families, onFamily = () => {} }: LedgerWanted,
): Promise<LedgerMade> {
  const rebuild = await admin.withClient(async (client) => {
    const { rows } = await client.query<{ name: string; text: string }>(sideIndexes)
    for (const { name } of rows) await client.query(`drop index chain.${name}`)
    await client.query('alter table chain.event drop constraint event_leaf') // The leaf is made here once; the proof hashes it again.
    return rows.map(({ text }) => text)
  })
  let next = 0
  let made = 0
  const lane = () =>
    admin.withClient(async (client) => {
      await prepare(client, holders)
      for (let from = next; from < families; from = next) {
        next = Math.min(families, from + familiesAtOnce)
        const until = next
        await client.query('begin')
        await client.query(staging(authorityId, holders.length, { from, until, families }))
        for (const text of writing(authorityId)) await client.query(text)
        await client.query('commit')
        made += until - from
        onFamily(made)
      }
      await client.query(
        `reset session_replication_role; reset work_mem; reset synchronous_commit; drop table house; drop table if exists staged`,
      )
    })
  await Promise.all(Array.from({ length: lanes }, lane))
  await admin.withClient(async (client) => {
    await client.query(
      `set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set session_replication_role = replica`,
    )
    for (const text of rebuild) await client.query(text)
    await client.query(leafCheck)
    await client.query(balances(authorityId))
    await client.query('reset maintenance_work_mem; reset work_mem; reset session_replication_role')
  })
  return { events: families * eventsOfFamily, families }
}

async function prepare(client: ClientBase, holders: LedgerWanted['holders']): Promise<void> {
  await client.query(helpers)
  await client.query(`set session_replication_role = replica; set work_mem = '128MB'; set synchronous_commit = off`)
  await client.query(`create temporary table house (place integer primary key, holder uuid, premises uuid)`)
  for (const [place, { partyId, premisesId }] of holders.entries()) {
    await client.query('insert into house values ($1, $2, $3)', [place, partyId, premisesId])
  }
}

/** What only speeds reading: no key, and of a table that is cut by year the whole. */
const sideIndexes = `
  select c.relname as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as text
  from pg_index as i
  join pg_class as c on c.oid = i.indexrelid
  join pg_class as t on t.oid = i.indrelid
  where t.relnamespace = 'chain'::regnamespace and not i.indisunique and not c.relispartition
    and t.relname in ('account', 'event', 'movement', 'batch', 'batch_edge', 'batch_party', 'event_party', 'event_batch')
    and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)`

const leafCheck = `alter table chain.event add constraint event_leaf check (leaf = sha256('\\x00'::bytea || salt || convert_to(record, 'UTF8')))`

/** Ids whose order is that of their number; places as the program computes them. */
const helpers = `
  create function pg_temp.made_at(n bigint, total bigint) returns timestamptz language sql immutable
    return timestamptz '2026-01-02 00:00:00Z' + (n::float8 / total * 300 * 86400000)::bigint * interval '1 millisecond';
  create function pg_temp.id_of(at timestamptz, n bigint, kind text) returns uuid language sql stable
    return (select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8'
      || lpad(to_hex(n), 12, '0') || substr(md5(kind || n), 1, 3))::uuid);
  create function pg_temp.place_id(authority uuid, kind text, holder uuid, premises uuid, batch uuid, state text) returns uuid language sql stable
    return (select (substr(replace(batch::text, '-', ''), 1, 12) || '8' || substr(h.hash, 1, 3)
      || to_hex((('x' || substr(h.hash, 4, 1))::bit(4)::integer & 3) | 8) || substr(h.hash, 5, 3) || substr(h.hash, 8, 12))::uuid
      from (select encode(sha256(convert_to(authority || '|' || kind || '|material_mg|' || holder || '|' || premises || '|' || batch || '||' || state, 'UTF8')), 'hex') as hash) as h)`

type Families = { readonly from: number; readonly until: number; readonly families: number }

/** One row an event: which batch it opens or takes from, out of which, where to, how much. In the order of time and of ids. */
const staging = (authorityId: string, holders: number, { from, until, families }: Families) => `
  drop table if exists staged;
  create temporary table staged as
  with one as (
    select f, k, f * ${eventsOfFamily}::bigint + k as n, f * ${eventsOfFamily}::bigint as first,
      case when k = 0 then 'harvest' when k <= ${bulksOfLot} then 'process' when k <= ${bulksOfLot + bulksOfLot * packsOfBulk} then 'pack' else 'dispense' end as kind,
      -- Packs follow the bulks, leavings follow the packs, in turns over all of them.
      case when k <= ${bulksOfLot} then null else (k - ${bulksOfLot + 1}) % ${bulksOfLot * packsOfBulk} end as pack
    from generate_series(${from}, ${until - 1}) as f cross join generate_series(0, ${eventsOfFamily - 1}) as k
  ), numbered as materialized (
    select one.*, h.holder, h.premises,
      -- The number of the event that opened the batch it is about, and of the one it takes from.
      case one.kind when 'dispense' then first + ${bulksOfLot + 1} + pack else n end as batch_n,
      case one.kind when 'harvest' then null when 'process' then first when 'pack' then first + 1 + pack % ${bulksOfLot} else null end as parent_n
    from one join house as h on h.place = one.f % ${holders}
  ), named as materialized ( -- each id made once, not once for each place that names it
    select x.*, pg_temp.made_at(n, ${families * eventsOfFamily}) as at,
      pg_temp.id_of(pg_temp.made_at(n, ${families * eventsOfFamily}), n, 'event') as event_id,
      pg_temp.id_of(pg_temp.made_at(batch_n, ${families * eventsOfFamily}), batch_n, 'batch') as batch_id,
      case when parent_n is not null then pg_temp.id_of(pg_temp.made_at(parent_n, ${families * eventsOfFamily}), parent_n, 'batch') end as parent_id,
      pg_temp.id_of(pg_temp.made_at(0, ${families * eventsOfFamily}), 0, 'batch') as hub_id,
      (select hub.holder from house as hub where hub.place = 0) as hub_holder, (select hub.premises from house as hub where hub.place = 0) as hub_premises
    from numbered as x
  ), placed as (
    select y.*, kind = 'dispense' and n % ${leavingsToOne} = 0 as is_to_one,
      case kind when 'harvest' then ${lotMg} when 'process' then ${bulkMg} when 'pack' then ${packMg} else ${leavingMg} end::bigint as amount
    from named as y
  )
  select z.*,
    case when kind = 'process' and f between 1 and ${familiesOfHub - 1} then 1 else 0 end::bigint as from_hub, -- a milligram of the hub in each
    pg_temp.place_id('${authorityId}', 'stock', hub_holder, hub_premises, hub_id, 'wet') as hub_source,
    case kind
      when 'harvest' then pg_temp.place_id('${authorityId}', 'world', holder, premises, batch_id, 'grown')
      when 'process' then pg_temp.place_id('${authorityId}', 'stock', holder, premises, parent_id, 'wet')
      when 'pack' then pg_temp.place_id('${authorityId}', 'stock', holder, premises, parent_id, 'quarantine')
      else pg_temp.place_id('${authorityId}', 'stock', holder, premises, batch_id, 'released') end as source,
    case kind
      when 'harvest' then pg_temp.place_id('${authorityId}', 'stock', holder, premises, batch_id, 'wet')
      when 'process' then pg_temp.place_id('${authorityId}', 'stock', holder, premises, batch_id, 'quarantine')
      when 'pack' then pg_temp.place_id('${authorityId}', 'stock', holder, premises, batch_id, 'released')
      else case when is_to_one then pg_temp.place_id('${authorityId}', 'stock', hub_holder, hub_premises, hub_id, 'waste')
        else pg_temp.place_id('${authorityId}', 'world', holder, premises, batch_id, 'dispensed') end end as target
  from placed as z`

const writing = (authorityId: string) => [
  `insert into chain.event (authority_id, event_id, kind, occurred_at, recorded_at, actor_id, holder_id, premises_id, basis, is_imported, record, salt, leaf)
    select '${authorityId}'::uuid, s.event_id, s.kind, s.at, s.at, s.holder, s.holder, s.premises, '{}', true, said.record, said.salt,
      sha256('\\x00'::bytea || said.salt || convert_to(said.record, 'UTF8'))
    from staged as s
    cross join lateral (select sha256(convert_to(s.event_id::text, 'UTF8')) as salt,
      '{"act":{' || case s.kind
          when 'harvest' then '"batch":{"batchId":"bat_' || s.batch_id || '"}'
          when 'process' then '"inputs":[{"batchId":"bat_' || s.parent_id || '"}],"output":{"batchId":"bat_' || s.batch_id || '"}'
          when 'pack' then '"batchId":"bat_' || s.parent_id || '","inputMassMg":"' || s.amount || '","pack":{"batchId":"bat_' || s.batch_id
            || '"},"packMassMg":"' || s.amount || '","packs":1,"wasteMassMg":"0"'
          else '"batchId":"bat_' || s.batch_id || '"' end || ',"eventId":"evt_' || s.event_id || '","kind":"' || s.kind || '","massMg":"' || s.amount
      || '","occurredAt":"' || to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","premisesId":"pre_' || s.premises
      || case s.kind when 'harvest' then '","productCode":"bedrocan"' else '"' end || '},"authority":"aut_${authorityId}","basis":[],"exemption":null,"format":"grein-event/1","holder":"par_' || s.holder
      || '","movements":[{"amount":"' || s.amount - s.from_hub || '","from":"' || s.source || '","ledger":"material_mg","line":1,"to":"' || s.target || '"}'
      || case when s.from_hub > 0 then ',{"amount":"' || s.from_hub || '","from":"' || s.hub_source || '","ledger":"material_mg","line":2,"to":"' || s.target || '"}' else '' end
      || ']}' as record
      offset 0) as said
    order by s.n`,
  `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, premises_id, batch_id, state, opened_at)
    select '${authorityId}'::uuid, s.target, 'material_mg', 'stock', s.holder, s.premises, s.batch_id,
      case s.kind when 'harvest' then 'wet' when 'process' then 'quarantine' else 'released' end, s.at
    from staged as s where s.kind <> 'dispense'
    union all
    select '${authorityId}'::uuid, s.source, 'material_mg', 'world', s.holder, s.premises, s.batch_id, 'grown', s.at from staged as s where s.kind = 'harvest'
    union all
    select distinct on (s.target) '${authorityId}'::uuid, s.target, 'material_mg', 'world', s.holder, s.premises, s.batch_id, 'dispensed', s.at
    from staged as s where s.kind = 'dispense' and not s.is_to_one
    union all
    select distinct on (s.target) '${authorityId}'::uuid, s.target, 'material_mg', 'stock', s.hub_holder, s.hub_premises, s.hub_id, 'waste', s.at
    from staged as s where s.is_to_one
    on conflict do nothing`,
  `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
    select '${authorityId}'::uuid, s.event_id, 1, 'material_mg', s.source, s.target, s.amount - s.from_hub, s.at from staged as s order by s.n`,
  `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
    select '${authorityId}'::uuid, s.event_id, 2, 'material_mg', s.hub_source, s.target, s.from_hub, s.at from staged as s where s.from_hub > 0 order by s.n`,
  `insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount, unit,
      packs, pack_mass_mg)
    select '${authorityId}'::uuid, s.batch_id, s.kind || ' ' || s.n, case s.kind when 'harvest' then 'harvest' when 'process' then 'bulk' else 'pack-lot' end,
      'bedrocan', s.holder, s.premises, s.event_id, s.at, s.amount, 'mg', case s.kind when 'pack' then 1 end, case s.kind when 'pack' then s.amount end
    from staged as s where s.kind <> 'dispense' order by s.n`,
  `insert into chain.batch_edge (authority_id, parent_id, child_id, event_id, amount)
    select '${authorityId}'::uuid, s.parent_id, s.batch_id, s.event_id, s.amount - s.from_hub from staged as s where s.parent_id is not null
    union all
    select '${authorityId}'::uuid, s.hub_id, s.batch_id, s.event_id, s.from_hub from staged as s where s.from_hub > 0`,
  `insert into chain.batch_party (authority_id, holder_id, batch_id)
    select '${authorityId}'::uuid, s.holder, s.batch_id from staged as s where s.kind <> 'dispense' order by s.n`,
  `insert into chain.event_party (authority_id, event_id, holder_id)
    select '${authorityId}'::uuid, s.event_id, s.holder from staged as s order by s.n`,
  `insert into chain.event_batch (authority_id, batch_id, occurred_at, event_id)
    select '${authorityId}'::uuid, s.batch_id, s.at, s.event_id from staged as s
    union all
    select '${authorityId}'::uuid, s.parent_id, s.at, s.event_id from staged as s where s.parent_id is not null
    union all
    select '${authorityId}'::uuid, s.hub_id, s.at, s.event_id from staged as s where s.is_to_one or s.from_hub > 0`,
  // As the door leaves them for the sealer: a thousand leaves a row.
  `insert into log.unsealed_set (authority_id, first_id, last_id, leaf_count, entry_ids, leaves)
    select e.authority_id, (array_agg(e.event_id order by s.n))[1], (array_agg(e.event_id order by s.n desc))[1], count(*),
      array_agg(e.event_id order by s.n), array_agg(e.leaf order by s.n)
    from staged as s join chain.event as e on e.authority_id = '${authorityId}' and e.event_id = s.event_id
    group by e.authority_id, s.n / 1000`,
]

/** What every bounded account holds, from its movements. */
const balances = (authorityId: string) => `
  insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
  select a.authority_id, a.account_id, a.holder_id, null, coalesce(n.amount, 0), false, coalesce(n.last_at, '-infinity')
  from chain.account as a
  left join (
    select side.account_id, sum(side.change)::bigint as amount, max(m.occurred_at) as last_at
    from chain.movement as m
    cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
    where m.authority_id = '${authorityId}'
    group by side.account_id) as n on n.account_id = a.account_id
  where a.authority_id = '${authorityId}' and a.kind <> 'world'
    and not exists (select from chain.balance as b where b.authority_id = a.authority_id and b.account_id = a.account_id)`
