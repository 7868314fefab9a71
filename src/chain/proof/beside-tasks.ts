// What else an act left behind: who stood on the other side, signatures and notices that are waited for or given, papers, rooms, permits,
// disputes, and differences that were closed. What the record says, and what is kept. Not here: the statement that holds them together (beside-rows.ts).
import { apart, bare, idOf, none, orNone, type Reading } from './beside-text.ts'
import { kindsWithCounter } from './record-ending.ts'

const timeOf = (json: string) =>
  `case when pg_input_is_valid(${json}, 'timestamptz') then extract(epoch from (${json})::timestamptz)::text else ${none} end`

/** Where the mass of an event's first line went. Found by key whatever joins are allowed, as each select here that stands where a value does. */
const firstEnd = `(select m.to_account_id from chain.movement as m where m.authority_id = $1 and m.event_id = act.event_id and m.line = 1)`

const otherSide = `case kind
    when 'ship' then ${bare(`act ->> 'receiverId'`)}
    when 'export' then ${bare(`act ->> 'buyerId'`)}
    when 'import' then ${bare(`act ->> 'sellerId'`)}
    when 'seize' then ${bare(`act ->> 'holderId'`)}
    when 'grant' then ${bare(`act ->> 'holderId'`)}
    when 'designate' then (select p.party_id::text from licensing.premises as p where p.authority_id = $1 and p.premises_id = ${idOf(`act ->> 'forPremisesId'`)})
    when 'hand-over' then (select a.holder_id::text from chain.account as a where a.authority_id = $1 and a.account_id = ${firstEnd})
    when 'correct' then (select e.counter_id::text from chain.event as e where e.authority_id = $1 and e.event_id = ${idOf(`act ->> 'correctsId'`)})
    when 'receive' then (select s.sender_id::text from chain.shipment as s where s.authority_id = $1 and s.shipment_id = ${idOf(`act ->> 'shipmentId'`)})
    when 'refuse' then (select s.sender_id::text from chain.shipment as s where s.authority_id = $1 and s.shipment_id = ${idOf(`act ->> 'shipmentId'`)})
  end`

/** Uses of a room in one spelling: which, not in which order. */
const usesOf = (elements: string) =>
  `coalesce((select string_agg(distinct ${orNone('word')}, ',' order by ${orNone('word')}) from ${elements} as one (word)), ${none})`

/** When the balance of a difference was closed, as it stands. */
const closedAt = `(select b.closed_at from chain.balance as b where b.authority_id = $1 and b.account_id = ${idOf(`act ->> 'accountId'`)})`

