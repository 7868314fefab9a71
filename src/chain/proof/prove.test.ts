// SQL behind our back, one kind after another, each found and named; and a proof that is cut off and goes on. Not here: the tree of the
// log (platform/log), and that a whole ledger is called whole, which many tests of this room end with.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId } from '#kernel'
import { openLogSigner, recordLeaf, sealOnce } from '#platform'
import { addStep, openThread } from '../quality/store.ts'
import { type BareLedger, openBareLedger } from '../testing/index.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type World } from '../testing/world.ts'
import type { LedgerFault } from './faults.ts'
import { verifyLedger } from './prove.ts'
import { newState, type ProofState, partsLeft, rangesOf, readState, withPart } from './state.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(8), name: 'grein.example/log' })
let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  const { authority } = world.who
  const held = await world.act(authority, 'hold', { batchId: made.lot.batchId, scope: 'recall', reason: 'mould' })
  await world.act(authority, 'lift', { batchId: made.lot.batchId, holdEventId: held.eventId, reason: 'clean' })
  await world.database.transaction(authority.actor, async (tx) => {
    const about = { batchId: parseId('batch', made.lot.batchId), sampleId: null, productCode: null }
    const thread = { ...about, kind: 'order', number: 'O-1', holderId: authority.partyId, laboratoryId: null } as const
    const step = { at: world.now, content: {} }
    const order = await openThread(tx, authority.actor, thread, { ...step, kind: 'placed', state: 'open' })
    await addStep(tx, authority.actor, order, { ...step, kind: 'started', state: 'in-test' })
    await recordLeaf(tx, authority.actor, { entryId: newId('event'), record: { kind: 'told' } })
  })
  while (await sealOnce(world.database, world.authorityId, { signer }));
  await unlockLedger(world.admin)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const faultsNow = async () => (await verifyLedger(world.admin, world.authorityId)).faults
async function one(statement: string, ...values: unknown[]): Promise<string> {
  const [row] = await world.admin.query<{ id: string }>(statement, values)
  return row!.id // Each statement below finds a row of the small chain.
}

