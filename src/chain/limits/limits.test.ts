// What a condition of an exemption limits for a year, or while it holds, through the real door: used up by the acts it names, of its substance
// alone, in the period of the act, never twice, and given back. Not here: the most that may lie in one place (ceiling.test.ts).
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, parseId, printId, Refused, sayRefusal } from '#kernel'
import type { Act, LimitView } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { createBatcher } from '../record/batcher.ts'
import { createImporter } from '../record/import-acts.ts'
import { previewAct } from '../record/preview-act.ts'
import { prepareAct } from '../record/record-act.ts'
import { ledgerFaults } from '../testing/ledger-faults.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { listLimits } from './list-limits.ts'

const { open, reachedAll, refusal, expectRefusal, fresh, grown, supplied, send } = refusalsOf('limits')
let world: World
let today: Temporal.PlainDate
beforeAll(async () => {
  world = await open()
  today = legalDayOf(world.now)
})

type Limit = Pick<LimitView, 'acts' | 'per'> & {
  readonly maxMg: number
  readonly substanceId?: string
  readonly productCode?: string
}

/** A condition of an exemption that is in force already, as a decision maker would have it registered. */
async function limit(exemption: string, number: number, { acts, per, maxMg, ...of }: Limit): Promise<void> {
  const { substanceId = 'hennep', productCode = null } = of
  await world.admin.query(
    `insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
     select v.authority_id, v.exemption_id, v.period, $2, 'Niet meer.', 'No more.', 'opiumwet/8a/2/b'
     from licensing.exemption_version v join licensing.exemption e using (authority_id, exemption_id) where e.number = $1`,
    [exemption, number],
  )
  await world.admin.query(
    `insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, product_code, acts, per, max_mg)
     select c.authority_id, c.exemption_id, c.period, c.number, $3, $4, $5, $6, $7
     from licensing.exemption_condition c join licensing.exemption e using (authority_id, exemption_id) where e.number = $1 and c.number = $2`,
    [exemption, number, substanceId, productCode, acts, per, `${maxMg}`],
  )
}
const widen = (exemption: string, maxMg: bigint | number) =>
  world.admin.query(
    `update licensing.exemption_limit set max_mg = $2 where exemption_id = (select exemption_id from licensing.exemption where number = $1)`,
    [exemption, `${maxMg}`],
  )

const limitsSeenBy = async ({ actor }: Someone, holder: Someone) =>
  (
    await world.database.transaction(actor, (tx) =>
      listLimits(tx, actor, { filter: { holder: printId('party', holder.partyId) }, law: testLaw, now: world.now }),
    )
  ).items
const nowOf = (items: readonly LimitView[]) => items.filter(({ isNow }) => isNow).map(of)
const of = ({ condition, from, usedMassMg, leftMassMg }: LimitView) => [condition, from, usedMassMg, leftMassMg]

const importOf = (massMg: string, more: object = {}) => ({
  ...{
    batch: fresh('I'),
    productCode: 'flower',
    massMg,
    sellerId: printId('party', world.who['foreign-buyer'].partyId),
  },
  ...{ importPermit: 'on paper', exportPermit: 'DE-1', foreignName: 'X' },
  ...more,
})
const bring = (massMg: string, more: object = {}) => world.act(world.who.wholesaler, 'import', importOf(massMg, more))

test('a harvest that is weighed back dry uses the quantity of its exemption, and a taking back gives it back', async () => {
  const { grower, pharmacy } = world.who
  await limit('E-grower', 3, { acts: ['dry'], per: 'validity', maxMg: 1000 })
  const [one, other, third] = [await grown(), await grown(), await grown()]
  const dry = ({ harvest }: typeof one, driedMassMg: string) =>
    world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg })
  const dried = await dry(one, '600')
  await dry(other, '300')
  expect((await limitsSeenBy(grower, grower)).map(of)).toEqual([[3, '2015-01-01', '900', '100']])
  expect(await limitsSeenBy(pharmacy, grower)).toEqual([])
  await expectRefusal('exemption-limit', () => dry(third, '201'))
  await world.act(grower, 'correct', { correctsId: dried.eventId, reason: 'wrong scale' })
  await dry(third, '201')
  expect((await limitsSeenBy(world.who.authority, grower)).map(of)).toEqual([[3, '2015-01-01', '501', '499']])
})

