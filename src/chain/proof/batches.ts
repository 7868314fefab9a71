// The batches that a range of events opened: what was put into each, whose it is, and each word of it that the record says. Not here: where
// its material came from (beside.ts).
import type { ClientBase } from 'pg'
import { askInPieces, type IdRange } from './ask.ts'
import { faultsMax, type LedgerFault } from './faults.ts'

/** The record says nothing of it, or says this. A number ends where the next member begins. */
const says = (member: string, json: string, after = '') =>
  `(position('"${member}":' in e.record) = 0 or position('"${member}":' || coalesce(${json}::text, 'null') || '${after}' in e.record) > 0)`
/** A trade number may have been sent without the zeros before it. */
const gtinSaid = `ltrim(split_part(split_part(e.record, '"gtin":"', 2), '"', 1), '0')`

/** What the record of a batch does not say is as it was in what it came from, or there is none. */
const parentWith = (condition: string) => `select from chain.batch_edge as d
  join chain.batch as p on p.authority_id = b.authority_id and p.batch_id = d.parent_id
  left join chain.verdict as v on v.authority_id = b.authority_id and v.batch_id = d.parent_id
  where d.authority_id = b.authority_id and d.child_id = b.batch_id and (${condition})`

/** A record that was erased says nothing any more; then only the movements speak. */
const batchesSql = `
  select judged.batch_id as id, 'batch-differs' as kind, judged.detail
  from (
    select b.batch_id, case
        when b.unit not in ('mg', 'pieces') then 'its unit'
        when coalesce(put.amount, 0) <> b.opened_amount then format('opened with %s, got %s', b.opened_amount, coalesce(put.amount, 0))
        when b.taken_back_id is distinct from (
          select c.event_id from chain.correction as c where c.authority_id = b.authority_id and c.corrects_id = b.event_id) then 'whether it was taken back'
        when e.event_id is null then null -- told as what is missing (records.ts)
        when b.holder_id <> e.holder_id or b.premises_id is distinct from e.premises_id then 'whose it is'
        when b.opened_at <> e.occurred_at then 'when it began'
        when b.kind <> case e.kind when 'plant' then 'plant-lot' when 'propagate' then 'plant-lot' when 'tag' then 'plant' when 'harvest' then 'harvest'
          when 'sample' then 'sample' when 'process' then 'bulk' when 'extract' then 'bulk' when 'split' then 'bulk' when 'import' then 'bulk' when 'pack' then 'pack-lot' else b.kind end then 'what it is'
        when position('"batchId":"bat_' || b.batch_id || '"' in e.record) = 0 then 'its record names another'
        when position('"batchId":"bat_' || b.batch_id || '","name":' in e.record) > 0
          and position('"batchId":"bat_' || b.batch_id || '","name":' || to_json(b.name) || '}' in e.record) = 0 then 'its name'
        when not ${says('productCode', 'to_json(b.product_code)')}
          or position('"productCode":' in e.record) = 0 and not exists (${parentWith('p.product_code = b.product_code')}) then 'its product'
        when not (${says('cultivar', 'to_json(b.cultivar)')} and ${says('room', 'to_json(b.room)')})
          or position('"cultivar":' in e.record) = 0 and (b.cultivar, b.room) is distinct from (null, null) then 'what grows in it, or where'
        when e.kind <> 'pack' and (b.gtin, b.packs, b.pack_mass_mg) is distinct from (null, null, null) then 'what is on its packs'
        when e.kind <> 'pack' and b.expires_on is not null and (e.kind <> 'split' or not exists (${parentWith('p.expires_on = b.expires_on or v.expires_on = b.expires_on')}))
          or e.kind = 'split' and b.expires_on is null and exists (${parentWith('p.expires_on is not null')}) then 'until when it keeps'
        when e.kind = 'pack' and (${gtinSaid} <> ltrim(coalesce(b.gtin, ''), '0') or not ${says('expiresOn', 'to_json(b.expires_on)')}) then 'what is on its packs'
        when e.kind = 'pack' and not (${says('packs', 'b.packs', ',')} and ${says('packMassMg', 'to_json(b.pack_mass_mg::text)')})
          then 'how many packs' end as detail
    from chain.batch as b
    left join chain.event as e on e.authority_id = b.authority_id and e.event_id = b.event_id
    left join lateral (
      select sum(m.amount) as amount
      from chain.movement as m
      join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
      where m.authority_id = b.authority_id and m.event_id = b.event_id and t.batch_id = b.batch_id and t.kind = 'stock'
        and m.ledger = case b.unit when 'pieces' then 'plant_pieces' else 'material_mg' end) as put on true
    where b.authority_id = $1 and b.event_id >= $2 and b.event_id <= $3
  ) as judged
  where judged.detail is not null
  limit ${faultsMax}`

export function proveBatches(client: ClientBase, authorityId: string, range: IdRange): Promise<readonly LedgerFault[]> {
  const asked = { client, authorityId, joins: 'by-key', texts: [batchesSql] } as const
  return askInPieces<LedgerFault>(asked, range, (id, detail) => ({ kind: 'unreadable', id, detail }))
}
