// What the register says of a party (its own row, its premises, their places, its numbers) and of an exemption (its versions, lines, conditions and limits), as
// SQL within a query that has its row as `one`. Who writes the record and who proves it ask the same. Not here: writing it (register-record.ts), and
// holding it against the log (chain/proof/registers.ts).
import { idPrefixes } from '#kernel'

/** One register: a row of `table`, by its `<table>_id`, and all that hangs on it. Its record is of the kind `<table>-stands` and names it as `<table>Id`. */
export type Register = {
  readonly table: 'exemption' | 'party'
  /** Who may read the record, as staff may: an expression of `one`. */
  readonly reader: string
  /** What people call it: an expression of `one`. */
  readonly called: string
  /** Which record is the newest, and the function that notes one. */
  readonly records: 'register_record' | 'party_record'
  readonly note: 'note_register_record' | 'note_party_record'
  /** An object of JSON; masses as text in milligrams, periods as the database writes them, its end not included. */
  readonly said: string
}

/** Of a longer list the record says the hash: a record has to fit an entry of the log, and four lists and the rest fit beside each other. */
const listBytesMax = 14_000

/** A text of people is long, and its hash tells an edit as well. */
const hashOf = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`

/** Names and places can be those of a person: their hash begins with a salt that stands in the party's row and goes with it. */
const saltedOf = (...columns: readonly string[]) => hashOf(`jsonb_build_array(one.salt, ${columns.join(', ')})::text`)

const listOf = (from: string, row: string, order: string) => `(
    select case when octet_length(list.rows::text) <= ${listBytesMax} then list.rows
      else jsonb_build_object('rows', jsonb_array_length(list.rows), 'sha256', ${hashOf('list.rows::text')}) end
    from (
      select coalesce(jsonb_agg(${row} order by ${order}), '[]') as rows
      from licensing.${from}) as list)`

const ofExemption = (table: string) =>
  `${table} as c where c.authority_id = one.authority_id and c.exemption_id = one.exemption_id`
const ofParty = (table: string) => `${table} as c where c.authority_id = one.authority_id and c.party_id = one.party_id`

const at = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

export const exemptionRegister: Register = {
  ...{ table: 'exemption', reader: 'one.holder_id', called: 'one.number' },
  ...{ records: 'register_record', note: 'note_register_record' },
  said: `jsonb_build_object('kind', 'exemption-stands', 'exemptionId', '${idPrefixes.exemption}_' || one.exemption_id,
    'number', one.number, 'holder', '${idPrefixes.party}_' || one.holder_id, 'ground', one.ground, 'basis', one.basis, 'withdrawnOn', one.withdrawn_on,
    'versions', ${listOf(ofExemption('exemption_version'), 'c.period::text', 'c.period')},
    'scope', ${listOf(
      ofExemption('exemption_scope'),
      `jsonb_build_object('period', c.period, 'line', c.line, 'acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
        'premises', c.premises, 'maxStockMg', c.max_stock_mg::text)`,
      'c.period, c.line',
    )},
    'conditions', ${listOf(
      ofExemption('exemption_condition'),
      `jsonb_build_object('period', c.period, 'number', c.number, 'nlSha256', ${hashOf('c.nl')}, 'enSha256', ${hashOf('c.en')}, 'basis', c.basis)`,
      'c.period, c.number',
    )},
    'limits', ${listOf(
      ofExemption('exemption_limit'),
      `jsonb_build_object('period', c.period, 'number', c.number, 'substanceId', c.substance_id, 'productCode', c.product_code, 'acts', c.acts,
        'per', c.per, 'maxMassMg', c.max_mg::text, 'registeredAt', ${at('c.registered_at')})`,
      'c.period, c.number',
    )})`,
}

/** Ids, kinds, countries, days and numbers of GS1 in the open; names, numbers of the trade register, towns, spots, sources and users by salted hash. */
export const partyRegister: Register = {
  ...{ table: 'party', reader: 'one.party_id', called: 'one.name' },
  ...{ records: 'party_record', note: 'note_party_record' },
  said: `jsonb_build_object('kind', 'party-stands', 'partyId', '${idPrefixes.party}_' || one.party_id, 'role', one.kind, 'country', one.country,
    'isOfficial', one.is_official, 'namesSha256', ${saltedOf('one.name', 'one.kvk')},
    'premises', ${listOf(
      ofParty('premises'),
      `jsonb_build_object('premisesId', '${idPrefixes.premises}_' || c.premises_id, 'period', c.period, 'country', c.country,
        'namesSha256', ${saltedOf('c.name', 'c.town')})`,
      'c.premises_id',
    )},
    'locations', ${listOf(
      ofParty('premises_location'),
      `jsonb_build_object('locationId', '${idPrefixes.location}_' || c.location_id, 'premisesId', '${idPrefixes.premises}_' || c.premises_id,
        'knownOn', c.known_on, 'recordedAt', ${at('c.recorded_at')}, 'placeSha256',
        ${saltedOf('c.exactness', 'c.latitude_udeg', 'c.longitude_udeg', 'c.source', 'c.user_id')})`,
      'c.location_id',
    )},
    'glns', ${listOf(
      ofParty('gln_line'),
      `jsonb_build_object('lineId', '${idPrefixes.gln}_' || c.line_id, 'premisesId', '${idPrefixes.premises}_' || c.premises_id, 'gln', c.gln,
        'prefixLength', c.prefix_length, 'turn', c.turn, 'fromOn', c.from_on, 'recordedAt', ${at('c.recorded_at')},
        'sourceSha256', ${saltedOf('c.source', 'c.user_id')})`,
      'c.line_id',
    )},
    'prefixes', ${listOf(ofParty('company_prefix'), `jsonb_build_object('prefix', c.prefix, 'registeredAt', ${at('c.registered_at')})`, 'c.prefix')})`,
}

export const registers = [exemptionRegister, partyRegister] as const
