// One range of events held against everything that must follow from them: record and leaf, leaf and log, columns and movements and what
// the record says of them. One statement, so one moment; nothing is taken from what was stored as a sum. Not here: accounts.
import type { ClientBase } from 'pg'
import { askInPieces, askOrState, type IdRange } from './ask.ts'
import { proveBatches } from './batches.ts'
import { faultsMax, type LedgerFault, type PartFound } from './faults.ts'
import { provePhotographs } from './photographs.ts'
import {
  besideSaidSql,
  endSaid,
  isActorSaid,
  isCorrectedSaid,
  isCounterFitting,
  isKindSaid,
  isPremisesSaid,
} from './record-ending.ts'
import { recordFaultsSql } from './record-faults.ts'

/** Leaves of the log that are no event's: platform's own records, readings of experts, steps of quality. */
const isOfAnother = (entry: string) => `(
  exists (select from log.record as r where r.authority_id = $1 and r.entry_id = ${entry}.entry_id and r.leaf = ${entry}.leaf)
  or exists (select from licensing.expert_decision as d
    where d.authority_id = $1 and d.decision_id = ${entry}.entry_id and d.leaf = ${entry}.leaf)
  or exists (select from chain.quality_step as s where s.authority_id = $1 and s.step_id = ${entry}.entry_id and s.leaf = ${entry}.leaf))`

/**
 * The first look at a range: is all of it sound? It asks what record-faults.ts asks, and says only how many are odd, so that it can be quick:
 * events, movements and leaves come in order from their indexes and are merged; movements and queued leaves without an event are told by
 * their counts; bytes are searched, because a text is walked through character by character. A record ends in its holder and its movements,
 * in the one spelling RFC 8785 allows, so that end is written anew from the rows. Whatever is not plainly sound is odd: it costs a second look.
 */
const lookSql = `
  with moved as (
    select m.event_id, count(*) as moves, min(m.occurred_at) as first_at, max(m.occurred_at) as last_at,
      string_agg('{"amount":"' || m.amount || '","from":"' || m.from_account_id || '","ledger":"' || m.ledger || '","line":' || m.line
        || ',"to":"' || m.to_account_id || '"}', ',' order by m.line) as said
    from chain.movement as m
    where m.authority_id = $1 and m.event_id >= $2 and m.event_id <= $3
    group by m.event_id
  ), beside as (${besideSaidSql}
  ), event as (
    select e.event_id, e.kind, e.occurred_at, e.holder_id, e.premises_id, e.counter_id, e.corrects_id, e.exemption_id, e.actor_id, e.basis,
      e.record, e.salt, e.leaf, moved.moves, moved.first_at, moved.last_at, moved.said, beside.beside
    from chain.event as e
    left join moved on moved.event_id = e.event_id
    left join beside on beside.event_id = e.event_id
    where e.authority_id = $1 and e.event_id >= $2 and e.event_id <= $3
  ), judged as (
    select event.event_id, event.kind, event.moves, event.record,
      case
        when event.event_id is null then ${isOfAnother('place')}
        when place.leaf is null and (event.event_id, event.leaf) not in (
          select u.entry_id, u.leaf from log.queued_between($1, $2, $3) as u where u.entry_id is not null and u.leaf is not null) then false
        when place.leaf <> event.leaf then false
        when event.moves is not null and (event.first_at <> event.occurred_at or event.last_at <> event.occurred_at) then false
        when event.record is null then event.salt is null and exists (
          select from chain.erased_event as g where g.authority_id = $1 and g.event_id = event.event_id)
        when event.leaf is distinct from sha256('\\x00'::bytea || event.salt || said.record) then false
        when substring(said.record from said.rest + 1) <> said.ending
          then event.moves is null and position('"format":"grein-event/1"'::bytea in said.record) = 0
        else ${isKindSaid('said.record')} and ${isPremisesSaid('said.record')} and ${isCorrectedSaid('said.record')}
          and ${isCounterFitting} and ${isActorSaid('said.record', 'said.rest')}
          and (said.at = 0 or split_part(encode(substring(said.record from said.at + 14 for 40), 'escape'), '"', 1)::timestamptz = event.occurred_at)
      end as is_sound
    from event
    full join (
      select l.entry_id, l.leaf from log.leaf as l where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3) as place
      on place.entry_id = event.event_id
    left join lateral (
      select written.record, written.ending, position('"occurredAt":"'::bytea in written.record) as at,
        octet_length(written.record) - octet_length(written.ending) as rest, event.record is not null as is_there
      from (select textsend(event.record) as record, textsend(${endSaid}) as ending offset 0) as written) as said on said.is_there
  )
  select count(event_id)::integer as events, coalesce(sum(moves), 0)::integer as movements,
    (count(*) filter (where is_sound is not true)
      + abs((select count(*) from chain.movement as m where m.authority_id = $1 and m.event_id >= $2 and m.event_id <= $3) - coalesce(sum(moves), 0))
      + (select count(*) from log.queued_between($1, $2, $3) as u
        where not ${isOfAnother('u')}
          and not exists (select from chain.event as e
            where e.authority_id = $1 and e.event_id >= $2 and e.event_id <= $3 and e.event_id = u.entry_id and e.leaf = u.leaf)))::integer as odd,
    count(*) filter (where kind = 'destroy' and position('"photographs":[' in record) > 0)::integer as photographed
  from judged`

