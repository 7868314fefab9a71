// Whether each exemption says what its newest record in the log says, both ways: what was edited, added or taken away behind our back is named by
// what differs. In a house of before there were records nothing is held yet. Not here: writing the records (licensing/register-record.ts).
import { exemptionSaid } from '#licensing'
import { faultsMax } from './faults.ts'

export const registersSql = `
  select 'register-differs' as kind, odd.id, odd.detail
  from (
    select now.exemption_id as id, 'exemption ' || now.number || ': ' || case when newest.entry_id is null then 'no record' else coalesce((
        select string_agg(part.name, ', ' order by part.name)
        from jsonb_object_keys(now.said || newest.said) as part(name)
        where now.said -> part.name is distinct from newest.said -> part.name), 'its record is gone') end as detail
    from (
      select e.exemption_id, e.number, ${exemptionSaid} as said
      from licensing.exemption as e
      where e.authority_id = $1 and e.exemption_id >= $2 and e.exemption_id <= $3) as now
    left join lateral (
      select r.entry_id, r.revision,
        case when pg_input_is_valid(l.record, 'jsonb') and l.record::jsonb ->> 'revision' = r.revision::text then l.record::jsonb - 'revision' end as said
      from licensing.register_record as r
      left join log.record as l on l.authority_id = $1 and l.entry_id = r.entry_id
      where r.authority_id = $1 and r.exemption_id = now.exemption_id
      order by r.revision desc
      limit 1) as newest on true
    where newest.said is distinct from now.said and exists (select from licensing.register_record as any_of where any_of.authority_id = $1)
    union all
    select l.entry_id, 'the record of an exemption that is gone from the register'
    from log.record as l
    where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3 and position('"kind":"exemption-stands"' in l.record) > 0
      and not exists (
        select from licensing.register_record as r
        join licensing.exemption as e on e.authority_id = $1 and e.exemption_id = r.exemption_id
        where r.authority_id = $1 and r.entry_id = l.entry_id and position('"exemptionId":"exe_' || r.exemption_id || '"' in l.record) > 0
          and position('"revision":' || r.revision || ',' in l.record) > 0)
  ) as odd
  limit ${faultsMax}`
