// The real door against a ledger of fifty lines: the same commands, duplicates, late events and reversed orders give the same verdicts
// and the same balances, and 32 connections on nearly empty accounts never overdraw one. Not here: the rules of the acts.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBatcher, type DecidedEvent, verifyLedger } from '#chain'
import { type BareLedger, openBareLedger, postEvents } from '#chain/testing'
import { Refused } from '#kernel'
import { databaseError, openDatabase } from '#platform'
import { type Command, Reference, type Verdict } from './reference.ts'

const accountsMax = 3 // 0 is the world.

// ── The same commands, through the door ──────────────────────────────────────────────────────────────────────────────────
const verdictOf: Record<string, Verdict> = {
  balance_not_negative: 'short',
  balance_then_negative: 'short-then',
  event_changed: 'changed',
}

let ledger: BareLedger
beforeAll(async () => {
  ledger = await openBareLedger()
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

let runs = 0
/** A fresh set of accounts for each run; the database stays. */
function realLedger() {
  const run = runs++
  const start = ledger.now.subtract({ hours: 2 })
  const ids = new Map<number, DecidedEvent['eventId']>()
  const place = (account: number) => (account === 0 ? ledger.world : ledger.stock(`${run} ${account}`))
  const eventOf = (id: number, { from, to, amount, minute }: Command): DecidedEvent => {
    const known = ids.get(id)
    const moves = [{ from: place(from), to: place(to), amount: BigInt(amount) }]
    const note = JSON.stringify([from, to, amount])
    const event = ledger.event({ ...(known ? { id: known } : {}), at: start.add({ minutes: minute }), moves, note })
    ids.set(id, event.eventId)
    return event
  }
  return {
    eventOf,
    async apply(id: number, command: Command): Promise<Verdict> {
      try {
        const [posted] = await ledger.post(eventOf(id, command))
        return posted?.outcome ?? 'short'
      } catch (error) {
        return verdictOf[databaseError(error)?.constraint ?? ''] ?? Promise.reject(error)
      }
    },
    balance: (account: number) => ledger.balance(place(account)),
  }
}

const account = fc.integer({ min: 0, max: accountsMax })
const command = fc
  .record({
    from: account,
    to: account,
    amount: fc.integer({ min: 1, max: 9 }),
    minute: fc.integer({ min: 0, max: 9 }),
  })
  .filter(({ from, to }) => from !== to)
const anId = fc.integer({ min: 0, max: 11 })

test('every verdict and every balance is what fifty lines say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anId, command), { minLength: 1, maxLength: 14 }), async (commands) => {
      const reference = new Reference()
      const real = realLedger()
      for (const [id, one] of commands) expect(await real.apply(id, one)).toBe(reference.apply(id, one))
      for (let each = 1; each <= accountsMax; each++)
        expect(await real.balance(each)).toBe(BigInt(reference.balance(each)))
    }),
    { numRuns: 60, verbose: 1 },
  )
  expect((await verifyLedger(ledger.admin, ledger.authorityId)).faults).toEqual([])
})

/** Hands all commands to the batcher at once and waits for each its own verdict. */
async function postTogether(real: ReturnType<typeof realLedger>, commands: readonly Command[]): Promise<Verdict[]> {
  const batcher = createBatcher(ledger.database, { actor: ledger.staff })
  return Promise.all(
    commands.map((one, id) =>
      batcher.post(real.eventOf(id, one)).then(
        ({ outcome }): Verdict => outcome,
        (error: unknown): Verdict => {
          if (!(error instanceof Refused)) throw error
          return error.message === 'chain/stock-short-then' ? 'short-then' : 'short'
        },
      ),
    ),
  )
}

test('a batch in order of time gives each event the verdict it would have had alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (unsorted) => {
      const commands = unsorted.toSorted((a, b) => a.minute - b.minute)
      const reference = new Reference()
      const verdicts = await postTogether(realLedger(), commands)
      expect(verdicts).toEqual(commands.map((one, id) => reference.apply(id, one)))
    }),
    { numRuns: 40, verbose: 1 },
  )
})

