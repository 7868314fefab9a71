// What comes late for an hour when the book had too little: refused or in dispute, as the law says for each act; whatever comes in which
// order, nothing is made or lost and no balance ever was below nothing but a difference. Not here: counting (count.test.ts).
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, Refused, trustId } from '#kernel'
import type { ActOf, Difference, Recorded } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { batchFlow } from '../read/batch-detail.ts'
import { previewAct } from '../record/preview-act.ts'
import { prepareAct, recordAct } from '../record/record-act.ts'
import { postEvents } from '../store/door.ts'
import { to } from '../testing/refusals.ts'
import { goodResults, newBatch, newEvent, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { addWorkingDays } from '../working-days.ts'
import { listDifferences } from './differences.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const minute = (ago: number) => world.now.subtract({ minutes: ago }).toString()

/** A grower's harvest of so much, wet since so many minutes ago. */
async function harvested(massMg: string, ago: number) {
  const { grower } = world.who
  const lot = newBatch(`L-${crypto.randomUUID().slice(0, 20)}`)
  const batch = newBatch(`H-${crypto.randomUUID().slice(0, 20)}`)
  const occurredAt = minute(ago)
  await world.act(grower, 'plant', {
    batch: lot,
    productCode: 'flower',
    cultivar: 'C',
    plants: 1,
    room: '1',
    occurredAt,
  })
  await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: massMg, occurredAt })
  return batch
}
const lost = (batchId: string, massMg: string, ago: number): ActOf<'lose'> =>
  world.make(world.who.grower, 'lose', {
    batchId,
    state: 'wet',
    massMg,
    cause: 'loss',
    reason: 'blown away',
    occurredAt: minute(ago),
  })
const lose = (batchId: string, massMg: string, ago: number): Promise<Recorded> =>
  world.record(world.who.grower, lost(batchId, massMg, ago))
const disputes = async (who: Someone, batchId: string): Promise<Difference[]> =>
  (
    await world.database.transaction(who.actor, (tx) =>
      listDifferences(tx, who.actor, { law: testLaw, now: world.now }),
    )
  ).items.filter(({ batch }) => batch?.batchId === batchId)
const balanceOf = async (batchId: string, state: string, ledger = 'material_mg'): Promise<bigint> => {
  const [row] = await world.admin.query<{ amount: bigint }>(
    `select coalesce(sum(n.amount), 0)::bigint as amount from chain.balance n join chain.account a using (authority_id, account_id)
     where a.kind = 'stock' and a.ledger = $3 and a.state = $2 and a.batch_id = $1`,
    [parseId('batch', batchId), state, ledger],
  )
  return row?.amount ?? 0n
}
const settle = (who: Someone, { accountId }: Difference, more: { fromStock?: boolean; occurredAt?: string } = {}) =>
  world.act(who, 'settle-difference', { accountId, reason: 'the missing weighing was found', ...more })

