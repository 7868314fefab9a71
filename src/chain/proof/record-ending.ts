// How a record ends and which words stand in it, written anew from an event's columns, in the one spelling RFC 8785 allows. Text of SQL
// over an `event` row, its movements as text, and the record as bytes. Not here: judging it (records.ts, record-faults.ts).
import { idPrefixes } from '#kernel'

const stands = (record: string, text: string) => `position(textsend(${text}) in ${record}) > 0`

/** In a record the movements come last, as `"movements":[…]}`; before them stands for whom it was. */
export const holderSaid = `'"holder":"${idPrefixes.party}_' || event.holder_id || '","movements":[' || coalesce(event.said, '') || ']}'`

/** An exemption that is not there has no number, and none is what no record says. */
export const exemptionSaid = `'"exemption":' || case when event.exemption_id is null then 'null' else coalesce((
  select to_json(x.number)::text from licensing.exemption as x where x.authority_id = $1 and x.exemption_id = event.exemption_id), '') end || ','`

/** The other exemptions of the event, as a record says them: by event, of a range. */
export const besideSaidSql = `
    select o.event_id, '"exemptionsBeside":[' || string_agg(coalesce(to_json(x.number)::text, ''), ',' order by x.number collate "C") || '],' as beside
    from chain.event_exemption as o
    left join licensing.exemption as x on x.authority_id = o.authority_id and x.exemption_id = o.exemption_id
    where o.authority_id = $1 and o.event_id >= $2 and o.event_id <= $3
    group by o.event_id`
export const besideSaid = `coalesce(event.beside, '')`

export const isBesideSaid = (
  record: string,
) => `case when event.beside is null then position('"exemptionsBeside":'::bytea in ${record}) = 0
  else ${stands(record, 'event.beside')} end`

export const basisSaid = `'"basis":' || array_to_json(event.basis) || ','`

/** All that follows the act and who did it. */
export const endSaid = `'"authority":"${idPrefixes.authority}_' || $1::uuid || '",' || ${basisSaid} || ${exemptionSaid} || ${besideSaid} || '"format":"grein-event/1",' || ${holderSaid}`

/** As record/posting.ts marks it. Records of before it did go from the act, which ends in a brace, to the authority. */
export const actorSaid = `',"actor":' || coalesce('"' || encode(sha256(textsend('grein-actor/1|' || event.event_id || '|' || event.actor_id)), 'hex') || '"', 'null') || ','`

/** Whether who did it is what stands before `rest` bytes of the end begin. */
export const isActorSaid = (record: string, rest: string) =>
  `(get_byte(${record}, ${rest} - 2) = ascii('}') or substring(${record} from ${rest} - octet_length(${actorSaid}) + 1 for octet_length(${actorSaid})) = textsend(${actorSaid}))`

export const isKindSaid = (record: string) => stands(record, `'"kind":"' || event.kind || '"'`)

/** Of the act alone: `toPremisesId` and the like are other members, and no text holds a quotation mark that is not written as one. */
export const isPremisesSaid = (
  record: string,
) => `case when event.premises_id is null then position('"premisesId":"'::bytea in ${record}) = 0
  else ${stands(record, `'"premisesId":"${idPrefixes.premises}_' || event.premises_id || '"'`)} end`

export const isCorrectedSaid = (record: string) => `case when event.corrects_id is null then event.kind <> 'correct'
  else event.kind = 'correct' and ${stands(record, `'"correctsId":"${idPrefixes.event}_' || event.corrects_id || '"'`)} end`

/** Who stood on the other side follows from the act and what it is about (beside-rows.ts); of other kinds there is none. */
export const actsWithCounter = [
  'ship',
  'receive',
  'refuse',
  'import',
  'export',
  'hand-over',
  'seize',
  'grant',
  'designate',
  'correct',
] as const
export const kindsWithCounter = actsWithCounter.map((kind) => `'${kind}'`).join(', ')
export const isCounterFitting = `(event.counter_id is null or event.kind in (${kindsWithCounter}))`