export const tasksSaid = ({ list }: Pick<Reading, 'list'>) => `
    -- Both stand in one row, so only what differs is told.
    select event_id, 'counter_id', coalesce(${otherSide}, ${none}) from act where kind in (${kindsWithCounter}) and (${otherSide}) is distinct from counter_id::text
    union all
    select event_id, 'closed', ${bare(`act ->> 'accountId'`)} from act where kind = 'settle-difference' and ${closedAt} is distinct from occurred_at
        and not exists (select from chain.correction as c where c.authority_id = $1 and c.corrects_id = act.event_id) -- open again
    union all
    select event_id, 'signature to give', concat_ws(${apart}, holder_id, premises_id) from act
      where (kind = 'count' and act ->> 'countersigner' is null and act ->> 'followsId' is null)
        or (kind = 'destroy' and jsonb_array_length(${list(`act -> 'witnesses'`)}) = 1)
    union all
    select event_id, 'signature', concat_ws(${apart}, ${bare(`act ->> 'signsId'`)},
        (select e.holder_id from chain.event as e where e.authority_id = $1 and e.event_id = ${idOf(`act ->> 'signsId'`)}), holder_id, extract(epoch from occurred_at))
      from act where kind = 'countersign'
    union all -- to whom, the law of the day of discovery said
    select act.event_id, 'notice due', concat_ws(${apart}, d.told_to, act.holder_id, act.premises_id,
        ${timeOf(`coalesce(act.act ->> 'discoveredAt', act.act ->> 'occurredAt')`)})
      from chain.loss_due as d join act on act.event_id = d.loss_id
      where d.authority_id = $1 and d.loss_id >= $2 and d.loss_id <= $3 and act.kind = 'lose'
    union all
    select event_id, 'notice', concat_ws(${apart}, ${bare(`act ->> 'lossId'`)}, act ->> 'to', act ->> 'reference', holder_id, extract(epoch from occurred_at))
      from act where kind = 'notify-loss'
    union all
    select event_id, 'room', concat_ws(${apart}, ${bare(`act ->> 'forPremisesId'`)}, act ->> 'room', act ->> 'from', act ->> 'roomKind', counter_id,
        ${usesOf(`jsonb_array_elements_text(${list(`act -> 'uses'`)})`)})
      from act where kind = 'designate'
    union all
    select event_id, 'stay', concat_ws(${apart}, ${bare(`act ->> 'batchId'`)}, premises_id, act ->> 'room', extract(epoch from occurred_at), holder_id)
      from act where kind = 'move-room'
    union all
    select event_id, 'permit', concat_ws(${apart}, act ->> 'allowance', act ->> 'number', ${bare(`act ->> 'holderId'`)}, ${orNone(bare(`act ->> 'counterId'`))},
        ${orNone(`act ->> 'productCode'`)}, act ->> 'massMg', act ->> 'from', ${orNone(`act ->> 'through'`)}, ${firstEnd})
      from act where kind = 'grant'
    union all
    select distinct event_id, 'paper', ${bare('paper')} from act
      cross join lateral (select jsonb_array_elements_text(${list(`act -> 'documents'`)})
        union all select one ->> 'documentId' from jsonb_array_elements(${list(`act -> 'photographs'`)}) as one) as named (paper)
      where kind = 'destroy'
    union all -- what was short then was lent by a difference: the movement says how much
    select d.event_id, 'dispute', concat_ws(${apart}, d.account_id, d.stock_id, lent.holder_id, lent.amount)
      from chain.dispute as d
      left join lateral (
        select (select a.holder_id from chain.account as a where a.authority_id = $1 and a.account_id = d.account_id) as holder_id, sum(m.amount) as amount
        from chain.movement as m
        where m.authority_id = $1 and m.event_id = d.event_id and m.from_account_id = d.account_id and m.to_account_id = d.stock_id offset 0) as lent on true
      where d.authority_id = $1 and d.event_id >= $2 and d.event_id <= $3`

export const tasksKept = `
    select t.event_id, 'signature to give', concat_ws(${apart}, t.holder_id, t.premises_id)
      from chain.to_sign as t where t.authority_id = $1 and t.event_id >= $2 and t.event_id <= $3
    union all
    select c.event_id, 'signature', concat_ws(${apart}, c.signs_id, c.holder_id, c.party_id, extract(epoch from c.signed_at))
      from chain.countersign as c where c.authority_id = $1 and c.event_id >= $2 and c.event_id <= $3
    union all
    select d.loss_id, 'notice due', concat_ws(${apart}, d.told_to, d.holder_id, d.premises_id, extract(epoch from d.discovered_at))
      from chain.loss_due as d where d.authority_id = $1 and d.loss_id >= $2 and d.loss_id <= $3
    union all
    select n.event_id, 'notice', concat_ws(${apart}, n.loss_id, n.told_to, n.reference, n.holder_id, extract(epoch from n.told_at))
      from chain.loss_notice as n where n.authority_id = $1 and n.event_id >= $2 and n.event_id <= $3
    union all
    select r.event_id, 'room', concat_ws(${apart}, r.premises_id, r.name, r.from_on, r.kind, r.holder_id, ${usesOf('unnest(r.uses)')})
      from chain.room as r where r.authority_id = $1 and r.event_id >= $2 and r.event_id <= $3
    union all
    select r.event_id, 'stay', concat_ws(${apart}, r.batch_id, r.premises_id, r.room, extract(epoch from r.since), r.holder_id)
      from chain.room_stay as r where r.authority_id = $1 and r.event_id >= $2 and r.event_id <= $3
    union all
    select g.allowance_id, 'permit', concat_ws(${apart}, g.kind, g.number, g.holder_id, ${orNone('g.counter_id::text')}, ${orNone('g.product_code')},
        g.mass_mg, lower(g.period), ${orNone('(upper(g.period) - 1)::text')}, g.account_id)
      from chain.allowance as g where g.authority_id = $1 and g.allowance_id >= $2 and g.allowance_id <= $3
    union all
    select d.event_id, 'paper', d.document_id::text
      from chain.event_document as d where d.authority_id = $1 and d.event_id >= $2 and d.event_id <= $3
    union all
    select d.event_id, 'dispute', concat_ws(${apart}, d.account_id, d.stock_id, d.holder_id, d.amount)
      from chain.dispute as d where d.authority_id = $1 and d.event_id >= $2 and d.event_id <= $3`
