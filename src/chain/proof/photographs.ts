// Photographs that a signed record names, held against the documents they are: gone, or with another hash than was signed. The bytes on the
// disk are held against that hash whenever they are read (platform/documents). Not here: records and leaves (records.ts).
import type { ClientBase } from 'pg'
import { askInPieces, type IdRange } from './ask.ts'
import { faultsMax, type LedgerFault } from './faults.ts'

const photographsSql = `
  select e.event_id as id, 'photograph-differs' as kind, one ->> 'documentId' as detail
  from chain.event as e
  cross join lateral (select case when pg_input_is_valid(e.record, 'jsonb') then e.record::jsonb #> '{act,photographs}' end as photographs) as act
  cross join lateral jsonb_array_elements(case when jsonb_typeof(act.photographs) = 'array' then act.photographs end) as one
  cross join lateral (select split_part(one ->> 'documentId', '_', 2) as id) as said
  left join platform.document as d on d.authority_id = e.authority_id
    and d.document_id = case when pg_input_is_valid(said.id, 'uuid') then said.id::uuid end
  where e.authority_id = $1 and e.event_id >= $2 and e.event_id <= $3 and e.kind = 'destroy'
    and position('"photographs":[' in e.record) > 0 and encode(d.sha256, 'hex') is distinct from one ->> 'sha256'
  limit ${faultsMax}`

export function provePhotographs(
  client: ClientBase,
  authorityId: string,
  range: IdRange,
): Promise<readonly LedgerFault[]> {
  const asked = { client, authorityId, joins: 'by-key', texts: [photographsSql] } as const
  return askInPieces<LedgerFault>(asked, range, (id, detail) => ({ kind: 'unreadable', id, detail }))
}