test('the refusal names the condition, its exemption, its days, its article and what to do; the form says it beforehand', async () => {
  const { grower } = world.who
  const { harvest } = await grown()
  const act = (driedMassMg: string) => world.make(grower, 'dry', { batchId: harvest.batchId, driedMassMg }) as Act
  const preview = (driedMassMg: string) =>
    world.database.transaction(grower.actor, (tx) =>
      previewAct(tx, grower.actor, { act: act(driedMassMg), law: testLaw, now: world.now, locale: 'en' }),
    )
  expect(await preview('499')).toMatchObject({
    refusal: null,
    limits: [
      { exemption: { number: 'E-grower' }, condition: 3, maxMassMg: '1000', beforeMassMg: '501', afterMassMg: '1000' },
    ],
  })
  const kinds = (await preview('499')).balances.map(({ account }) => account.kind)
  expect(kinds).not.toContain('allowance')
  const error = await world.record(grower, act('500')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refused)
  const { refusal: refused } = error as Refused // Asked just before.
  expect(refused.basis).toEqual(['opiumwet/8a/2/b', 'opiumwet/8a'])
  expect(sayRefusal(refused, 'en').detail.replaceAll('\u00a0', ' ')).toBe(
    'Condition 3 of exemption E-grower allows at most 1 g from 1 January 2015. This would make it 1.001 g, which is 1 mg too much. Take less, take back what was recorded wrongly, or ask the authority to change the condition.',
  )
  expect((await preview('500')).refusal).toMatchObject({ code: 'chain/exemption-limit', basis: refused.basis })
})

test('another substance, another act, and what only comes back use nothing of it', async () => {
  const { institution, wholesaler, pharmacy, 'foreign-buyer': seller } = world.who
  await widen('E-grower', 1_000_000)
  await limit('E-institution', 1, { acts: ['import', 'receive'], per: 'year', maxMg: 100, substanceId: 'mdma' })
  await limit('E-wholesaler', 1, { acts: ['receive'], per: 'year', maxMg: 450, productCode: 'flower' })
  const { packs } = await supplied() // 400 of them came in here.
  await send(wholesaler, institution, 'supply', packs.batchId, 'released', '200')
  const salt = { productCode: 'powder', sellerId: printId('party', seller.partyId) }
  const bringSalt = (massMg: string) => world.act(institution, 'import', importOf(massMg, salt))
  await bringSalt('60')
  await expectRefusal('exemption-limit', () => bringSalt('41'))
  await bringSalt('40')
  expect(nowOf(await limitsSeenBy(institution, institution))).toEqual([[1, `${today.year}-01-01`, '100', '0']])
  await send(wholesaler, pharmacy, 'supply', packs.batchId, 'released', '100')
  await send(pharmacy, wholesaler, 'return', packs.batchId, 'released', '100')
  await bring('1000') // Not among its acts.
  expect(nowOf(await limitsSeenBy(wholesaler, wholesaler))).toEqual([[1, `${today.year}-01-01`, '400', '50']])
  expect(await refusal(supplied())).toBe('exemption-limit')
})

test('what happened in another year is of that year, whenever it is recorded; a wider condition holds from then on', async () => {
  const { wholesaler } = world.who
  await limit('E-wholesaler', 2, { acts: ['import'], per: 'year', maxMg: 1100 }) // A thousand was brought in before that.
  const lastYear = {
    occurredAt: world.now.toZonedDateTimeISO(legalTimeZone).subtract({ years: 1 }).toInstant().toString(),
  }
  await bring('80')
  await bring('90', lastYear)
  await expectRefusal('exemption-limit', () => bring('1011', lastYear))
  await expectRefusal('exemption-limit', () => bring('21'))
  const imported = async () => (await limitsSeenBy(wholesaler, wholesaler)).filter(({ condition }) => condition === 2)
  const [now, before, ...earlier] = await imported()
  expect([now, before].map((one) => one && of(one))).toEqual([
    [2, `${today.year}-01-01`, '1080', '20'],
    [2, `${today.year - 1}-01-01`, '90', '1010'],
  ])
  expect(now?.isNow).toBe(true)
  expect([await toldOf(now), now?.untold.map(({ massMg }) => massMg)]).toEqual(['80', ['1000']])
  expect([earlier.length, new Set(earlier.map(({ accountId }) => accountId))]).toEqual([
    today.year - 1 - 2015,
    new Set([null]),
  ])
  await widen('E-wholesaler', 5000)
  await bring('21')
  expect((await imported()).map(of)[0]).toEqual([2, `${today.year}-01-01`, '1101', '3899'])
})