describe('an act that the law lets go to dispute', () => {
  test('is recorded whole; what was short is lent, told from when, and explained within its own term', async () => {
    const batch = await harvested('100', 60)
    await lose(batch.batchId, '70', 10)
    const recorded = await lose(batch.batchId, '50', 30)
    expect(await balanceOf(batch.batchId, 'wet')).toBe(0n) // 30 were there since ten minutes ago; 20 were lent.
    const { grower, pharmacy } = world.who
    expect(await disputes(grower, batch.batchId)).toMatchObject([
      {
        kind: 'late',
        amountMg: '20',
        bookMg: null,
        shortAt: minute(10),
        dueOn: addWorkingDays(legalDayOf(world.now), 5).toString(),
        isOverdue: false,
        eventId: recorded.eventId,
        lastEvent: { eventId: recorded.eventId, kind: 'lose', reason: 'blown away' },
      },
    ])
    expect(await disputes(pharmacy, batch.batchId)).toEqual([])
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('says so in the preview, and moves nothing yet', async () => {
    const batch = await harvested('100', 60)
    await lose(batch.batchId, '100', 10)
    const act = lost(batch.batchId, '40', 30)
    const { actor } = world.who.grower
    const preview = await world.database.transaction(actor, (tx) =>
      previewAct(tx, actor, { act, law: testLaw, now: world.now, locale: 'en' }),
    )
    expect(preview.refusal).toBeNull()
    expect(preview.movements.map(({ from, amount }) => [from.kind, amount])).toEqual([
      ['stock', '40'],
      ['difference', '40'],
    ])
    expect(await disputes(world.who.grower, batch.batchId)).toEqual([])
  })
  test('the same event again is the same answer, and lends nothing twice', async () => {
    const batch = await harvested('10', 60)
    await lose(batch.batchId, '10', 10)
    const act = lost(batch.batchId, '4', 30)
    const first = await world.record(world.who.grower, act)
    expect(await world.record(world.who.grower, act)).toMatchObject({ outcome: 'already', leaf: first.leaf })
    expect(await disputes(world.who.grower, batch.batchId)).toMatchObject([{ amountMg: '4' }])
  })
  test('is settled like every difference, or out of the stock where what was missing came in since', async () => {
    const { grower } = world.who
    const batch = await harvested('100', 60)
    await lose(batch.batchId, '100', 10)
    await lose(batch.batchId, '30', 30)
    await lose(batch.batchId, '20', 31)
    const [twenty, thirty] = await disputes(grower, batch.batchId)
    await settle(grower, thirty!)
    await expect(settle(grower, twenty!, { fromStock: true })).rejects.toThrow('chain/stock-short')
    const counted = { batchId: batch.batchId, state: 'wet' as const, countedMassMg: '25' }
    await world.act(grower, 'count', { lines: [counted], counter: 'st-1', countersigner: 'st-2', followsId: null })
    await settle(grower, twenty!, { fromStock: true })
    expect(await balanceOf(batch.batchId, 'wet')).toBe(5n)
    const [surplus] = await disputes(grower, batch.batchId)
    expect(surplus).toMatchObject({ kind: 'count' })
    await expect(settle(grower, surplus!, { fromStock: true })).rejects.toThrow('chain/not-lent')
    await settle(grower, surplus!)
    expect(await disputes(grower, batch.batchId)).toEqual([])
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('can be taken back, and then nothing is in dispute', async () => {
    const { grower } = world.who
    const batch = await harvested('10', 60)
    await lose(batch.batchId, '10', 10)
    const wrong = await lose(batch.batchId, '7', 30)
    await world.act(grower, 'correct', { correctsId: wrong.eventId, reason: 'never happened' })
    expect(await disputes(grower, batch.batchId)).toEqual([])
    expect(await balanceOf(batch.batchId, 'wet')).toBe(0n)
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('of before a hold: what was dispensed is on record, and what is held is less than the book says', async () => {
    const { grower, laboratory, authority, pharmacy } = world.who
    const batch = await harvested('400', 60)
    const at = (ago: number) => ({ occurredAt: minute(ago) })
    const sample = newBatch(`S-${crypto.randomUUID().slice(0, 20)}`)
    await world.act(grower, 'dry', { batchId: batch.batchId, driedMassMg: '100', ...at(59) })
    await world.act(grower, 'sample', { batchId: batch.batchId, state: 'quarantine', massMg: '10', sample, ...at(58) })
    const move = async (from: Someone, receiver: Someone, line: { batchId: string; state: 'sample' | 'released' }) => {
      const shipmentId = printId('shipment', newId('shipment'))
      const reason = line.state === 'sample' ? 'sample' : 'supply'
      const premisesId = from === authority ? printId('premises', grower.premisesId) : undefined
      await world.act(from, 'ship', {
        ...{ shipmentId, ...to(receiver), reason, lines: [{ ...line, massMg: '10' }], ...at(55) },
        ...(premisesId ? { premisesId } : {}),
      })
      await world.act(receiver, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '10' }], ...at(50) })
    }
    await move(grower, laboratory, { batchId: sample.batchId, state: 'sample' })
    const tested = { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults, ...at(49) }
    await world.act(laboratory, 'test', tested)
    await world.act(grower, 'hand-over', { batchId: batch.batchId, massMg: '90', bags: 1, ...at(57) })
    await world.act(authority, 'release', {
      ...{ batchId: batch.batchId, verdict: 'released', certificate: 'C', expiresOn: '2099-01-01', reason: null },
      ...at(48),
    })
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: batch.batchId, state: 'released' as const }
    await world.act(authority, 'ship', {
      ...{ shipmentId, ...to(pharmacy), reason: 'supply', lines: [{ ...line, massMg: '40' }], ...at(47) },
      premisesId: printId('premises', grower.premisesId),
    })
    await world.act(pharmacy, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '40' }], ...at(46) })
    await world.act(authority, 'hold', { batchId: batch.batchId, scope: 'recall', reason: 'mould', ...at(30) })
    const dispense = (ago: number) =>
      world.act(pharmacy, 'dispense', { batchId: batch.batchId, massMg: '5', recordNumber: 'R', ...at(ago) })
    await expect(dispense(30)).rejects.toThrow('chain/batch-held')
    await expect(dispense(10)).rejects.toThrow('chain/batch-held')
    await dispense(40)
    expect(await balanceOf(batch.batchId, 'held')).toBe(90n)
    expect(await disputes(pharmacy, batch.batchId)).toMatchObject([
      { kind: 'late', amountMg: '5', shortAt: minute(30) },
    ])
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('before the stock came at all: all of it is lent', async () => {
    const { grower } = world.who
    const batch = await harvested('100', 60)
    await world.act(grower, 'dry', { batchId: batch.batchId, driedMassMg: '25', occurredAt: minute(20) })
    await world.record(grower, { ...lost(batch.batchId, '5', 30), state: 'quarantine' })
    expect(await balanceOf(batch.batchId, 'quarantine')).toBe(25n)
    expect(await disputes(grower, batch.batchId)).toMatchObject([{ amountMg: '5', shortAt: minute(30) }])
  })
})

describe('is refused all the same', () => {
  test('when it is not late: more than there is cannot leave now', async () => {
    const batch = await harvested('10', 60)
    await expect(lose(batch.batchId, '11', 30)).rejects.toThrow('chain/stock-short')
    expect(await disputes(world.who.grower, batch.batchId)).toEqual([])
  })
  test('when the law lets this act not go to dispute, with the first day it fails', async () => {
    const batch = await harvested('100', 60)
    await lose(batch.batchId, '70', 10)
    const sample = world.make(world.who.grower, 'sample', {
      batchId: batch.batchId,
      state: 'wet',
      massMg: '25',
      sample: newBatch(`S-${crypto.randomUUID().slice(0, 20)}`),
      occurredAt: minute(30),
    })
    await world.record(world.who.grower, sample)
    await expect(
      world.record(world.who.grower, { ...sample, eventId: newEvent(), massMg: '10', sample: newBatch('S-other') }),
    ).rejects.toThrow(/chain\/stock-short/)
  })
  test('on a day when the law asks it of every act', async () => {
    const batch = await harvested('100', 60)
    await lose(batch.batchId, '70', 10)
    const { actor } = world.who.grower
    const strict = { ...testLaw, lateDispute: () => null }
    const refused = await world.database
      .transaction(actor, (tx) =>
        recordAct(tx, actor, { act: lost(batch.batchId, '29', 30), law: strict, now: world.now }).then(() =>
          recordAct(tx, actor, { act: lost(batch.batchId, '2', 40), law: strict, now: world.now }),
        ),
      )
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
  })
})

test('the door itself lends no more than was short, and nothing to what is not late', async () => {
  const batch = await harvested('100', 60)
  await lose(batch.batchId, '70', 10)
  const { grower } = world.who
  const { actor } = grower
  const act = lost(batch.batchId, '50', 30)
  const decided = await world.database.transaction(actor, (tx) =>
    prepareAct(tx, actor, { act, law: testLaw, now: world.now }),
  )
  const greedy = (amount: string, at: string) => ({
    ...decided.posting,
    events: decided.posting.events.map((event) => ({ ...event, at })),
    movements: decided.posting.movements.map((move) => (move.line === 2 ? { ...move, amount } : move)),
    disputes: (decided.posting['disputes'] ?? []).map((row) => ({ ...row, amount })),
  })
  const post = (posting: ReturnType<typeof greedy>) =>
    world.database.transaction(actor, (tx) => postEvents(tx, posting, { authorityId: world.authorityId }))
  await expect(post(greedy('21', act.occurredAt))).rejects.toMatchObject({ cause: { constraint: 'dispute_exact' } })
  await expect(post(greedy('19', act.occurredAt))).rejects.toMatchObject({ constraint: 'balance_not_negative' })
  await expect(post(greedy('20', minute(5)))).rejects.toMatchObject({ constraint: 'dispute_late' })
})

/** A laboratory's figures for it, posted as its content. */
async function assayed(batchId: string) {
  const { grower, laboratory, authority } = world.who
  const sample = newBatch(`S-${crypto.randomUUID().slice(0, 20)}`)
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: sample.batchId, state: 'sample' as const }
  await world.act(grower, 'sample', { batchId, state: 'quarantine', massMg: '10', sample })
  const lines = [{ ...line, massMg: '10' }]
  await world.act(grower, 'ship', { shipmentId, ...to(laboratory), reason: 'sample', lines })
  await world.act(laboratory, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '10' }] })
  const loss = {
    analyte: 'loss-on-drying',
    value: '8.00',
    unit: '%',
    of: 'as-is',
    method: 'x',
    uncertainty: null,
  } as const
  const results = [...goodResults, loss]
  await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results })
  await world.act(authority, 'assay', { batchId })
}

