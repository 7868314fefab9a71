// That the database itself keeps one holder's stock from another: every table and every function the application can reach, asked with raw
// SQL in a holder's name, searched for what is another's. Not here: what the application shows (read/reading.test.ts).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { type Actor, openLogSigner, sealOnce, type Tx } from '#platform'
import { keepSums } from '../picture/keep-sums.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import type { Posting } from '../record/posting.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type World } from '../testing/world.ts'
import { postEvents } from './door.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let recallId: string
/** A lot and a harvest that the pharmacy has nothing to do with, and amounts that occur nowhere else. */
const otherLot = newBatch('OTHER-LOT')
const otherHarvest = newBatch('OTHER-HARVEST')
beforeAll(async () => {
  world = await openWorld({ maxStockMg: 987_654_321n })
  made = await growToPatient(world)
  const { grower, authority } = world.who
  const batch = otherLot
  await world.act(grower, 'plant', { batch, productCode: 'flower', cultivar: 'C', plants: 4_321, room: '1' })
  const cut = { plantLotId: otherLot.batchId, plantsCut: 1_234, batch: otherHarvest, wetMassMg: '7654321' }
  await world.act(grower, 'harvest', cut)
  const { eventId } = await world.act(authority, 'hold', {
    batchId: made.lot.batchId,
    scope: 'recall',
    reason: 'mould',
  })
  recallId = parseId('event', eventId)!
  // Sealed and summed, so that the sums of everybody are there to be read.
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
  while (await sealOnce(world.database, world.authorityId, { signer }));
  await keepSums(world.database, world.staff)
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(actor: Actor, work: (tx: Tx) => Promise<Value>) => world.database.transaction(actor, work)
const textOf = async (tx: Tx, statement: string): Promise<string> => {
  const { rows } = await sql.raw<{ row: unknown }>(statement).execute(tx)
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}

/** Every table of ours the application may read, with the columns it may read of it. */
async function readable(): Promise<{ name: string; columns: string }[]> {
  return world.admin.query<{ name: string; columns: string }>(`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace and n.nspowner = 'grein_owner'::regrole and n.nspname <> 'extensions'
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and has_column_privilege('grein_app', c.oid, a.attnum, 'select')
    where c.relkind in ('r', 'p', 'v', 'm') and has_schema_privilege('grein_app', n.oid, 'usage')
    group by c.oid order by 1`)
}

type Secrets = {
  readonly accounts: string[]
  readonly batches: string[]
  readonly amounts: string[]
  readonly events: string[]
}

/** What the pharmacy has no business to know: accounts in which it has no part, batches it never had that its own do not descend from. */
async function secretsFrom(partyId: string): Promise<Secrets> {
  const list = async (statement: string) =>
    (await world.admin.query<{ value: string }>(statement, [world.authorityId, partyId])).map(({ value }) => value)
  const mine = `(select a.account_id from chain.account a where a.authority_id = $1 and $2 in (a.holder_id, a.counter_id))`
  const met = `(select m.from_account_id from chain.movement m where m.authority_id = $1 and m.to_account_id in ${mine}
    union select m.to_account_id from chain.movement m where m.authority_id = $1 and m.from_account_id in ${mine})`
  const family = `(with recursive up as (
      select p.batch_id from chain.batch_party p where p.authority_id = $1 and p.holder_id = $2
      union select d.parent_id from up join chain.batch_edge d on d.authority_id = $1 and d.child_id = up.batch_id)
    select batch_id from up)`
  return {
    accounts: await list(`select a.account_id::text as value from chain.account a
      where a.authority_id = $1 and a.account_id not in ${mine} and a.account_id not in ${met}`),
    batches: await list(
      `select b.batch_id::text as value from chain.batch b where b.authority_id = $1 and b.batch_id not in ${family}`,
    ),
    amounts: await list(`
      select x.amount::text as value from (
        select m.amount from chain.movement m where m.authority_id = $1 and m.from_account_id not in ${mine} and m.to_account_id not in ${mine}
        union select n.amount from chain.balance n where n.authority_id = $1 and n.account_id not in ${mine}
        union select 987654321 where $2::uuid is not null) x
      where x.amount > 999 and x.amount not in (
        select m.amount from chain.movement m where m.authority_id = $1 and (m.from_account_id in ${mine} or m.to_account_id in ${mine})
        union select b.opened_amount from chain.batch b where b.authority_id = $1 and b.batch_id in ${family}
        union select d.amount from chain.batch_edge d where d.authority_id = $1 and d.child_id in ${family})`),
    events: await list(`select e.event_id::text as value from chain.event e where e.authority_id = $1 and not exists (
      select from chain.event_party p where p.authority_id = $1 and p.event_id = e.event_id and p.holder_id = $2)`),
  }
}

/** Which of the secrets stand in a text; ids as they are, amounts as a number of their own. */
function found(text: string, secrets: readonly string[]): string[] {
  const words = new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d+\b/g))
  return secrets.filter((secret) => words.has(secret))
}

