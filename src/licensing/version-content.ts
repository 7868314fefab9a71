// What a version of an exemption says, as SQL within a query that has it as `v`: its lines, and its conditions with what each limits. Not here: who
// asks (store.ts for people, keep-registers.ts to compare).
import { sql } from 'kysely'

/** An array of its lines, masses as text in milligrams. */
export const scopeOfVersion = sql`(
    select coalesce(jsonb_agg(jsonb_build_object('acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
      'premises', c.premises, 'maxStockMg', c.max_stock_mg::text) order by c.line), '[]')
    from licensing.exemption_scope as c
    where c.authority_id = v.authority_id and c.exemption_id = v.exemption_id and c.period && v.period)`

/** An array of its conditions by number; `limit` is null where one limits no amount. */
export const conditionsOfVersion = sql`(
    select coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'nl', c.nl, 'en', c.en, 'basis', c.basis, 'limit', (
      select jsonb_build_object('substanceId', l.substance_id, 'productCode', l.product_code, 'acts', l.acts, 'per', l.per,
        'maxMassMg', l.max_mg::text)
      from licensing.exemption_limit as l
      where l.authority_id = c.authority_id and l.exemption_id = c.exemption_id and l.number = c.number and l.period && c.period
      limit 1)) order by c.number), '[]')
    from licensing.exemption_condition as c
    where c.authority_id = v.authority_id and c.exemption_id = v.exemption_id and c.period && v.period)`