test('what is in the material is lent with it, and given back to the microgram', async () => {
  const { grower } = world.who
  const batch = await harvested('1000003', 60)
  await world.act(grower, 'dry', { batchId: batch.batchId, driedMassMg: '250001', occurredAt: minute(50) })
  await assayed(batch.batchId)
  const dried = await balanceOf(batch.batchId, 'quarantine')
  const thc = await balanceOf(batch.batchId, 'quarantine', 'thc_ug')
  expect(thc).toBeGreaterThan(0n)
  const gone = (massMg: bigint, occurredAt: string) =>
    world.act(grower, 'lose', {
      batchId: batch.batchId,
      state: 'quarantine',
      massMg: `${massMg}`,
      cause: 'loss',
      reason: 'gone',
      occurredAt,
    })
  const second = (ago: number) => world.now.subtract({ seconds: ago }).toString()
  await gone(dried - 7n, second(1))
  await gone(100n, second(20))
  expect(await balanceOf(batch.batchId, 'quarantine')).toBe(0n)
  const [dispute] = await disputes(grower, batch.batchId)
  expect(dispute).toMatchObject({ amountMg: '93' })
  await expect(settle(grower, dispute!)).rejects.toThrow('chain/closed-too-early') // A minute ago it was not there.
  await settle(grower, dispute!, { occurredAt: second(1) })
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

// ── Random histories beside a ledger of thirty lines ─────────────────────────────────────────────────────────────────────────────────────

type Step = { readonly kind: 'lose' | 'sample' | 'count'; readonly minute: number; readonly amount: number }

/** One account of stock: what was moved when, and what a step must be answered. */
class Reference {
  readonly moved: { minute: number; change: number }[] = []
  lent = 0
  at = (minute: number) => this.moved.reduce((sum, one) => sum + (one.minute <= minute ? one.change : 0), 0)
  lowestSince = (minute: number) =>
    Math.min(...[minute, ...this.moved.map((one) => one.minute)].filter((one) => one >= minute).map(this.at))
  apply({ kind, minute, amount }: Step): 'recorded' | 'refused' {
    const takes = kind === 'count' ? this.at(minute) - amount : amount
    const short = takes - this.lowestSince(minute)
    const isLate = this.moved.some((one) => one.minute > minute)
    if (takes > 0 && short > 0 && !(kind === 'lose' && isLate)) return 'refused'
    const lent = kind === 'lose' && short > 0 ? short : 0
    this.lent += lent
    if (takes !== 0) this.moved.push({ minute, change: lent - takes }) // A count that agrees moves nothing.
    return 'recorded'
  }
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('lose' as const, 'lose' as const, 'sample' as const, 'count' as const),
  minute: fc.integer({ min: 1, max: 9 }),
  amount: fc.integer({ min: 1, max: 60 }),
})

test('in whatever order they come, every verdict, every past balance and all that is lent is what thirty lines say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const reference = new Reference()
      reference.moved.push({ minute: 0, change: 100 })
      const batch = await harvested('100', 60)
      for (const one of steps) {
        const expected = reference.apply(one)
        const answer = await play(batch.batchId, one).then(
          () => 'recorded',
          (error: unknown) => {
            if (!(error instanceof Refused)) throw error
            return 'refused'
          },
        )
        expect([one, answer]).toEqual([one, expected])
      }
      const history = await world.admin.query<{ minute: number; level: bigint }>(
        `select s.minute, (select coalesce(sum(case when m.to_account_id = a.account_id then m.amount else -m.amount end), 0)
            from chain.movement m where a.account_id in (m.from_account_id, m.to_account_id) and m.occurred_at <= $2::timestamptz + s.minute * interval '1 minute')::bigint as level
         from chain.account a cross join generate_series(0, 10) as s(minute)
         where a.kind = 'stock' and a.state = 'wet' and a.ledger = 'material_mg' and a.batch_id = $1 order by 1`,
        [parseId('batch', batch.batchId), minute(60)],
      )
      expect(history.map(({ level }) => level)).toEqual(Array.from({ length: 11 }, (_, at) => BigInt(reference.at(at))))
      expect(history.every(({ level }) => level >= 0n)).toBe(true)
      const lent = (await disputes(world.who.grower, batch.batchId)).filter(({ kind }) => kind === 'late')
      expect(lent.reduce((sum, { amountMg }) => sum + Number(amountMg), 0)).toBe(reference.lent)
      expect(await pictured(batch.batchId)).toBe(reference.at(10))
    }),
    { numRuns: 25, verbose: 1 },
  )
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