test('of two that were decided at once the door lets one in', async () => {
  const { wholesaler } = world.who
  const used = BigInt((await limitsSeenBy(wholesaler, wholesaler)).find(({ condition }) => condition === 2)!.usedMassMg)
  await widen('E-wholesaler', used + 100n)
  const prepare = () => {
    const act = world.make(wholesaler, 'import', importOf('60')) as Act
    return world.database.transaction(wholesaler.actor, (tx) =>
      prepareAct(tx, wholesaler.actor, { act, law: testLaw, now: world.now }),
    )
  }
  const prepared = [await prepare(), await prepare()]
  const batcher = createBatcher(world.database, { actor: wholesaler.actor })
  const verdicts = await Promise.allSettled(prepared.map((one) => batcher.post(one)))
  const [refused] = verdicts.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(verdicts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(refused).toMatchObject({ message: 'chain/exemption-limit' })
  expect(refused.refusal.params).toMatchObject({ exemption: 'E-wholesaler', condition: 2, maxMg: used + 100n })
})

/** What stands in the account of a limit, as its page says. */
async function toldOf(limit: LimitView | undefined): Promise<string | undefined> {
  const [row] = await world.admin.query<{ amount: bigint }>('select amount from chain.balance where account_id = $1', [
    parseId('account', limit?.accountId ?? ''),
  ])
  return row && `${row.amount}`
}

/** What the events say, one by one, without the account. */
async function brought({ partyId }: Someone): Promise<bigint> {
  const [row] = await world.admin.query<{ mg: bigint }>(
    `select coalesce(sum(m.amount), 0)::bigint as mg
     from chain.event e
     join chain.movement m on m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'
     where e.kind = 'import' and e.holder_id = $1 and extract(year from e.occurred_at at time zone 'Europe/Amsterdam') = $2
       and not exists (select from chain.correction c where c.authority_id = e.authority_id and c.corrects_id = e.event_id)
       and e.recorded_at > (select recorded_at from chain.event where event_id = $3)`,
    [partyId, today.year, firstCounted],
  )
  return row?.mg ?? 0n
}
let firstCounted: string

test('sixteen at once, some taking back: what was used is what the events say, and never beyond', async () => {
  const { wholesaler } = world.who
  const usedNow = async () =>
    BigInt((await limitsSeenBy(wholesaler, wholesaler)).find(({ condition }) => condition === 2)!.usedMassMg)
  const [last] = await world.admin.query<{ id: string }>(
    `select event_id as id from chain.event order by recorded_at desc limit 1`,
  )
  firstCounted = last!.id // The world has events by now.
  const before = await usedNow()
  const writer = fc.record({ massMg: fc.integer({ min: 1, max: 40 }), takesBack: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.array(writer, { minLength: 16, maxLength: 16 }),
      fc.integer({ min: 1, max: 300 }),
      async (writers, roomMg) => {
        const most = (await usedNow()) + BigInt(roomMg)
        await widen('E-wholesaler', most)
        const outcomes = await Promise.all(
          writers.map(async ({ massMg, takesBack }) => {
            try {
              const { eventId } = await bring(`${massMg}`)
              if (takesBack) await world.act(wholesaler, 'correct', { correctsId: eventId, reason: 'wrong' })
              return 'accepted'
            } catch (error) {
              return refusal(Promise.reject(error))
            }
          }),
        )
        expect(new Set([...outcomes, 'accepted', 'exemption-limit'])).toEqual(new Set(['accepted', 'exemption-limit']))
        const used = await usedNow()
        expect(used).toBe(before + (await brought(wholesaler)))
        expect(used <= most).toBe(true)
      },
    ),
    { numRuns: 8 },
  )
})

test('what is brought in as history is held to it too, and gives back', async () => {
  const { wholesaler } = world.who
  const used = BigInt((await limitsSeenBy(wholesaler, wholesaler)).find(({ condition }) => condition === 2)!.usedMassMg)
  await widen('E-wholesaler', used + 100n)
  const importer = await createImporter(world.database, { actor: world.staff, law: testLaw, now: () => world.now })
  const add = async (kind: 'import' | 'correct', fields: object) => {
    const act = world.make(wholesaler, kind, fields as never) as Act
    await importer.add(wholesaler.actor, act)
    return act.eventId
  }
  const first = await add('import', importOf('100'))
  expect(await refusal(add('import', importOf('1')))).toBe('exemption-limit')
  await add('correct', { correctsId: first, reason: 'wrong' })
  await add('import', importOf('99'))
  await importer.finish()
  expect((await limitsSeenBy(wholesaler, wholesaler)).find(({ condition }) => condition === 2)?.leftMassMg).toBe('1')
})

test('the proof covers what was used, and names it where it was edited behind our back', async () => {
  expect(await ledgerFaults(world)).toEqual([])
  await unlockLedger(world.admin)
  const [row] = await world.admin.query<{ id: string }>(
    `update chain.balance set amount = amount - 10
     where account_id = (select account_id from chain.account where ledger = 'limit_mg' and kind = 'allowance' order by account_id limit 1)
     returning account_id as id`,
  )
  const { faults } = await verifyLedger(world.admin, world.authorityId)
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'balance-differs', id: row?.id }))
})

reachedAll()