describe('each kind of edit is found and named by the thing it was done to', () => {
  const check = (what: string, edit: () => Promise<Partial<LedgerFault>>) =>
    test(what, async () => {
      const before = await faultsNow()
      const expected = await edit()
      const after = await faultsNow()
      expect(before).not.toContainEqual(expect.objectContaining(expected))
      expect(after).toContainEqual(expect.objectContaining(expected))
    })

  test('nothing was touched yet', async () => {
    expect(await verifyLedger(world.admin, world.authorityId)).toMatchObject({ isWhole: true, faults: [] })
  })
  check('a mass was changed, and both balances with it', async () => {
    const id = parseId('event', made.dispensed.eventId)!
    const [move] = await world.admin.query<{ source: string; target: string }>(
      'update chain.movement set amount = amount - 1000 where event_id = $1 returning from_account_id as source, to_account_id as target',
      [id],
    )
    await world.admin.query('update chain.balance set amount = amount + 1000 where account_id = $1', [move?.source])
    return { kind: 'movement-differs', id }
  })
  check('a balance was changed', async () => ({
    kind: 'balance-differs',
    id: await one(
      `update chain.balance set amount = amount + 5 where account_id = (select account_id from chain.balance where amount > 0 limit 1)
       returning account_id as id`,
    ),
  }))
  check('what a record says was changed', async () => ({
    kind: 'leaf-differs',
    id: await one(
      `update chain.event set record = replace(record, 'composting', 'incineration') where kind = 'destroy' returning event_id as id`,
    ),
  }))
  check('a record was changed and its leaf with it', async () => ({
    kind: 'leaf-not-in-log',
    id: await one(
      `update chain.event set record = changed.text, leaf = sha256('\\x00'::bytea || salt || convert_to(changed.text, 'UTF8'))
       from (select event_id as id, replace(record, '"room":"1"', '"room":"2"') as text from chain.event where kind = 'plant') as changed
       where event_id = changed.id returning event_id as id`,
    ),
  }))
  check('when it happened was changed, in the event and its movements', async () => {
    const id = await one(`select event_id as id from chain.event where kind = 'irradiate'`)
    await world.admin.query(`update chain.event set occurred_at = occurred_at - interval '1 day' where event_id = $1`, [
      id,
    ])
    return { kind: 'event-differs', id }
  })
  check('whose it was, was changed', async () => ({
    kind: 'event-differs',
    id: await one(`update chain.event set holder_id = gen_random_uuid() where kind = 'dry' returning event_id as id`),
  }))
  check('an event is gone, movements and all', async () => {
    const id = await one(`select event_id as id from chain.event where kind = 'sample'`)
    await world.admin.query('delete from chain.movement where event_id = $1', [id])
    await world.admin.query('delete from chain.event where event_id = $1', [id])
    return { kind: 'event-missing', id }
  })
  check('a movement is gone', async () => {
    const id = await one(`select event_id as id from chain.event where kind = 'harvest'`)
    await world.admin.query('delete from chain.movement where event_id = $1 and line = 1', [id])
    return { kind: 'movement-differs', id }
  })
  check('a movement was added to an event', async () => ({
    kind: 'movement-differs',
    id: await one(
      `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
       select m.authority_id, m.event_id, 99, m.ledger, m.from_account_id, m.to_account_id, 1, m.occurred_at
       from chain.movement as m join chain.event as e using (authority_id, event_id) where e.kind = 'hand-over' limit 1
       returning event_id as id`,
    ),
  }))
  check('a movement was added to no event', async () => ({
    kind: 'movement-missing-end',
    id: await one(
      `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
       select authority_id, uuidv7(), 1, ledger, from_account_id, to_account_id, 1, occurred_at from chain.movement limit 1
       returning event_id as id`,
    ),
  }))
  check('a record of the log that is no event was erased, salt and all', async () => ({
    kind: 'erasure-differs',
    id: await one('update log.record set record = null, salt = null returning entry_id as id'),
  }))
  check('an event was added', async () => ({
    kind: 'leaf-not-in-log',
    id: await one(
      `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
       select authority_id, uuidv7(), kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf
       from chain.event where kind = 'plant' returning event_id as id`,
    ),
  }))
  check('a leaf was changed in the log', async () => ({
    kind: 'leaf-not-in-log',
    id: await one(
      `update log.leaf set leaf = sha256('another') where entry_id = (select event_id from chain.event where kind = 'pack') returning entry_id as id`,
    ),
  }))
  check('an account was given to someone else', async () => ({
    kind: 'account-differs',
    id: await one(
      `update chain.account set holder_id = gen_random_uuid()
       where account_id = (select account_id from chain.account where kind = 'stock' limit 1) returning account_id as id`,
    ),
  }))
  check('a balance is gone', async () => ({
    kind: 'balance-missing',
    id: await one(
      `delete from chain.balance
       where account_id = (select b.account_id from chain.balance b join chain.account a using (account_id) where a.state = 'growing' limit 1)
       returning account_id as id`,
    ),
  }))
  check('what a batch began with was changed', async () => {
    const id = await one(
      `update chain.batch set opened_amount = opened_amount + 1 where batch_id = $1 returning batch_id as id`,
      parseId('batch', made.packs.batchId),
    )
    return { kind: 'batch-differs', id }
  })
  check('what was weighed at the door was changed', async () => ({
    kind: 'settlement-differs',
    id: await one(
      `update chain.settlement set received_mg = received_mg + 1
       where event_id = (select event_id from chain.settlement limit 1) returning event_id as id`,
    ),
  }))
  check('a settlement is gone, so that a line could be settled again', async () => ({
    kind: 'settlement-differs',
    id: await one(
      `delete from chain.settlement where event_id = (select event_id from chain.settlement where received_mg > 0 order by event_id desc limit 1)
       returning event_id as id`,
    ),
  }))
  check('where a shipment went was changed', async () => ({
    kind: 'shipment-differs',
    id: await one(
      `update chain.shipment set to_premises_id = gen_random_uuid()
       where event_id = (select event_id from chain.shipment order by event_id limit 1) returning event_id as id`,
    ),
  }))
  check('a rejection became a release', async () => {
    const id = await one(`select event_id as id from chain.verdict order by event_id limit 1`)
    await world.admin.query(
      `update chain.verdict set verdict = case verdict when 'released' then 'rejected' else 'released' end where event_id = $1`,
      [id],
    )
    return { kind: 'decision-differs', id }
  })
  check('a verdict was added that nobody gave', async () => ({
    kind: 'decision-differs',
    id: await one(
      `insert into chain.verdict (authority_id, batch_id, event_id, verdict, certificate, expires_on, decided_at)
       select authority_id, $1, uuidv7(), verdict, certificate, expires_on, decided_at from chain.verdict limit 1 returning event_id as id`,
      parseId('batch', made.packs.batchId),
    ),
  }))
  check('a laboratory figure was changed', async () => ({
    kind: 'decision-differs',
    id: await one(
      `update chain.result set value = '9.9'
       where (event_id, analyte) = (select event_id, analyte from chain.result limit 1) returning event_id as id`,
    ),
  }))
  check('a hold is gone', async () => {
    const id = await one(`select event_id as id from chain.hold limit 1`)
    await world.admin.query('delete from chain.hold where event_id = $1', [id])
    return { kind: 'decision-differs', id }
  })
  check('a batch was given other parents', async () => ({
    kind: 'edge-differs',
    id: await one(
      `update chain.batch_edge set parent_id = (select batch_id from chain.batch where kind = 'sample' limit 1)
       where child_id = $1 returning event_id as id`,
      parseId('batch', made.packs.batchId),
    ),
  }))
  check('how much of a parent is in a batch was changed', async () => ({
    kind: 'edge-differs',
    id: await one(
      `update chain.batch_edge set amount = amount + 1 where child_id = $1 returning event_id as id`,
      parseId('batch', made.bulk.batchId),
    ),
  }))
  check('an event was taken back that nobody took back', async () => ({
    kind: 'correction-differs',
    id: await one(
      `insert into chain.correction (authority_id, corrects_id, event_id)
       select authority_id, event_id, uuidv7() from chain.event where kind = 'ship' limit 1 returning event_id as id`,
    ),
  }))
  check('where a laboratory order stands was changed', async () => ({
    kind: 'quality-differs',
    id: await one(
      `update chain.quality_step set state = 'withdrawn' where step_id = (select step_id from chain.quality_step limit 1) returning step_id as id`,
    ),
  }))
  check('whose laboratory order it is about was changed', async () => {
    const id = await one(`select step_id as id from chain.quality_step order by step_id desc limit 1`)
    await world.admin.query(
      `update chain.quality_thread set number = 'X-1' where thread_id = (select thread_id from chain.quality_step where step_id = $1)`,
      [id],
    )
    return { kind: 'quality-differs', id }
  })
  check('a step of quality is gone', async () => ({
    kind: 'event-missing',
    id: await one(
      `delete from chain.quality_step where step_id = (select step_id from chain.quality_step order by step_id limit 1) returning step_id as id`,
    ),
  }))
})

