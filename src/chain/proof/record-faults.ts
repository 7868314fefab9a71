// The faults of one range of events by their names, when a first look (records.ts) saw that not all of it is sound. One statement, so one
// moment; nothing is taken from what was stored as a sum. Not here: accounts.
import { idPrefixes } from '#kernel'
import { faultsMax } from './faults.ts'

/**
 * A record ends in its holder and its movements, in the one spelling RFC 8785 allows, so that end is written anew from the rows and
 * compared as bytes. A record that was erased can no longer be compared; its mass is still counted (accounts.ts).
 */
export const recordFaultsSql = `
  with moved as (
    select m.event_id, count(*)::integer as moves, min(m.occurred_at) as first_at, max(m.occurred_at) as last_at,
      string_agg('{"amount":"' || m.amount || '","from":"' || m.from_account_id || '","ledger":"' || m.ledger || '","line":' || m.line
        || ',"to":"' || m.to_account_id || '"}', ',' order by m.line) as said
    from chain.movement as m
    where m.authority_id = $1 and m.event_id >= $2 and m.event_id <= $3
    group by m.event_id
  ), place as (
    select l.entry_id, l.leaf from log.leaf as l where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3
    union all
    select u.entry_id, u.leaf from log.queued_between($1, $2, $3) as u
  ), judged as (
    select coalesce(e.event_id, moved.event_id, place.entry_id) as id, e.event_id is not null as is_event, coalesce(moved.moves, 0) as moves,
      case
        when e.event_id is null and moved.event_id is not null then 'movement-missing-end'
        when e.event_id is null and not (
          exists (select from log.record as r where r.authority_id = $1 and r.entry_id = place.entry_id and r.leaf = place.leaf)
          or exists (select from licensing.expert_decision as d
            where d.authority_id = $1 and d.decision_id = place.entry_id and d.leaf = place.leaf)
          or exists (select from chain.quality_step as s
            where s.authority_id = $1 and s.step_id = place.entry_id and s.leaf = place.leaf)) then 'event-missing'
        when e.event_id is null then null
        when place.entry_id is null then 'leaf-not-in-log'
        when moved.first_at <> e.occurred_at or moved.last_at <> e.occurred_at then 'movement-time'
        when e.record is null then null
        when e.leaf is distinct from sha256('\\x00'::bytea || e.salt || bytes.record) then 'leaf-differs'
        when substring(bytes.record from octet_length(bytes.record) - octet_length(bytes.ending) + 1) <> bytes.ending then
          case when position('"format":"grein-event/1"' in e.record) = 0 and moved.event_id is null then null
            when position('"holder":"${idPrefixes.party}_' || e.holder_id || '",' in e.record) = 0 then 'event-differs'
            else 'movement-differs' end
        when position('"kind":"' || e.kind || '"' in e.record) = 0 then 'event-differs'
        when said.at <> '' and pg_input_is_valid(said.at, 'timestamptz') and said.at::timestamptz <> e.occurred_at then 'event-differs'
      end as fault, e.kind
    from (select * from chain.event as own where own.authority_id = $1 and own.event_id >= $2 and own.event_id <= $3) as e
    full join moved on moved.event_id = e.event_id
    full join place on place.entry_id = e.event_id and place.leaf = e.leaf
    left join lateral (
      select convert_to(e.record, 'UTF8') as record,
        convert_to('"holder":"${idPrefixes.party}_' || e.holder_id || '","movements":[' || coalesce(moved.said, '') || ']}', 'UTF8') as ending,
        e.record is not null as is_there) as bytes on bytes.is_there
    left join lateral (select split_part(split_part(e.record, '"occurredAt":"', 2), '"', 1) as at) as said on true
  )
  select count(*) filter (where is_event)::integer as events, coalesce(sum(moves), 0)::integer as movements,
    (array_agg(jsonb_build_object('kind', fault, 'id', id, 'detail', coalesce(kind, ''))) filter (where fault is not null))[1:${faultsMax}] as faults
  from judged`
