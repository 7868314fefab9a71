// Any edit behind our back: any column of any row to any value its type holds, and any part of any record to any JSON. The proof ends, and names
// what was touched. Not here: each kind of fault by its name (alone.test.ts, prove.test.ts), and the tree (platform/log).
import { resolve } from 'node:path'
import fc from 'fast-check'
import type { ClientBase } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { openLogSigner, roleNames, sealOnce } from '#platform'
import { captureEvents } from '../epcis/capture.ts'
import { handIn, runCapture } from '../epcis/capture-job.ts'
import { profilesIn } from '../epcis/profile/profile.ts'
import { readDocument } from '../epcis/read-document.ts'
import { addStep, openThread } from '../quality/store.ts'
import { leaveTasks } from '../testing/all-tasks.ts'
import { refusalsOf, to } from '../testing/refusals.ts'
import { openTrader } from '../testing/trader.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { testLaw, type World } from '../testing/world.ts'
import { proveAccounts } from './accounts.ts'
import { proveBeside } from './beside.ts'
import { heldColumns, notHeld } from './evidence.ts'
import type { LedgerFault } from './faults.ts'
import { proveRecords } from './records.ts'

const { open, supplied, dried, fresh } = refusalsOf('mass')
const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
const all = { from: '00000000-0000-0000-0000-000000000000', through: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
let world: World

beforeAll(async () => {
  world = await open()
  const made = await growToPatient(world)
  const { authority, grower, packer, wholesaler, pharmacy } = world.who
  const [mother, cuttings, tag, part, oil] = [fresh('M'), fresh('C'), fresh('T'), fresh('D'), fresh('O')]
  await world.act(grower, 'plant', { batch: mother, productCode: 'flower', cultivar: 'C', plants: 3, room: 'mothers' })
  await world.act(grower, 'propagate', {
    ...{ motherId: mother.batchId, cuttings: 40, batch: cuttings, cultivar: 'C', room: '1' },
  })
  await world.act(grower, 'tag', { plantLotId: cuttings.batchId, plants: [tag, fresh('T')] })
  const { harvest: cut } = await dried()
  await world.act(grower, 'split', { batchId: cut.batchId, state: 'quarantine', massMg: '120', part })
  const { harvest } = await supplied()
  await world.act(packer, 'extract', {
    ...{ solvent: 'co2', inputs: [{ batchId: harvest.batchId, state: 'released', massMg: '70' }] },
    ...{ output: oil, productCode: 'oil', outputMassMg: '112', carrierMassMg: '100', wasteMassMg: '50' },
  })
  const [there, back] = [printId('shipment', newId('shipment')), printId('shipment', newId('shipment'))]
  const line = { batchId: made.packs.batchId, state: 'released', massMg: '80' } as const
  await world.act(wholesaler, 'ship', { shipmentId: there, ...to(pharmacy), reason: 'supply', lines: [line] })
  await world.act(pharmacy, 'refuse', { shipmentId: there, returnShipmentId: back, reason: 'the seal was broken' })
  const sent = await world.act(wholesaler, 'ship', {
    ...{ shipmentId: printId('shipment', newId('shipment')), ...to(pharmacy), reason: 'supply', lines: [line] },
  })
  await world.act(wholesaler, 'correct', { correctsId: sent.eventId, reason: 'not loaded' })
  const trader = await openTrader(world)
  const brought = trader.bringing('500')
  await world.record(trader, brought)
  await world.record(trader, trader.sending(brought, '200'))
  const held = await world.act(authority, 'hold', { batchId: made.lot.batchId, scope: 'recall', reason: 'mould' })
  await world.act(authority, 'lift', { batchId: made.lot.batchId, holdEventId: held.eventId, reason: 'clean' })
  await leaveTasks(world, { harvest: cut.batchId, packs: made.packs.batchId })
  await world.database.transaction(authority.actor, async (tx) => {
    const about = { batchId: parseId('batch', made.lot.batchId), sampleId: null, productCode: null }
    const thread = { ...about, kind: 'order', number: 'O-1', holderId: authority.partyId, laboratoryId: null } as const
    const step = { at: world.now, content: {} }
    const order = await openThread(tx, authority.actor, thread, { ...step, kind: 'placed', state: 'open' })
    await addStep(tx, authority.actor, order, { ...step, kind: 'started', state: 'in-test' })
  })
  const profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
  for (const [who, step] of [
    [grower, 'inspecting'],
    [wholesaler, 'staging_outbound'],
  ] as const) {
    const told = {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      ...{
        type: 'ObjectEvent',
        action: 'OBSERVE',
        bizStep: step,
        epcList: [`urn:epc:id:sgtin:4012345.011111.${step.length}`],
      },
      ...{
        eventTime: world.now.toString(),
        eventTimeZoneOffset: '+01:00',
        readPoint: { id: 'urn:epc:id:sgln:4012345.00001.0' },
      },
    }
    const work = { captureId: null, mayRecord: async () => {}, law: testLaw, profileOn, now: world.now }
    const { events } = readDocument(JSON.stringify(told), 'json')
    await world.database.transaction(who.actor, (tx) => captureEvents(tx, who.actor, events, work))
    const place = {
      id: `urn:epc:id:sgln:4012345.0000${step.length % 10}.0`,
      attributes: [{ id: 'urn:x:room', attribute: step }],
    }
    const vocabulary = { type: 'urn:epcglobal:epcis:vtype:BusinessLocation', vocabularyElementList: [place] }
    const document = JSON.stringify({
      ...{ '@context': told['@context'], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: told.eventTime },
      epcisHeader: { epcisMasterData: { vocabularyList: [vocabulary] } },
      epcisBody: { eventList: [{ ...told, '@context': undefined, action: 'ADD' }] },
    })
    const handed = { text: document, mediaType: 'json', behaviour: 'proceed', eventCount: 1 } as const
    const captureId = await world.database.transaction(who.actor, (tx) => handIn(tx, who.actor, handed))
    await runCapture({ database: world.database, house: world.staff, captureId, input: () => work })
  }
  const ended = await world.admin.query(
    'select from chain.epcis_capture where finished_at is not null and success and done_count = 1',
  )
  expect(ended.length).toBe(2)
  while (await sealOnce(world.database, world.authorityId, { signer }));
  await world.act(pharmacy, 'dispense', { batchId: made.packs.batchId, massMg: '5000', recordNumber: 'R2' }) // Waits.
  await world.admin.query(
    `insert into chain.balance_mark (authority_id, account_id, until, holder_id, counter_id, amount)
     select authority_id, account_id, 'infinity', holder_id, counter_id, amount from chain.balance where amount > 0`,
  )
  await unlockLedger(world.admin)
  // Years that hold nothing: planning for each of them is most of what a proof of so little costs.
  const years = await world.admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class as c where c.relnamespace = 'chain'::regnamespace and c.relispartition and c.relkind = 'r'
       and c.relname ~ '^(event|movement)_[0-9]{4}$' and right(c.relname, 4) <> extract(year from now())::text`,
  )
  for (const { name } of years) await world.admin.query(`drop table ${name} cascade`)
  await world.admin.query('vacuum analyze')
})

type Row = Readonly<Record<string, string | null>>
type Edited = { readonly rows: readonly Row[]; readonly faults: readonly LedgerFault[] }

/** The edit and the whole proof in one transaction that is taken back; null where it changed nothing, or the database would not have it. */
function afterEdit(edit: (client: ClientBase) => Promise<readonly Row[] | null>): Promise<Edited | null> {
  return world.admin.withClient(async (client) => {
    await client.query('begin')
    try {
      const rows = await edit(client)
      if (rows === null) return null
      await client.query(`select set_config('grein.authority', $1, true)`, [world.authorityId])
      await client.query(`set local role ${roleNames.door}`)
      const faults: LedgerFault[] = []
      for (const prove of [proveRecords, proveAccounts, proveBeside])
        faults.push(...(await prove(client, world.authorityId, all)).faults)
      return { rows, faults }
    } finally {
      await client.query('rollback')
    }
  })
}

type Column = { readonly table: string; readonly column: string; readonly type: string }

/** Values of a type, its ends and those beside it among them; `other` is what the column says in another row. */
function valuesOf(type: string): fc.Arbitrary<string | { readonly other: number }> {
  const other = fc.record({ other: fc.nat({ max: 50 }) })
  const one = (...texts: readonly string[]) => fc.constantFrom(...texts)
  const whole = (bits: bigint) => {
    const [min, max] = [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n]
    return fc.oneof(one(`${min}`, `${max}`, '0', '-1', '1'), fc.bigInt({ min, max }).map(String), other)
  }
  switch (type) {
    case 'smallint':
      return whole(16n)
    case 'integer':
      return whole(32n)
    case 'bigint':
      return whole(64n)
    case 'boolean':
      return one('true', 'false')
    case 'uuid':
      return fc.oneof(one(all.from, all.through), fc.uuid(), other)
    case 'bytea':
      return fc.oneof(
        fc.uint8Array({ maxLength: 40 }).map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`),
        other,
      )
    case 'date':
      return fc.oneof(one('infinity', '-infinity', '5874897-12-31', '4713-01-01 BC', '0001-01-01'), other)
    case 'timestamp with time zone':
      return fc.oneof(
        one('infinity', '-infinity', '294276-12-31 23:59:59.999999Z', '4713-01-01 00:00Z BC', '0001-01-01Z'),
        fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString().replace(/^\+/, '')),
        other,
      )
    case 'text[]':
      return fc.oneof(one('{}', '{""}', '{NULL}', '{{a}}', '{"a\\",\\"b"}', `{${'a,'.repeat(999)}a}`), other)
    case 'jsonb':
      return fc.oneof(one('{}', 'null', '[]', '""', '{"type": "ObjectEvent"}'), fc.json(), other)
    case 'daterange':
      return fc.oneof(
        one('empty', '(,)', '[2020-01-02,)', '(,2020-01-01)', '[2020-01-01,infinity)', '[-infinity,infinity]'),
        other,
      )
    case 'text':
      return fc.oneof(
        one('', ' ', '%', '\\', "'", '"', '{', '{"act":', '-', '\u001f', '\u001e', '\uffff', '😀', 'x'.repeat(70_000)),
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
        other,
      )
    default:
      throw new Error(`no values of ${type} are known to this test`)
  }
}

