// What an export of a ledger holds: five tables, each column with what it is and in which unit. Records and names stay where they are: an
// export is for sums. Not here: writing the files (export-ledger.ts).
import type { ParquetColumn } from '#platform'

export type ExportColumn = ParquetColumn & { readonly about: string }
export type ExportTable = {
  readonly name: 'events' | 'movements' | 'balances' | 'batches' | 'edges'
  readonly about: string
  readonly columns: readonly ExportColumn[]
  /** Of an authority, whose id comes as a literal: a COPY takes no parameters. Columns in the order above, of the types that `ParquetType` names. */
  readonly select: (authority: string) => string
}

export const exportTables: readonly ExportTable[] = [
  {
    name: 'events',
    about: 'everything that happened, one row an event',
    columns: [
      { name: 'event_id', type: 'uuid', about: 'the event' },
      { name: 'kind', type: 'text', about: 'the act: plant, harvest, ship …' },
      { name: 'occurred_at', type: 'instant', about: 'when it happened in the world, UTC, microseconds' },
      { name: 'recorded_at', type: 'instant', about: 'when Grein heard of it, UTC, microseconds' },
      { name: 'holder_id', type: 'uuid', about: 'whose act it was' },
      { name: 'premises_id', type: 'uuid', about: 'where; null where it names none' },
      { name: 'counter_id', type: 'uuid', about: 'the other party of a shipment; null where there is none' },
      { name: 'corrects_id', type: 'uuid', about: 'the event it takes back; null where it takes none back' },
      {
        name: 'is_undone',
        type: 'boolean',
        about: 'taken back by a later event, or itself the taking back: leave both out of sums',
      },
      { name: 'is_imported', type: 'boolean', about: 'came in as history' },
      { name: 'is_erased', type: 'boolean', about: 'what it said was erased; what moved is here' },
      { name: 'leaf', type: 'bytes', about: 'SHA-256 leaf of the record in the transparency log, 32 bytes' },
    ],
    select: (authority) => `
      select e.event_id, e.kind, e.occurred_at, e.recorded_at, e.holder_id, e.premises_id,
        e.counter_id, e.corrects_id, e.corrects_id is not null or undone.corrects_id is not null as is_undone, e.is_imported,
        exists (select from chain.erased_event as gone where gone.authority_id = e.authority_id and gone.event_id = e.event_id) as is_erased, e.leaf
      from chain.event as e
      left join chain.correction as undone on undone.authority_id = e.authority_id and undone.corrects_id = e.event_id
      where e.authority_id = ${authority}`,
  },
  {
    name: 'movements',
    about: 'every movement from one account to another, one row a line of an event',
    columns: [
      { name: 'event_id', type: 'uuid', about: 'the event it belongs to' },
      { name: 'line', type: 'int32', about: 'its place in the event, from 1' },
      {
        name: 'ledger',
        type: 'text',
        about: 'what is counted; its ending is the unit of `amount`: _mg milligrams, _ug micrograms, _pieces pieces',
      },
      { name: 'from_account_id', type: 'uuid', about: 'the account it left' },
      { name: 'to_account_id', type: 'uuid', about: 'the account it went to' },
      { name: 'amount', type: 'int64', about: 'always more than nothing, in the unit of the ledger' },
      { name: 'occurred_at', type: 'instant', about: 'as the event, UTC, microseconds' },
    ],
    select: (authority) => `
      select m.event_id, m.line::integer, m.ledger, m.from_account_id, m.to_account_id, m.amount, m.occurred_at
      from chain.movement as m where m.authority_id = ${authority}`,
  },
  {
    name: 'balances',
    about: 'every account with what it holds; world accounts, which hold nothing, have no amount',
    columns: [
      { name: 'account_id', type: 'uuid', about: 'the account' },
      { name: 'ledger', type: 'text', about: 'what is counted, with the unit as its ending' },
      { name: 'kind', type: 'text', about: 'stock, transit, difference, allowance or world' },
      {
        name: 'state',
        type: 'text',
        about: 'of stock: wet, quarantine, released, held …; of the world: grown, dispensed, destroyed …',
      },
      { name: 'holder_id', type: 'uuid', about: 'whose' },
      { name: 'holder_kind', type: 'text', about: 'what the holder is: grower, pharmacy …' },
      { name: 'premises_id', type: 'uuid', about: 'where it lies; null where it lies nowhere' },
      { name: 'batch_id', type: 'uuid', about: 'of which batch; null where of none' },
      { name: 'amount', type: 'int64', about: 'in the unit of the ledger; null for world accounts' },
      { name: 'last_at', type: 'instant', about: 'when it last moved, UTC, microseconds; null when it never did' },
    ],
    select: (authority) => `
      select a.account_id, a.ledger, a.kind, a.state, a.holder_id, p.kind as holder_kind, a.premises_id, a.batch_id, n.amount,
        case when isfinite(n.last_at) then n.last_at end as last_at
      from chain.account as a
      left join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      left join licensing.party as p on p.authority_id = a.authority_id and p.party_id = a.holder_id
      where a.authority_id = ${authority}`,
  },
  {
    name: 'batches',
    about: 'every lot, harvest, bulk, sample and pack lot',
    columns: [
      { name: 'batch_id', type: 'uuid', about: 'the batch' },
      { name: 'name', type: 'text', about: 'as its holder calls it' },
      { name: 'kind', type: 'text', about: 'plant-lot, harvest, bulk, sample, pack-lot …' },
      { name: 'product_code', type: 'text', about: 'of which product' },
      { name: 'holder_id', type: 'uuid', about: 'who opened it' },
      { name: 'premises_id', type: 'uuid', about: 'where it was opened' },
      { name: 'event_id', type: 'uuid', about: 'the event that opened it' },
      { name: 'opened_at', type: 'instant', about: 'UTC, microseconds' },
      { name: 'opened_amount', type: 'int64', about: 'what it began with, in `unit`' },
      { name: 'unit', type: 'text', about: 'mg or pieces' },
      { name: 'expires_on', type: 'day', about: 'null where it has no such day' },
    ],
    select: (authority) => `
      select b.batch_id, b.name, b.kind, b.product_code, b.holder_id, b.premises_id, b.event_id, b.opened_at,
        b.opened_amount, b.unit, b.expires_on
      from chain.batch as b where b.authority_id = ${authority}`,
  },
  {
    name: 'edges',
    about: 'which batch came from which',
    columns: [
      { name: 'parent_id', type: 'uuid', about: 'what it came from' },
      { name: 'child_id', type: 'uuid', about: 'what came of it' },
      { name: 'event_id', type: 'uuid', about: 'the event that opened the child' },
      { name: 'amount', type: 'int64', about: 'how much of the parent is in it, in the unit of the parent' },
    ],
    select: (authority) =>
      `select d.parent_id, d.child_id, d.event_id, d.amount from chain.batch_edge as d where d.authority_id = ${authority}`,
  },
]