/** What the laboratory, the register of readings and the log itself keep beside the events: their records, held against their leaves and the log. */
const othersSql = `
  select kept.id, kept.fault as kind, kept.detail
  from (
    select other.id, other.detail, case
        when other.record is null or other.salt is null then 'erasure-differs' -- of these nothing is erased
        when other.leaf is distinct from sha256('\\x00'::bytea || other.salt || convert_to(other.record, 'UTF8')) then 'leaf-differs'
        when not exists (select from log.leaf as l where l.authority_id = $1 and l.entry_id = other.id and l.leaf = other.leaf)
          and not exists (select from log.queued_between($1, other.id, other.id) as u where u.leaf = other.leaf)
          then 'leaf-not-in-log' end as fault
    from (
      select s.step_id as id, 'quality' as detail, s.record, s.salt, s.leaf from chain.quality_step as s
      where s.authority_id = $1 and s.step_id >= $2 and s.step_id <= $3
      union all
      select d.decision_id, 'expert', d.record, d.salt, d.leaf from licensing.expert_decision as d
      where d.authority_id = $1 and d.decision_id >= $2 and d.decision_id <= $3
      union all
      select r.entry_id, 'record', r.record, r.salt, r.leaf from log.record as r
      where r.authority_id = $1 and r.entry_id >= $2 and r.entry_id <= $3
    ) as other
  ) as kept
  where kept.fault is not null
  limit ${faultsMax}`

type Look = {
  readonly events: number
  readonly movements: number
  readonly odd: number
  /** Destructions whose record names photographs. */
  readonly photographed: number
}

export async function proveRecords(client: ClientBase, authorityId: string, range: IdRange): Promise<PartFound> {
  const looks = await askOrState<Look>(client, 'in-order', lookSql, [authorityId, range.from, range.through])
  const look = typeof looks === 'string' ? undefined : looks[0]
  const asked = { client, authorityId, joins: 'by-key' } as const
  const unreadable = (id: string, detail: string): LedgerFault => ({ kind: 'unreadable', id, detail })
  // What is not sound is named by a second look, and counted by it: the ledger may have grown in between.
  const found: readonly Named[] =
    look?.odd === 0
      ? [{ ...look, faults: null }]
      : await askInPieces<Named>({ ...asked, texts: [recordFaultsSql] }, range, (id, state) => ({
          ...{ events: 1, movements: 0, faults: [unreadable(id, state)] },
        }))
  const batches = await proveBatches(client, authorityId, range)
  const others = await askInPieces<LedgerFault>({ ...asked, texts: [othersSql] }, range, unreadable)
  const photographs = look?.photographed === 0 ? [] : await provePhotographs(client, authorityId, range)
  const sum = (count: (one: Named) => number) => found.reduce((all, one) => all + count(one), 0)
  return {
    ...{ events: sum(({ events }) => events), movements: sum(({ movements }) => movements), accounts: 0 },
    faults: [...found.flatMap(({ faults }) => faults ?? []), ...others, ...photographs, ...batches],
  }
}

type Named = { readonly events: number; readonly movements: number; readonly faults: readonly LedgerFault[] | null }
