// Whether each party and each exemption says what its newest record in the log says, both ways: what was edited, added or taken away behind our back is
// named by what differs. In a house of before there were records nothing is held yet. Not here: writing the records (licensing/register-record.ts).
import { idPrefixes } from '#kernel'
import { type Register, registers } from '#licensing'
import { faultsMax } from './faults.ts'

const heldSql = ({ table, called, records, said }: Register) => {
  const id = `${table}_id`
  return `
    select now.id, '${table} ' || now.called || ': ' || case when newest.entry_id is null then 'no record' else coalesce((
        select string_agg(part.name, ', ' order by part.name)
        from jsonb_object_keys(now.said || newest.said) as part(name)
        where now.said -> part.name is distinct from newest.said -> part.name), 'its record is gone') end as detail
    from (
      select one.${id} as id, ${called} as called, ${said} as said
      from licensing.${table} as one
      where one.authority_id = $1 and one.${id} >= $2 and one.${id} <= $3) as now
    left join lateral (
      select r.entry_id, r.revision,
        case when pg_input_is_valid(l.record, 'jsonb') and l.record::jsonb ->> 'revision' = r.revision::text then l.record::jsonb - 'revision' end as said
      from licensing.${records} as r
      left join log.record as l on l.authority_id = $1 and l.entry_id = r.entry_id
      where r.authority_id = $1 and r.${id} = now.id
      order by r.revision desc
      limit 1) as newest on true
    where newest.said is distinct from now.said and exists (select from licensing.${records} as any_of where any_of.authority_id = $1)
    union all
    select l.entry_id, 'the record of a ${table} that is gone from the register'
    from log.record as l
    where l.authority_id = $1 and l.entry_id >= $2 and l.entry_id <= $3 and position('"kind":"${table}-stands"' in l.record) > 0
      and not exists (
        select from licensing.${records} as r
        join licensing.${table} as one on one.authority_id = $1 and one.${id} = r.${id}
        where r.authority_id = $1 and r.entry_id = l.entry_id and position('"${table}Id":"${idPrefixes[table]}_' || r.${id} || '"' in l.record) > 0
          and position('"revision":' || r.revision || ',' in l.record) > 0)`
}

export const registersSql = `
  select 'register-differs' as kind, odd.id, odd.detail
  from (${registers.map(heldSql).join(`
    union all`)}
  ) as odd
  limit ${faultsMax}`