/** One row by chance, one column of it changed. Gives the row as it was and as it is. */
async function change(
  client: ClientBase,
  { table, column, type }: Column,
  { row, value }: { readonly row: number; readonly value: string | null | { readonly other: number } },
): Promise<readonly Row[] | null> {
  const pick = `select ctid, tableoid, t.* from ${table} as t where authority_id = $1 order by t::text offset $2 % (select count(*) from ${table} where authority_id = $1) limit 1`
  const { rows: picked } = await client.query<Record<string, unknown>>(
    `select t.ctid::text as ctid, t.tableoid::text as tableoid, to_jsonb(t) - 'ctid' - 'tableoid' as said from (${pick}) as t`,
    [world.authorityId, row],
  )
  const [old] = picked
  if (!old) throw new Error(`${table} has no row in this world`)
  const values: unknown[] = [old['ctid'], old['tableoid']]
  let text = 'null'
  if (typeof value === 'string') {
    values.push(value)
    text = `$3::${type}`
  } else if (value !== null) {
    values.push(value.other, world.authorityId)
    text = `(select o.${column} from ${table} as o where o.authority_id = $4 order by o::text offset $3 % (select count(*) from ${table} where authority_id = $4) limit 1)`
  }
  await client.query('savepoint edit')
  try {
    const { rows } = await client.query<{ said: Row; is_same: boolean }>(
      `update ${table} as t set ${column} = ${text} where t.ctid = $1::tid and t.tableoid = $2::oid
       returning to_jsonb(new) as said, new.${column} is not distinct from old.${column} as is_same`,
      values,
    )
    const [made] = rows
    return made && !made.is_same ? [old['said'] as Row, made.said] : null // A row as JSON.
  } catch (error) {
    // What a key or a type refuses is no edit.
    if (!/^(?:22|23|54)/.test(String((error as { code?: unknown }).code))) throw error
    await client.query('rollback to savepoint edit')
    return null
  }
}