describe('a pharmacy, with any SQL the application could run', () => {
  test('reads in no table an account, a batch or an amount that is another’s', async () => {
    const { pharmacy, authority } = world.who
    const secrets = await secretsFrom(pharmacy.partyId)
    for (const one of [secrets.accounts, secrets.batches, secrets.amounts]) expect(one.length).toBeGreaterThan(2)
    const tables = await readable()
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['chain.event', 'chain.movement', 'log.record']),
    )
    const everything = (actor: Actor) =>
      as(actor, async (tx) => {
        const texts = []
        for (const { name, columns } of tables) texts.push(await textOf(tx, `select ${columns} from ${name} as row`))
        return texts.join('\n')
      })
    const hers = await everything(pharmacy.actor)
    for (const one of [secrets.accounts, secrets.batches, secrets.amounts]) expect(found(hers, one)).toEqual([])
    expect(hers).toContain(pharmacy.premisesId)
    expect(hers).toContain(recallId) // That there was a recall she must know; whom else it hit, not.
    const sumsSeen = (actor: Actor) =>
      as(actor, (tx) =>
        textOf(tx, 'select * from chain.flow_sum, chain.side_sum, chain.stock_sum, chain.sum_mark limit 1'),
      )
    expect([await sumsSeen(pharmacy.actor), await sumsSeen(authority.actor)]).toEqual([
      '[]',
      expect.stringContaining('"mass_mg"'),
    ])
    const staff = await everything(authority.actor)
    for (const one of [secrets.accounts, secrets.batches]) expect(found(staff, one)).toEqual(one)
  })

  test('gets from no function what is another’s, whatever she asks for and in whose name', async () => {
    const { pharmacy, authority, wholesaler, grower } = world.who
    const secrets = await secretsFrom(pharmacy.partyId)
    const a = `'${world.authorityId}'::uuid`
    const uuids = (list: readonly string[]) => `array[${list.map((id) => `'${id}'`).join(', ')}]::uuid[]`
    const batches = [
      ...secrets.batches,
      ...[made.lot, made.harvest, made.bulk, made.packs].map((one) => parseId('batch', one.batchId)!),
    ]
    const events = [...secrets.events, recallId]
    const [shipment] = await world.admin.query<{ id: string }>(
      `select shipment_id as id from chain.shipment where receiver_id <> $1 and sender_id <> $1 limit 1`,
      [pharmacy.partyId],
    )
    const ask = (more: object) =>
      `chain.facts_for(${a}, '${JSON.stringify({ batches, holder: wholesaler.partyId, premises: grower.premisesId, wide: true, ...more })}')`
    /** Each reading function of the chain and the registers, asked for all there is. */
    const calls: Record<string, readonly string[]> = {
      'chain.facts_for': [
        ...[
          { descend: true, results: true },
          { stock: true, since: '2015-01-01T00:00:00Z' },
          { shipment: shipment?.id },
        ].map(ask),
        ...events.map((event) => ask({ event })),
        ...secrets.accounts.map((account) => ask({ account })),
      ],
      'chain.records_of': [`chain.records_of(${a}, ${uuids(events)})`],
      'chain.recorded_by': [`chain.recorded_by(${a}, ${uuids(events)}, '${grower.actor.userId}')`],
      'chain.held_origins': [`chain.held_origins(${a}, '${recallId}')`],
      'chain.family_of': secrets.batches.map((id) => `chain.family_of(${a}, '${id}', true, true, 500)`),
      'chain.kin_of': secrets.batches.map((id) => `chain.kin_of(${a}, '${id}', true, true, 500)`),
      // Of her own too: its ancestors are hers to know, what of it stands at others is not.
      'chain.trace_of': batches.map((id) => `chain.trace_of(${a}, '${id}', true, true, 500)`),
      'chain.held_at': [`chain.held_at(${a}, ${uuids(secrets.accounts)}, '2100-01-01')`],
      'chain.all_held_at': [`chain.all_held_at(${a}, '2100-01-01')`],
      'chain.known_at': [`chain.known_at(${a}, ${uuids(secrets.accounts)}, '2100-01-01', 1000000)`],
      'chain.all_known_at': [0, 1_000_000].map((known) => `chain.all_known_at(${a}, '2100-01-01', ${known})`),
      // Of her own packs too: the figures are hers to know, the sample they were measured in is not.
      'chain.results_for': [...secrets.batches, parseId('batch', made.packs.batchId)!].map(
        (id) => `chain.results_for(${a}, '${id}')`,
      ),
      'chain.measured_of': [`chain.measured_of(${a}, 'flower', 500)`],
      // Of her own ceilings alone, whatever holder and exemption she names.
      'chain.lies_under': [
        `chain.lies_under(${a}, '${grower.partyId}', '${grower.premisesId}', '2026-01-01', (
          select jsonb_agg(jsonb_build_object('exemption', s ->> 'exemptionId', 'substance', 'hennep', 'products', '{flower}'))
          from jsonb_array_elements(licensing.facts_for(${a}, ${uuids([grower.partyId])}, '{}', true) -> 'exemptions') as s))`,
      ],
      // Of her own limits alone, whatever exemption and account she names.
      'chain.limits_now': [
        `chain.limits_now(${a}, (
          select jsonb_agg(jsonb_build_object('place', 1, 'exemption', s ->> 'exemptionId', 'number', 1, 'on', '2026-01-01', 'products', '{flower}',
            'account', account))
          from jsonb_array_elements(licensing.facts_for(${a}, ${uuids([grower.partyId])}, '{}', true) -> 'exemptions') as s,
            unnest(${uuids(secrets.accounts)}) as account))`,
      ],
      'chain.limits_untold': [
        `chain.limits_untold(${a}, (
          select jsonb_agg(jsonb_build_object('place', 1, 'exemption', s ->> 'exemptionId', 'number', 1, 'on', '2026-01-01', 'products', '{flower}',
            'account', account))
          from jsonb_array_elements(licensing.facts_for(${a}, ${uuids([grower.partyId])}, '{}', true) -> 'exemptions') as s,
            unnest(${uuids(secrets.accounts)}) as account))`,
      ],
      'chain.may_come_back': [
        `chain.may_come_back(${a}, '${wholesaler.partyId}', '${grower.partyId}', now(), ${uuids(batches)},
          array_fill(1, array[${batches.length}]))`,
      ],
      'chain.status_of': batches.map((id) => `chain.status_of(${a}, '${id}')`),
      'chain.follows_own': batches.map((id) => `chain.follows_own(${a}, '${id}')`),
      'chain.quality_of': batches.map((id) => `chain.quality_of(${a}, '${id}')`),
      'chain.certificates_for': batches.map((id) => `chain.certificates_for(${a}, '${id}')`),
      'chain.certificate_of': [`chain.certificate_of(${a}, 'COA', '2026-01-01')`],
      'chain.shelf_life_of': batches.map((id) => `chain.shelf_life_of(${a}, '${id}')`),
      'chain.has_capacity': [`chain.has_capacity(${a}, '${pharmacy.actor.userId}', 'qualified-person', '2026-01-01')`],
      'chain.lock_holds': [`chain.lock_holds(${a}, ${uuids(batches)}, true, '${recallId}')`],
      // Of the country: what the log knows is asked row by row, through her own wall; of the kept sums she sees none.
      'chain.known_between': [`chain.known_between(${a}, 0, null)`],
      'chain.flow_changes': [`chain.flow_changes(${a}, 0, null)`],
      'chain.stock_changes': [`chain.stock_changes(${a}, 0, null)`],
      'chain.flow_by_day': [`chain.flow_by_day(${a}, '2015-01-01', '2100-01-01')`],
      'chain.side_changes': [`chain.side_changes(${a}, 0, null)`],
      'chain.left_out_of': [`chain.left_out_of(${a}, 'flower')`],
      'chain.side_by_day': [`chain.side_by_day(${a})`],
      'chain.harvest_at_service': [`chain.harvest_at_service(${a})`],
      'chain.stock_by_holder': [`chain.stock_by_holder(${a})`],
      'licensing.facts_for': [
        `licensing.facts_for(${a}, ${uuids([wholesaler.partyId, grower.partyId])}, ${uuids([grower.premisesId])}, true)`,
      ],
    }
    /** These write, or say nothing of anybody's stock. */
    const others = [
      'chain.put_recall',
      'chain.put_own_drill',
      'chain.put_recall_destination',
      'chain.is_recall_token', // Of her own destinations alone, and says yes or no.
      'chain.end_recall_destination',
      'chain.recall_destination_token', // Refused to whoever is not the house itself.
      'chain.put_recall_posting',
      'chain.acknowledge_recall',
      'chain.remind_recalls',
      'chain.put_recall_attempt',
      'chain.put_recall_telling',
      'chain.post_event',
      'chain.post_events',
      'chain.propose_erasure', // Refused to whoever is no person of the authority.
      'chain.decide_erasure',
      'chain.replay_erasure', // Refused to whoever is not the house itself.
      'chain.next_quality_number',
      'chain.take_logistic_units',
      'licensing.register_company_prefix',
      'chain.post_quality',
      'chain.post_study_signal',
      'licensing.import_registers',
      'licensing.import_locations',
      'licensing.import_limits',
      'licensing.keep_registers',
      'licensing.note_party_record', // Refused to whoever is neither staff nor that party.
      'licensing.note_register_record', // Refused to whoever is not staff.
      'licensing.put_location',
      'licensing.put_gln',
      'chain.rows_without_year',
      'chain.make_marks',
      'chain.figure_of', // Of words alone.
      'chain.side_of',
      'chain.add_to_sums', // Refused to whoever is not the house itself.
      'chain.epcis_open_capture',
      'chain.epcis_note_capture',
      'chain.epcis_keep',
      'chain.epcis_keep_master',
      'chain.epcis_take_reach',
      'chain.epcis_set_reach',
      'chain.epcis_keep_query',
      'chain.epcis_drop_query',
      'chain.epcis_subscribe',
      'chain.epcis_unsubscribe',
      'chain.epcis_note_delivery',
      'chain.epcis_bring_back',
      'chain.epcis_end_token',
      'chain.epcis_signature_token', // Refused to whoever is not the house itself.
    ]
    const reachable = await world.admin.query<{ name: string }>(`
      select distinct n.nspname || '.' || p.proname as name
      from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
      where n.nspname in ('chain', 'licensing') and has_function_privilege('grein_app', p.oid, 'execute') and p.prorettype <> 'trigger'::regtype
      order by 1`)
    const expected = [...Object.keys(calls), ...others].sort()
    expect(reachable.map(({ name }) => name).filter((name) => !name.includes('expert'))).toEqual(expected)
    const answers = (actor: Actor, name: string) =>
      as(actor, async (tx) => {
        const texts = []
        for (const call of calls[name] ?? []) texts.push(await textOf(tx, `select row::text from ${call} as row`))
        return texts.join('\n')
      })
    for (const name of Object.keys(calls)) {
      const hers = await answers(pharmacy.actor, name)
      for (const one of [secrets.accounts, secrets.batches, secrets.amounts]) expect(found(hers, one), name).toEqual([])
    }
    // The same questions are answered to who may ask them, so it is the wall that is silent.
    expect(found(await answers(authority.actor, 'chain.facts_for'), secrets.accounts)).toEqual(secrets.accounts)
    expect(found(await answers(authority.actor, 'chain.facts_for'), secrets.amounts).length).toBeGreaterThan(3)
    expect(await answers(pharmacy.actor, 'licensing.facts_for')).not.toMatch(/E-grower|E-wholesaler/)
    const nobody = world.actorFor({ wall: 'public' })
    for (const name of Object.keys(calls)) {
      const theirs = await answers(nobody, name)
      expect(found(theirs, [...secrets.accounts, ...secrets.batches, ...secrets.amounts]), name).toEqual([])
    }
  })

  test('cannot read the record’s column, and is handed the record only where all of it is hers', async () => {
    const { pharmacy, authority } = world.who
    await expect(as(pharmacy.actor, (tx) => sql`select record from chain.event`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
    await expect(as(authority.actor, (tx) => sql`select salt from chain.event`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
    const dispensed = parseId('event', made.dispensed.eventId)!
    const said = (actor: Actor, ids: readonly string[]) =>
      as(actor, async (tx) => {
        const { rows } = await sql<{
          id: string
          record: string | null
          act: { reason?: string } | null
          erased: boolean
        }>`
          select event_id as id, record, act, is_erased as erased from chain.records_of(${world.authorityId}, ${ids}::uuid[])`.execute(
          tx,
        )
        return new Map(rows.map((row) => [row.id, row]))
      })
    const hers = await said(pharmacy.actor, [recallId, dispensed])
    expect(hers.get(dispensed)?.record).toContain('grein-event/1')
    expect(hers.get(recallId)).toMatchObject({ record: null, act: { reason: 'mould' }, erased: false })
    expect((await said(authority.actor, [recallId])).get(recallId)?.record).toContain('grein-event/1')
    // Of a batch she has nothing of, not even the words; and she need not hear of it.
    const { grower } = world.who
    const other = await world.act(authority, 'hold', {
      batchId: otherHarvest.batchId,
      scope: 'batch',
      reason: 'secret',
    })
    expect((await said(pharmacy.actor, [parseId('event', other.eventId)!])).size).toBe(0)
    const part = { batchId: otherHarvest.batchId, holdEventId: other.eventId, reason: 'clean' }
    await world.act(authority, 'lift', part)
    expect(grower.partyId).toBeDefined()
    // Every leaf is still the hash of its record: staff and auditors lose nothing.
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })

  test('posts for herself alone, out of what is hers or was sent to her', async () => {
    const { pharmacy, wholesaler } = world.who
    const taken = await world.admin.query<{
      account_id: string
      ledger: string
      kind: string
      holder_id: string
      premises_id: string
      batch_id: string
      state: string
    }>(
      `select a.* from chain.account a join chain.balance b using (authority_id, account_id)
       where a.holder_id = $1 and a.kind = 'stock' and b.amount > 0 limit 1`,
      [wholesaler.partyId],
    )
    const [from] = taken
    const event = newId('event')
    if (!from) throw new Error('the wholesaler has stock')
    const posting = (holder: string): Posting => ({
      events: [
        {
          ...{ id: event, kind: 'lose', at: world.now.toString(), holder, basis: [], record: '{}', salt: '' },
          ...{ actor: null, premises: null, counter: null, corrects: null, exemption: null },
        },
      ],
      accounts: [
        {
          id: from.account_id,
          event,
          at: world.now.toString(),
          ledger: from.ledger,
          kind: from.kind,
          holder: from.holder_id,
          counter: null,
          shipment: null,
          premises: from.premises_id,
          batch: from.batch_id,
          state: from.state,
        },
      ],
      movements: [
        {
          event,
          at: world.now.toString(),
          line: 1,
          ledger: from.ledger,
          from: from.account_id,
          to: newId('account'),
          amount: '999999999999',
        },
      ],
      parties: [],
      touched: [],
    })
    const post = (holder: string) =>
      as(pharmacy.actor, (tx) => postEvents(tx, posting(holder), { authorityId: world.authorityId }))
    await expect(post(wholesaler.partyId)).rejects.toThrow('a holder posts for itself')
    await expect(post(pharmacy.partyId)).rejects.toThrow('a holder posts for itself')
  })
})

test('who took part in a lift of one batch of a recall, and who did not', async () => {
  const { authority, pharmacy, packer } = world.who
  const holdEventId = printId('event', recallId as never) // Read back from the answer to the recall.
  const { eventId } = await world.act(authority, 'lift', {
    batchId: made.bulk.batchId,
    holdEventId,
    reason: 'only this',
  })
  const parties = await world.admin.query<{ id: string }>(
    'select holder_id as id from chain.event_party where event_id = $1',
    [parseId('event', eventId)],
  )
  expect(parties.map(({ id }) => id)).not.toContain(pharmacy.partyId)
  expect(packer.partyId).toBeDefined()
})