/** What the flow picture ends in as wet: also where what was lent came in the very event that took it. */
async function pictured(batchId: string): Promise<number> {
  const { actor } = world.who.grower
  const { nodes, links } = await world.database.transaction(actor, (tx) =>
    batchFlow(tx, actor, trustId('batch', parseId('batch', batchId)!)),
  )
  const ends = nodes.filter(
    ({ id, kind, state }) => kind === 'stock' && state === 'wet' && !links.some(({ from }) => from === id),
  )
  return links.filter(({ to }) => ends.some(({ id }) => id === to)).reduce((sum, { amount }) => sum + Number(amount), 0)
}

function play(batchId: string, { kind, minute: at, amount }: Step): Promise<Recorded> {
  const { grower } = world.who
  const occurredAt = minute(60 - at)
  const what = { batchId, state: 'wet' as const }
  switch (kind) {
    case 'lose':
      return lose(batchId, `${amount}`, 60 - at)
    case 'sample':
      return world.act(grower, 'sample', {
        ...what,
        massMg: `${amount}`,
        sample: newBatch(`S-${crypto.randomUUID().slice(0, 20)}`),
        occurredAt,
      })
    case 'count':
      return world.act(grower, 'count', {
        lines: [{ ...what, countedMassMg: `${amount}` }],
        counter: 'st-1',
        countersigner: 'st-2',
        followsId: null,
        occurredAt,
      })
  }
}