/** What may be named: each id in the row, and the events and steps that speak of it. */
async function namesOf(rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(rows.flatMap((row) => Object.values(row).filter((value) => isUuid(value))))]
  const beside = await world.admin.query<{ id: string }>(
    `select s.event_id as id from chain.shipment as s where s.shipment_id = any ($1::uuid[])
     union all select s.event_id from chain.settlement as s where s.shipment_id = any ($1::uuid[])
     union all select q.step_id from chain.quality_step as q where q.thread_id = any ($1::uuid[])
     union all select e.event_id from chain.event as e where e.record ~ any (select 'acc_' || one from unnest($1::text[]) as one)`,
    [ids.filter((id) => id !== world.authorityId)],
  )
  return new Set([...ids, ...beside.map(({ id }) => id)])
}
const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

const columnsOf = () =>
  world.admin.query<{ table: string; column: string; type: string; nullable: boolean }>(
    `select c.oid::regclass::text as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
     from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('chain'::regnamespace, 'log'::regnamespace) and c.relkind in ('r', 'p') and not c.relispartition
     order by 1, a.attnum`,
  )

test('nothing was touched', async () => {
  expect((await afterEdit(async () => []))?.faults).toEqual([])
})

test('each column of the ledger is held, or said not to be', async () => {
  const there = await columnsOf()
  const isFree = ({ table, column }: Pick<Column, 'table' | 'column'>) =>
    notHeld.some((one) => one.tables.includes(table) && (one.columns?.includes(column) ?? true))
  const unsaid = there.filter((one) => heldColumns[one.table]?.includes(one.column) !== true && !isFree(one))
  expect(unsaid.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  // Nothing is held that is not there, and nothing both held and free.
  const twice = there.filter((one) => heldColumns[one.table]?.includes(one.column) === true && isFree(one))
  expect(twice).toEqual([])
  expect(Object.keys(heldColumns).filter((name) => !there.some(({ table }) => table === name))).toEqual([])
})

describe('any held column', () => {
  test('any row of it to any value of its type: the proof ends, and names it', async () => {
    const columns = await columnsOf()
    const missed: string[] = []
    for (const [table, names] of Object.entries(heldColumns)) {
      for (const column of names) {
        const known = columns.find((one) => one.table === table && one.column === column)
        if (!known) throw new Error(`${table}.${column} is not there`)
        const value = fc.oneof(
          { arbitrary: valuesOf(known.type), weight: 6 },
          ...(known.nullable ? [{ arbitrary: fc.constant(null), weight: 1 }] : []),
        )
        const drawn = fc.sample(fc.record({ row: fc.nat({ max: 1_000 }), value }), {
          seed: seed + missed.length,
          numRuns: drawsMax * runs,
        })
        let found = 0
        for (const one of drawn) {
          if (found === runs) break
          const edited = await afterEdit((client) => change(client, known, one))
          if (!edited) continue
          found++
          const names = await namesOf(edited.rows)
          if (!edited.faults.some(({ id }) => names.has(id)))
            missed.push(
              `${table}.${column} ${JSON.stringify(one.value).slice(0, 80)}: ${JSON.stringify(edited).slice(0, 600)}`,
            )
        }
        if (found === 0) missed.push(`${table}.${column}: no edit of it was tried`)
      }
    }
    expect(missed, `PROOF_SEED=${seed}`).toEqual([])
  })
})
/** Of a column with two values every other draw is what stands there already: so many that none is left without an edit. */
const drawsMax = 100
/** Few each time, others each time; PROOF_RUNS=10 is ten times as many. */
const runs = Number(process.env['PROOF_RUNS'] ?? 1)

/** Texts where a member of a record stood, as they are written: some are no JSON, some are too deep or too large for the database. */
const anyJson = fc.oneof(
  fc.constantFrom(
    ...[
      '"word"',
      '{}',
      '[]',
      '{"a":{"b":[1]}}',
      '[[],{}]',
      'null',
      'true',
      '1.5',
      '-0',
      '1e40',
      '1e400000',
      '-9223372036854775808',
    ],
    ...[
      '"9223372036854775808"',
      '"\\u0000"',
      '"\\ud800"',
      '"',
      '{',
      '',
      'nul',
      '"infinity"',
      '"NaN"',
      '""',
      '"294277-01-01T00:00:00Z"',
    ],
    ...[
      '"+292277026596-12-04T15:30:07Z"',
      '"0000-00-00"',
      '['.repeat(20_000) + ']'.repeat(20_000),
      '{"a":'.repeat(20_000),
    ],
  ),
  fc.json(),
)

/** Every place of a member's value in a record's text, by reading it as the program does. */
function placesOf(record: string): { readonly begin: number; readonly end: number }[] {
  const places: { begin: number; end: number }[] = []
  const value = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/y
  for (let at = 0; at < record.length; at++) {
    const before = record[at - 1]
    if (record[at] === '{' || record[at] === '[') {
      // A whole object or list: to its own end.
      let depth = 0
      let isText = false
      for (let end = at; end < record.length; end++) {
        const sign = record[end]
        if (isText) {
          if (sign === '\\') end++
          else if (sign === '"') isText = false
        } else if (sign === '"') isText = true
        else if (sign === '{' || sign === '[') depth++
        else if ((sign === '}' || sign === ']') && --depth === 0) {
          places.push({ begin: at, end: end + 1 })
          break
        }
      }
    }
    if (before !== ':' && before !== '[' && !(before === ',' && record[at] === '"')) continue
    value.lastIndex = at
    const found = value.exec(record)
    if (found) places.push({ begin: at, end: value.lastIndex })
  }
  return places
}

describe('any part of any record', () => {
  const anyEdit = fc.record({
    event: fc.nat({ max: 1_000 }),
    place: fc.nat({ max: 10_000 }),
    json: anyJson,
    isCovered: fc.boolean(),
  })
  test('to any JSON or none: the proof ends, and names the event; also when its leaf and the log were made to fit', async () => {
    await fc.assert(
      fc.asyncProperty(anyEdit, async ({ event, place, json, isCovered }) => {
        let id = ''
        let isOfMass = false
        const edited = await afterEdit(async (client) => {
          const { rows } = await client.query<{ id: string; record: string }>(
            `select e.event_id as id, e.record from chain.event as e where e.authority_id = $1 and e.record is not null
             order by e.event_id offset $2 % (select count(*) from chain.event) limit 1`,
            [world.authorityId, event],
          )
          const [row] = rows
          if (!row) throw new Error('this world has events')
          id = row.id
          const places = placesOf(row.record)
          const { begin, end } = places[place % places.length]! // A record has members.
          if (row.record.slice(begin, end) === json) return null
          isOfMass = begin >= row.record.indexOf('"movements":')
          const text = row.record.slice(0, begin) + json + row.record.slice(end)
          await client.query('update chain.event set record = $2 where event_id = $1', [id, text])
          if (isCovered) {
            await client.query(
              `update chain.event set leaf = sha256('\\x00'::bytea || salt || convert_to(record, 'UTF8')) where event_id = $1`,
              [id],
            )
            for (const table of ['log.leaf', 'log.unsealed'])
              await client.query(
                `update ${table} set leaf = (select e.leaf from chain.event as e where e.event_id = $1) where entry_id = $1`,
                [id],
              )
          }
          return []
        })
        // Where the leaf and the log fit what is now written, the tree over them differs (platform/log); of the movements the ledger tells.
        if (edited && (!isCovered || isOfMass))
          expect(
            edited.faults.map((fault) => fault.id),
            `PROOF_SEED=${seed}`,
          ).toContain(id)
      }),
      { seed, numRuns: 40 * runs },
    )
  })
})