describe('a proof that is cut off', () => {
  let ledger: BareLedger
  const count = 30
  beforeAll(async () => {
    ledger = await openBareLedger()
    for (let at = 0; at < count; at++) {
      const moves = [{ from: ledger.world, to: ledger.stock(`${at}`), amount: 1n }]
      await ledger.post(ledger.event({ moves }))
    }
  })
  afterAll(async () => {
    await ledger[Symbol.asyncDispose]()
  })
  const idsOf = async (statement: string) => (await ledger.admin.query<{ id: string }>(statement)).map(({ id }) => id)

  test('goes on with what is left, and counts nothing twice', async () => {
    const events = await idsOf('select event_id as id from chain.event order by 1')
    const accounts = await idsOf('select account_id as id from chain.account order by 1')
    const cuts = { records: [events[9]!, events[19]!], accounts: [accounts[10]!], beside: [] } // Of thirty.
    const stop = new AbortController()
    let kept: ProofState = newState(ledger.authorityId, cuts)
    const cutOff = verifyLedger(ledger.admin, ledger.authorityId, {
      resume: kept,
      onState: (state) => {
        kept = JSON.parse(JSON.stringify(state))
        stop.abort(new Error('killed'))
      },
      signal: stop.signal,
    })
    await expect(cutOff).rejects.toThrow('killed')
    expect(partsLeft(kept).length).toBeGreaterThan(0)
    expect(partsLeft(kept).length).toBeLessThan(6)
    const parts: number[] = []
    const verdict = await verifyLedger(ledger.admin, ledger.authorityId, {
      resume: kept,
      onProgress: (part) => parts.push(part),
    })
    expect(verdict).toMatchObject({ isWhole: true, events: count, movements: count, accounts: count + 1 })
    expect(parts).toHaveLength(partsLeft(kept).length)
    expect(parts.at(-1)).toBe(1)
  })

  test('keeps the faults it had found', async () => {
    const fault: LedgerFault = { kind: 'leaf-differs', id: 'x', detail: '' }
    const first = newState(ledger.authorityId, { records: [], accounts: [], beside: [] })
    const [part] = partsLeft(first)
    const resume = withPart(first, part!, { events: 3, movements: 0, accounts: 0, faults: [fault] }) // There are three parts.
    const verdict = await verifyLedger(ledger.admin, ledger.authorityId, { resume })
    expect(verdict).toMatchObject({ isWhole: false, events: 3, accounts: count + 1, faults: [fault] })
  })

  test.each([
    ['of another ledger', (state: ProofState) => ({ ...state, authorityId: 'other' })],
    ['cuts out of order', (state: ProofState) => ({ ...state, cuts: { records: [b, a], accounts: [], beside: [] } })],
    ['a range done twice', (state: ProofState) => ({ ...state, done: { records: [0, 0], accounts: [], beside: [] } })],
    ['a range that is not', (state: ProofState) => ({ ...state, done: { records: [1], accounts: [], beside: [] } })],
    ['no counts', ({ found: _, ...state }: ProofState) => state],
    ['a text', () => 'state'],
  ])('is begun anew from a file that is none of its own: %s', (_, spoil) => {
    const good = newState(ledger.authorityId, { records: [], accounts: [], beside: [] })
    expect(readState(good, ledger.authorityId)).toEqual(good)
    expect(readState(spoil(good), ledger.authorityId)).toBeNull()
  })
})

const [a, b] = ['01a2ce8b-d400-7000-8000-000000000000', '01b2ce8b-d400-7000-8000-000000000000'] as const
test('ranges hold every id once, the first and the last of all too', () => {
  const [none, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
  expect(rangesOf([a, b])).toEqual([
    { from: none, through: a },
    { from: a.replace(/0$/, '1'), through: b },
    { from: b.replace(/0$/, '1'), through: last },
  ])
  expect(rangesOf(['01a2ce8b-d400-7000-8000-0000ffffffff'])[1]?.from).toBe('01a2ce8b-d400-7000-8000-000100000000')
})
