// The faults of one range of events by their names, when a first look (records.ts) saw that not all of it is sound. One statement, so one
// moment; nothing is taken from what was stored as a sum. Not here: accounts.
import { idPrefixes } from '#kernel'
import { faultsMax } from './faults.ts'
import {
  basisSaid,
  besideSaidSql,
  endSaid,
  exemptionSaid,
  holderSaid,
  isActorSaid,
  isBesideSaid,
  isCorrectedSaid,
  isCounterFitting,
  isKindSaid,
  isPremisesSaid,
} from './record-ending.ts'

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
  ), beside as (${besideSaidSql}
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
        when e.record is null then case when e.salt is not null then 'leaf-differs' -- what is erased is erased together
          when not exists (select from chain.erased_event as g where g.authority_id = $1 and g.event_id = e.event_id) then 'erasure-differs' end
        when e.leaf is distinct from sha256('\\x00'::bytea || e.salt || bytes.record) then 'leaf-differs'
        when substring(bytes.record from octet_length(bytes.record) - octet_length(bytes.moved) + 1) <> bytes.moved
            and position('"format":"grein-event/1"' in e.record) = 0 and moved.event_id is null then null
        when differs.wrong is not null then 'event-differs'
        when substring(bytes.record from octet_length(bytes.record) - octet_length(bytes.ending) + 1) <> bytes.ending then 'movement-differs'
      end as fault, e.kind, differs.wrong
    from (select * from chain.event as own where own.authority_id = $1 and own.event_id >= $2 and own.event_id <= $3) as e
    full join moved on moved.event_id = e.event_id
    left join beside on beside.event_id = e.event_id
    full join place on place.entry_id = e.event_id and place.leaf = e.leaf
    left join lateral (
      select textsend(e.record) as record, textsend(${holderSaid}) as moved, textsend(${endSaid}) as ending, e.record is not null as is_there
      from (select e.*, moved.said, beside.beside) as event) as bytes on bytes.is_there
    left join lateral (
      select case
          when position(textsend('"holder":"${idPrefixes.party}_' || event.holder_id || '",') in bytes.record) = 0 then 'holder_id'
          when not ${isKindSaid('bytes.record')} then 'kind'
          when said.at <> '' and pg_input_is_valid(said.at, 'timestamptz') and said.at::timestamptz <> event.occurred_at then 'occurred_at'
          when not ${isPremisesSaid('bytes.record')} then 'premises_id'
          when not ${isCorrectedSaid('bytes.record')} then 'corrects_id'
          when not ${isCounterFitting} then 'counter_id'
          when position(textsend(${basisSaid}) in bytes.record) = 0 then 'basis'
          when position(textsend(${exemptionSaid}) in bytes.record) = 0 then 'exemption_id'
          when not ${isBesideSaid('bytes.record')} then 'exemption_id beside'
          when substring(bytes.record from octet_length(bytes.record) - octet_length(bytes.ending) + 1) = bytes.ending
            and not ${isActorSaid('bytes.record', '(octet_length(bytes.record) - octet_length(bytes.ending))')} then 'actor_id' end as wrong
      from (select e.*, beside.beside) as event
      cross join lateral (select split_part(split_part(event.record, '"occurredAt":"', 2), '"', 1) as at) as said) as differs on bytes.is_there
  )
  select count(*) filter (where is_event)::integer as events, coalesce(sum(moves), 0)::integer as movements,
    (array_agg(jsonb_build_object('kind', fault, 'id', id, 'detail', concat_ws(' ', kind, wrong))) filter (where fault is not null))[1:${faultsMax}] as faults
  from judged`
