// What the log says of an event of EPCIS that was captured (its row, its holder, the act it became) and of the capture it came in, each with one hash over all that is kept of it. The database
// writes it, so that the proof (proof/captured.ts) writes the very same anew from the rows. Not here: what the log says of an act (record/).
import { idPrefixes } from '#kernel'

/** What is hashed of a row `e` of `chain.epcis_event`; which place says what is in docs/reference/proof-format.md. */
export const capturedContent = `jsonb_build_array(e.salt, e.counter_id, e.capture_id, e.place, e.epcis_event_id,
      e.is_id_given, encode(e.name_sha256, 'hex'), e.hash_id, e.is_declaration, e.event_type, extract(epoch from e.event_time)::text, e.document, e.context,
      e.expanded, e.became, e.act_kind, e.mass)::text`

/** The same of a row `c` of `chain.epcis_capture`. */
export const captureContent = `jsonb_build_array(c.salt, c.actor_id,
      c.behaviour, c.media_type, c.document, c.standing, c.header, c.event_count, c.done_count, extract(epoch from c.created_at)::text,
      extract(epoch from c.finished_at)::text, c.success, c.errors, (
        select jsonb_agg(jsonb_build_array(m.row_id, m.holder_id, m.vocabulary, m.element_id, m.attributes, m.children) order by m.row_id)
        from chain.epcis_master as m where m.authority_id = c.authority_id and m.capture_id = c.capture_id))::text`

/**
 * Of a row `e` of `chain.epcis_event`, in the one spelling RFC 8785 allows. No word of the event is in it, and nobody who has the hash alone can try words
 * against it: what is hashed begins with a salt that goes with the row.
 */
export const capturedSaid = `'{"contentSha256":"' || encode(sha256(convert_to(${capturedContent}, 'UTF8')), 'hex')
    || '","event":' || coalesce('"${idPrefixes.event}_' || e.chain_event_id || '"', 'null') || ',"holder":"${idPrefixes.party}_' || e.holder_id
    || '","kind":"epcis-event","row":"' || e.row_id || '"}'`

/** Of a row `c` of `chain.epcis_capture` that has ended: the document as it came, in whose name, its header, its master data, and what became of it. */
export const captureSaid = `'{"capture":"' || c.capture_id || '","contentSha256":"' || encode(sha256(convert_to(${captureContent}, 'UTF8')), 'hex')
    || '","holder":"${idPrefixes.party}_' || c.holder_id || '","kind":"epcis-capture"}'`
