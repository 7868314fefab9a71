// Whether what the register of experts answers is what was recorded: each column of a decision against its record. The record itself is held against
// its leaf and the log elsewhere (records.ts). Not here: the expert's name and organisation, of which the record says nothing.
import { idPrefixes } from '#kernel'
import { faultsMax } from './faults.ts'

const instantOf = (member: string) =>
  `case when pg_input_is_valid(said ->> '${member}', 'timestamptz') then (said ->> '${member}')::timestamptz end`

export const expertsSql = `
  select 'decision-differs' as kind, d.decision_id as id, 'expert ' || d.number as detail
  from licensing.expert_decision as d
  cross join lateral (select case when pg_input_is_valid(d.record, 'jsonb') then d.record::jsonb else '{}' end as said) as record
  where d.authority_id = $1 and d.decision_id >= $2 and d.decision_id <= $3
    and ((said ->> 'kind', said ->> 'expertDecisionId', said ->> 'number', said ->> 'follows', said #>> '{subject,kind}', said #>> '{subject,about}',
        said #>> '{subject,says}', said #>> '{subject,readingId}', said #>> '{subject,accepts}', said #>> '{subject,substanceId}',
        said #>> '{subject,structure,inchiKey}', said #>> '{subject,structure,smiles}', said #>> '{period,from}', said #>> '{period,until}',
        said ->> 'question', said ->> 'conclusion', said ->> 'grounds', said ->> 'profession', said ->> 'decidedBy', said -> 'basis', said -> 'documents')
      is distinct from ('expert-' || d.kind, '${idPrefixes.expertDecision}_' || d.decision_id, d.number, '${idPrefixes.expertDecision}_' || d.follows_id,
        d.subject_kind, d.about, d.says, d.reading_id, d.accepts::text, d.substance_id, d.inchi_key, d.smiles, lower(d.period)::text, upper(d.period)::text,
        d.question, d.conclusion, d.grounds, d.profession, '${idPrefixes.user}_' || d.user_id, to_jsonb(d.basis),
        (select coalesce(jsonb_agg(file.one -> 'sha256' order by file.place), '[]') from jsonb_array_elements(d.documents) with ordinality as file(one, place)))
      or ${instantOf('decidedAt')} is distinct from d.decided_at or ${instantOf('steppedUpAt')} is distinct from d.stepped_up_at
      or (d.decided_at at time zone 'Europe/Amsterdam')::date <> d.decided_on)
  limit ${faultsMax}`
