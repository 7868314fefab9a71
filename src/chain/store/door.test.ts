// The door and the walls around it: what the application cannot do, whatever it tries. Not here: the rules of the acts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EventId, newId } from '#kernel'
import { databaseError } from '#platform'
import { verifyLedger } from '../proof/verify-ledger.ts'
import type { DecidedEvent } from '../record/posting.ts'
import { type BareLedger, openBareLedger } from '../testing/bare-ledger.ts'
import { postEvents } from './door.ts'

let ledger: BareLedger
beforeAll(async () => {
  ledger = await openBareLedger()
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

/** The constraint by which the database refused, or what it answered when it did not. */
const refusedBy = (work: Promise<unknown>) =>
  work.then(
    (answer) => answer,
    (error: unknown) => databaseError(error)?.constraint,
  )
/** The door for one event, or the one for many. */
let through: 'one' | 'many' = 'one'
const stock = (name: string) => ledger.stock(`${through} ${name}`)
const give = (name: string, amount: bigint, at?: Temporal.Instant) =>
  ledger.event({ moves: [{ from: ledger.world, to: stock(name), amount }], ...(at ? { at } : {}) })
const take = (name: string, amount: bigint, at?: Temporal.Instant) =>
  ledger.event({ moves: [{ from: stock(name), to: ledger.world, amount }], ...(at ? { at } : {}) })
/** One event goes through the door for one, unless another stands beside it. */
const post = async (...events: readonly DecidedEvent[]) => {
  const beside = through === 'many' ? [give('beside', 1n)] : []
  const posted = await ledger.post(...events, ...beside)
  return posted.filter(({ eventId }) => events.some((event) => event.eventId === eventId))
}
const minutesAgo = (minutes: number) => ledger.now.subtract({ minutes })

describe.each(['one', 'many'] as const)('the door for %s', (door) => {
  beforeAll(() => {
    through = door
  })

  test('moves mass and answers with the leaf', async () => {
    const [posted] = await post(give('moves', 10n))
    expect(posted).toMatchObject({ outcome: 'recorded' })
    expect(posted?.leaf).toHaveLength(32)
    expect(await ledger.balance(stock('moves'))).toBe(10n)
  })

  test('refuses more than there is, and changes nothing then', async () => {
    await post(give('short', 10n))
    expect(await refusedBy(post(take('short', 4n), take('short', 7n)))).toBe('balance_not_negative')
    expect(await ledger.balance(stock('short'))).toBe(10n)
  })

  test('refuses a dip inside a batch although the end is positive', async () => {
    expect(await refusedBy(post(take('dip', 5n), give('dip', 9n)))).toBe('balance_not_negative')
    await post(give('dip', 9n), take('dip', 5n))
    expect(await ledger.balance(stock('dip'))).toBe(4n)
  })

  test('answers "already" to the same event, alone and among others', async () => {
    const event = give('again', 3n)
    await post(event)
    const answers = await post(event, give('again', 4n))
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already', 'recorded'])
    expect(await ledger.balance(stock('again'))).toBe(7n)
  })

  test('refuses another content under the same id', async () => {
    const id = newId('event')
    const moves = [{ from: ledger.world, to: stock('changed'), amount: 1n }]
    await post(ledger.event({ id, moves, note: 'first' }))
    expect(await refusedBy(post(ledger.event({ id, moves, note: 'second' })))).toBe('event_changed')
  })

  test('refuses the same words under the same id for somebody else', async () => {
    const event = give('whose', 1n)
    await post(event)
    const events = event.posting.events.map((row) => ({ ...row, holder: newId('party') }))
    expect(await refusedBy(post({ ...event, posting: { ...event.posting, events } }))).toBe('event_changed')
  })

  test('refuses what lies ahead, and ids outside their window', async () => {
    const ahead = ledger.now.add({ minutes: 10 })
    expect(await refusedBy(post(give('time', 1n, ahead)))).toBe('event_time_ahead')
    const idOf = (at: Temporal.Instant) =>
      newId('event', { at: at.epochMilliseconds, random: new Uint8Array(16).fill(7) })
    const withId = (id: EventId) =>
      post(ledger.event({ id, moves: [{ from: ledger.world, to: stock('time'), amount: 1n }] }))
    expect(await refusedBy(withId(idOf(ledger.now.subtract({ hours: 91 * 24 }))))).toBe('event_id_window')
    expect(await refusedBy(withId(idOf(ledger.now.add({ minutes: 10 }))))).toBe('event_id_window')
    expect(await refusedBy(withId('018f4e6a-0000-4000-8000-000000000000' as EventId))).toBe('event_id_window') // A v4 has no time.
    expect(await withId(idOf(ledger.now.subtract({ hours: 89 * 24 })))).toHaveLength(1)
  })

  test('refuses a late event where the account would have been short then', async () => {
    await post(give('late', 5n, minutesAgo(60)))
    await post(take('late', 5n, minutesAgo(50)))
    await post(give('late', 8n, minutesAgo(40)))
    expect(await refusedBy(post(take('late', 1n, minutesAgo(55))))).toBe('balance_then_negative') // Was there then, taken at 50.
    expect(await refusedBy(post(take('late', 1n, minutesAgo(70))))).toBe('balance_then_negative')
    await post(take('late', 8n, minutesAgo(35)))
    await post(give('late', 2n, minutesAgo(58)), take('late', 2n, minutesAgo(56))) // Late, in its own order, and possible.
    expect(await ledger.balance(stock('late'))).toBe(0n)
  })

  test('refuses a late event among earlier ones of the same batch', async () => {
    const events = [
      give('inside', 5n, minutesAgo(60)),
      take('inside', 5n, minutesAgo(30)),
      give('inside', 5n, minutesAgo(20)),
      take('inside', 5n, minutesAgo(40)),
    ]
    expect(await refusedBy(post(...events))).toBe('balance_then_negative')
  })

  test('refuses a posting to an account that was closed', async () => {
    const difference = { ...stock('closed'), kind: 'difference' as const, state: 'packing' }
    await post(ledger.event({ moves: [{ from: ledger.world, to: difference, amount: 2n }] }))
    await post(ledger.event({ moves: [{ from: difference, to: ledger.world, amount: 2n }], closes: [difference] }))
    const again = ledger.event({ moves: [{ from: ledger.world, to: difference, amount: 2n }] })
    expect(await refusedBy(post(again))).toBe('balance_open')
  })

  test('refuses to open an account again but for the settlement that closed it', async () => {
    const difference = { ...stock('opened again'), kind: 'difference' as const, state: 'packing' }
    await post(ledger.event({ moves: [{ from: ledger.world, to: difference, amount: 2n }] }))
    const closing = ledger.event({ moves: [{ from: difference, to: ledger.world, amount: 2n }], closes: [difference] })
    await post(closing)
    const into = { moves: [{ from: ledger.world, to: difference, amount: 2n }], reopens: [difference] }
    expect(await refusedBy(post(ledger.event(into)))).toBe('balance_reopened')
    // Nor by taking back what closed it, where that is no settlement.
    const [{ eventId: correctsId } = { eventId: newId('event') }] = closing.posting.events.map(({ id }) => ({
      eventId: id as EventId,
    }))
    expect(await refusedBy(post(ledger.event({ ...into, correctsId })))).toBe('balance_reopened')
    expect(await ledger.balance(difference)).toBe(0n)
  })

  test('refuses to close an account before it last moved', async () => {
    const difference = { ...stock('early'), kind: 'difference' as const, state: 'packing' }
    const into = { moves: [{ from: ledger.world, to: difference, amount: 2n }], at: minutesAgo(30) }
    const outOf = { moves: [{ from: difference, to: ledger.world, amount: 2n }], closes: [difference] }
    await post(ledger.event(into))
    expect(await refusedBy(post(ledger.event({ ...outOf, at: minutesAgo(40) })))).toBe('balance_closed_last')
    await post(ledger.event({ ...outOf, at: minutesAgo(30) }))
    // Nor among others: what comes after it in one posting comes after its end.
    const again = { ...difference, shipmentId: newId('shipment') }
    const closed = ledger.event({
      moves: [
        { from: ledger.world, to: again, amount: 2n },
        { from: again, to: ledger.world, amount: 2n },
      ],
      closes: [again],
      at: minutesAgo(30),
    })
    const later = ledger.event({
      moves: [
        { from: ledger.world, to: again, amount: 1n },
        { from: again, to: ledger.world, amount: 1n },
      ],
      at: minutesAgo(20),
    })
    expect(await refusedBy(post(closed, later))).toBe('balance_closed_last')
  })

  test('refuses a movement before its batch began, and of a batch that never did', async () => {
    const batchId = newId('batch')
    const of = (state: string, kind: 'stock' | 'world' | 'difference' = 'stock') => ({
      ...stock('of a batch'),
      ...{ shipmentId: null, batchId, kind, state },
    })
    const move = (minutes: number, to = of('quarantine')) =>
      ledger.event({ moves: [{ from: of('opening', 'world'), to, amount: 1n }], at: minutesAgo(minutes) })
    expect(await refusedBy(post(move(20)))).toBe('account_of_batch')
    const batch = { batchId, kind: 'plant-lot', productCode: 'flower', amount: 9n, unit: 'mg' } as const
    await post(
      ledger.event({
        moves: [{ from: of('opening', 'world'), to: of('quarantine'), amount: 9n }],
        batchOpened: { ...batch, name: `batch of the door for ${through}` },
        at: minutesAgo(30),
      }),
    )
    // Into what was there, into what was not, and into what has no bound that would be short.
    for (const to of [of('quarantine'), of('waste'), of('count', 'difference')]) {
      expect(await refusedBy(post(move(31, to)))).toBe('account_of_batch')
    }
    await post(move(20, of('waste')))
    await post(move(25, of('waste'))) // Before its account was first named, and not before its batch.
    expect(await ledger.balance(of('waste'))).toBe(2n)
  })

  test('refuses to close an account that is not empty', async () => {
    const difference = { ...stock('open'), kind: 'difference' as const, state: 'packing' }
    const event = ledger.event({ moves: [{ from: difference, to: ledger.world, amount: 2n }], closes: [difference] })
    expect(await refusedBy(post(event))).toBe('balance_closed_empty')
  })

  test('refuses an account that is not where it was said to be', async () => {
    const event = give('moved', 1n)
    await post(event)
    const [account] = event.posting.accounts.filter((row) => 'kind' in row && row.kind === 'stock')
    const other = give('moved', 1n)
    const accounts = other.posting.accounts.map((row) =>
      'kind' in row && row.kind === 'stock' ? { ...row, state: 'waste' } : row,
    )
    expect(account).toBeDefined()
    expect(await refusedBy(post({ ...other, posting: { ...other.posting, accounts } }))).toBe('account_known')
  })

  test('refuses zero, negative and one-ended movements', async () => {
    for (const amount of ['0', '-5']) {
      const event = give('zero', 1n)
      const movements = event.posting.movements.map((row) => ({ ...row, amount }))
      expect(await refusedBy(post({ ...event, posting: { ...event.posting, movements } }))).toBe('movement_positive')
    }
    const event = give('zero', 1n)
    const movements = event.posting.movements.map((row) => ({ ...row, to: newId('account') }))
    expect(await refusedBy(post({ ...event, posting: { ...event.posting, movements } }))).toBe('movement_to')
  })

  test('refuses a leaf that is not of its record, even to the owner', async () => {
    const insert = ledger.admin.query(
      `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
       values ($1, uuidv7(), 'hold', now(), $1, '{}', false, '{}', '\\x00', '\\x00')`,
      [ledger.authorityId],
    )
    expect(await refusedBy(insert)).toBe('event_leaf')
  })

  test('speaks for one authority', async () => {
    const other = ledger.actorFor({ authorityId: newId('authority'), wall: 'staff' })
    const event = give('other', 1n)
    const call = ledger.database.transaction(other, (tx) =>
      postEvents(tx, event.posting, { authorityId: ledger.authorityId }),
    )
    expect(await refusedBy(call)).toBe('authority_current')
  })

  test('for history is shut until an administrator opens it', async () => {
    const event = give('history', 1n)
    const call = ledger.database.transaction(ledger.staff, (tx) =>
      postEvents(tx, event.posting, { authorityId: ledger.authorityId, isImport: true }),
    )
    expect(await refusedBy(call)).toBe('import_closed')
  })
})

describe('the application role', () => {
  const tables = [
    'account',
    'balance',
    'event',
    'movement',
    'batch',
    'batch_edge',
    'batch_party',
    'event_party',
    'event_batch',
    'shipment',
    'settlement',
    'correction',
    'result',
    'hold',
    'lift',
  ]
  const run = async (statement: string) => {
    const { sql } = await import('kysely')
    return ledger.database
      .transaction(ledger.staff, (tx) => sql.raw(statement).execute(tx))
      .then(
        () => 'done',
        (error: unknown) => databaseError(error)?.code,
      )
  }

  test.each(tables)('cannot write chain.%s, nor may it call what is inside the door', async (table) => {
    expect(await run(`insert into chain.${table} select * from chain.${table}`)).toBe('42501')
    expect(await run(`update chain.${table} set authority_id = authority_id`)).toBe('42501')
    expect(await run(`delete from chain.${table}`)).toBe('42501')
    expect(await run(`truncate chain.${table}`)).toBe('42501')
  })

  test('cannot go round the door', async () => {
    expect(await run(`select chain.open_batches('${ledger.authorityId}', '{}', '{}')`)).toBe('42501')
    expect(await run(`select chain.check_history('${ledger.authorityId}', '${newId('account')}', 0, now())`)).toBe(
      '42501',
    )
    expect(await run(`select chain.post_beside('${ledger.authorityId}', '{}', '{}')`)).toBe('42501')
    expect(await run(`select * from chain.movement_2026`)).toBe('42501') // A partition has no wall of its own.
    expect(await run(`insert into licensing.import_window values ('${ledger.authorityId}', now(), now())`)).toBe(
      '42501',
    )
    expect(await run(`set local role grein_door`)).toBe('42501')
  })

  test('sees nothing of another authority, and nothing at all without one', async () => {
    await ledger.post(give('seen', 1n))
    const { sql } = await import('kysely')
    const count = (actor: typeof ledger.staff, before = '') =>
      ledger.database.transaction(actor, async (tx) => {
        if (before) await sql.raw(before).execute(tx)
        const counts = []
        for (const table of tables) {
          const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(`chain.${table}`)}`.execute(tx)
          counts.push(rows[0]?.n)
        }
        return counts.reduce((sum, n) => (sum ?? 0n) + (n ?? 0n), 0n)
      })
    expect(await count(ledger.staff)).toBeGreaterThan(0n)
    expect(await count(ledger.actorFor({ authorityId: newId('authority'), wall: 'staff' }))).toBe(0n)
    expect(await count(ledger.actorFor({ wall: 'holder', partyId: newId('party') }))).toBe(0n)
    expect(await count(ledger.actorFor({ wall: 'public' }))).toBe(0n)
    expect(await count(ledger.staff, `select set_config('grein.authority', '', true)`)).toBe(0n)
  })
})

describe('behind our back', () => {
  test('even a superuser is told that what is written is written', async () => {
    for (const statement of [
      'update chain.event set kind = kind',
      'delete from chain.movement',
      'truncate chain.movement',
      'delete from chain.account',
      'update chain.batch set name = name',
      'truncate chain.event cascade',
      'truncate chain.movement_2026',
    ]) {
      await expect(ledger.admin.query(statement)).rejects.toThrow(/written once/)
    }
  })

  test('a changed sum and a changed record are found and named', async () => {
    await ledger.post(give('altered', 10n))
    expect((await verifyLedger(ledger.admin, ledger.authorityId)).faults).toEqual([])
    const [row] = await ledger.admin.query<{ id: string }>(
      `update chain.balance as b set amount = amount + 1 from chain.account as a
       where a.account_id = b.account_id and a.shipment_id = $1 returning b.account_id as id`,
      [stock('altered').shipmentId],
    )
    const { faults } = await verifyLedger(ledger.admin, ledger.authorityId)
    expect(faults).toContainEqual({ kind: 'balance-differs', id: row?.id, detail: 'stored 11, moved 10' })
  })
})