// Late events in one transaction are known together: a withdrawal may lean on an earlier deposit that comes after it in the batch.
test('a batch out of order leaves a history in which no account was ever short, and refuses no event that alone was possible', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
      const real = realLedger()
      const verdicts = await postTogether(real, commands)
      const recorded = commands.filter((_, id) => verdicts[id] === 'recorded')
      for (let each = 1; each <= accountsMax; each++) {
        const at = (minute: number) =>
          recorded.reduce(
            (sum, one) =>
              sum + (one.minute > minute ? 0 : one.to === each ? one.amount : one.from === each ? -one.amount : 0),
            0,
          )
        for (let minute = 0; minute <= 9; minute++) expect(at(minute)).toBeGreaterThanOrEqual(0)
        expect(await real.balance(each)).toBe(BigInt(at(9)))
      }
      const reference = new Reference()
      const alone = commands.map((one, id) => reference.apply(id, one))
      if (alone.every((verdict) => verdict === 'recorded')) expect(verdicts).toEqual(alone)
    }),
    { numRuns: 40, verbose: 1 },
  )
  expect((await verifyLedger(ledger.admin, ledger.authorityId)).faults).toEqual([])
})

describe('at the same time', () => {
  test('32 connections on three nearly empty accounts: nothing is overdrawn, lost or counted twice', async () => {
    await using wide = await openDatabase({ connection: ledger.connection, poolSize: 32 })
    const names = ['hot 1', 'hot 2', 'hot 3']
    const there = 20n
    await ledger.post(
      ledger.event({ moves: names.map((name) => ({ from: ledger.world, to: ledger.stock(name), amount: there })) }),
    )
    const attempts = 320
    const outcomes = await Promise.all(
      Array.from({ length: attempts }, (_, index) => {
        const from = ledger.stock(names[index % names.length] ?? 'hot 1')
        const to = ledger.stock(names[(index + 1) % names.length] ?? 'hot 2')
        const isOut = index % 4 !== 0
        const event = ledger.event({ moves: [{ from, to: isOut ? ledger.world : to, amount: 3n }] })
        return wide
          .transaction(ledger.staff, (tx) => postEvents(tx, event.posting, { authorityId: ledger.authorityId }))
          .then(
            () => (isOut ? 3n : 0n),
            (error: unknown) => {
              expect(databaseError(error)?.constraint).toBe('balance_not_negative')
              return null
            },
          )
      }),
    )
    const left = await Promise.all(names.map((name) => ledger.balance(ledger.stock(name))))
    const gone = outcomes.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n)
    expect(left.every((amount) => amount >= 0n)).toBe(true)
    expect(left.reduce((sum, amount) => sum + amount, 0n)).toBe(there * 3n - gone)
    expect(outcomes.filter((amount) => amount === null).length).toBeGreaterThan(attempts / 2)
  })

  test('the same event sent by sixteen at once is recorded once', async () => {
    await using wide = await openDatabase({ connection: ledger.connection, poolSize: 16 })
    const event = ledger.event({ moves: [{ from: ledger.world, to: ledger.stock('once'), amount: 5n }] })
    const posted = await Promise.all(
      Array.from({ length: 16 }, () =>
        wide.transaction(ledger.staff, (tx) => postEvents(tx, event.posting, { authorityId: ledger.authorityId })),
      ),
    )
    expect(posted.flat().filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1)
    expect(await ledger.balance(ledger.stock('once'))).toBe(5n)
  })

  test('batches that name accounts in opposite orders do not stop each other', async () => {
    await using wide = await openDatabase({ connection: ledger.connection, poolSize: 8 })
    const names = Array.from({ length: 12 }, (_, index) => `order ${index}`)
    const give = (name: string) => ({ from: ledger.world, to: ledger.stock(name), amount: 1n })
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const moves = (index % 2 === 0 ? names : names.toReversed()).map(give)
        const { posting } = ledger.event({ moves })
        return wide.transaction(ledger.staff, (tx) => postEvents(tx, posting, { authorityId: ledger.authorityId }))
      }),
    )
    for (const name of names) expect(await ledger.balance(ledger.stock(name))).toBe(24n)
  })
})
