// What an exemption says, as SQL within a query that has it as `e`: every column of it, its versions, their lines, conditions and limits. Who writes
// the record and who proves it ask the same. Not here: writing it (register-record.ts), and holding it against the log (chain/proof/registers.ts).
import { idPrefixes } from '#kernel'

/** Of a longer list the record says the hash: a record has to fit an entry of the log, and four lists and the rest fit beside each other. */
const listBytesMax = 14_000

/** A text of people is long, and its hash tells an edit as well. */
const hashOf = (column: string) => `encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`

const listOf = (table: string, row: string, order: string) => `(
    select case when octet_length(list.rows::text) <= ${listBytesMax} then list.rows
      else jsonb_build_object('rows', jsonb_array_length(list.rows), 'sha256', ${hashOf('list.rows::text')}) end
    from (
      select coalesce(jsonb_agg(${row} order by ${order}), '[]') as rows
      from licensing.${table} as c
      where c.authority_id = e.authority_id and c.exemption_id = e.exemption_id) as list)`

/** An object of JSON; masses as text in milligrams, periods as the database writes them, its end not included. */
export const exemptionSaid = `jsonb_build_object('kind', 'exemption-stands', 'exemptionId', '${idPrefixes.exemption}_' || e.exemption_id,
    'number', e.number, 'holder', '${idPrefixes.party}_' || e.holder_id, 'ground', e.ground, 'basis', e.basis, 'withdrawnOn', e.withdrawn_on,
    'versions', ${listOf('exemption_version', 'c.period::text', 'c.period')},
    'scope', ${listOf(
      'exemption_scope',
      `jsonb_build_object('period', c.period, 'line', c.line, 'acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
        'premises', c.premises, 'maxStockMg', c.max_stock_mg::text)`,
      'c.period, c.line',
    )},
    'conditions', ${listOf(
      'exemption_condition',
      `jsonb_build_object('period', c.period, 'number', c.number, 'nlSha256', ${hashOf('c.nl')}, 'enSha256', ${hashOf('c.en')}, 'basis', c.basis)`,
      'c.period, c.number',
    )},
    'limits', ${listOf(
      'exemption_limit',
      `jsonb_build_object('period', c.period, 'number', c.number, 'substanceId', c.substance_id, 'productCode', c.product_code, 'acts', c.acts,
        'per', c.per, 'maxMassMg', c.max_mg::text,
        'registeredAt', to_char(c.registered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`,
      'c.period, c.number',
    )})`
