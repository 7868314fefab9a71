// Exemptions of one holder that each cover one act: it stands on the first, by their numbers, under which there is room for it, and on none beyond.
// Not here: an act of several activities that stands in several at once (record/several-exemptions.test.ts).
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, parseId, printId, type Refused, sayRefusal } from '#kernel'
import type { Act } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { readEvent } from '../read/event-views.ts'
import { createImporter } from '../record/import-acts.ts'
import { previewAct } from '../record/preview-act.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { listLimits } from './list-limits.ts'

const { open, refusal, fresh, supplied } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

/** Exemptions are numbered across the authority. */
let count = 0
const numbers = (prefix = `N${count++}`) => [`${prefix}-1`, `${prefix}-2`, `${prefix}-3`] as const
const importing = { acts: ['import', 'have'] } as const
const atMost = (maxMg: bigint) => ({ limit: { acts: ['import'] as const, maxMg } })

const standsOn = async ({ actor }: Someone, act: Act) => {
  const view = await world.database.transaction(actor, (tx) => readEvent(tx, actor, parseId('event', act.eventId)!)) // Ours.
  return [view.exemption, ...view.exemptionsBeside].map((one) => one?.number)
}
const recorded = async (holder: Someone, act: Act) => {
  await world.record(holder, act)
  return standsOn(holder, act)
}
const used = async ({ actor, partyId }: Someone) => {
  const filter = { holder: printId('party', partyId) }
  const { items } = await world.database.transaction(actor, (tx) =>
    listLimits(tx, actor, { filter, law: testLaw, now: world.now }),
  )
  return items.filter(({ isNow }) => isNow).map(({ usedMassMg }) => BigInt(usedMassMg))
}
/** The refusal as it is said, its code first. */
const said = async (work: Promise<unknown>) => {
  const error = (await work.catch((thrown: unknown) => thrown)) as Refused
  const { detail } = sayRefusal(error.refusal, 'en')
  return [error.message, detail.replaceAll('\u00a0', ' '), error.refusal.basis]
}

test('the next by number where a condition of the first leaves no room, the first again for what still fits', async () => {
  const [one, other] = numbers()
  const holder = await openSeveral(world, [
    { number: other, ...importing, ...atMost(80n) },
    { number: one, ...importing, ...atMost(100n) },
  ])
  expect(await recorded(holder, holder.bringing('60'))).toEqual([one])
  expect(await recorded(holder, holder.bringing('60'))).toEqual([other])
  expect(await recorded(holder, holder.bringing('40'))).toEqual([one])
  expect(await used(holder)).toEqual([100n, 60n])
  const act = holder.bringing('21')
  const { year } = legalDayOf(Temporal.Instant.from(act.occurredAt))
  const words = [
    `Condition 1 of exemption ${one} allows at most 100 mg from 1 January ${year} to 31 December ${year}. This would make it 121 mg, which is 21 mg too much.`,
    `Condition 1 of exemption ${other} allows at most 80 mg from 1 January ${year} to 31 December ${year}. This would make it 81 mg, which is 1 mg too much.`,
    'Take less, divide it over two acts where it fits in parts, take back what was recorded wrongly, or ask the authority to change one of the exemptions.',
  ]
  expect(await said(world.record(holder, act))).toEqual([
    'chain/exemptions-full',
    words.join(' '),
    ['opiumwet/8a/2/b', 'opiumwet/8a'],
  ])
  const preview = (of: Act) =>
    world.database.transaction(holder.actor, (tx) =>
      previewAct(tx, holder.actor, { act: of, law: testLaw, now: world.now, locale: 'nl' }),
    )
  expect((await preview(act)).refusal?.code).toBe('chain/exemptions-full')
  expect((await preview(holder.bringing('20'))).exemption?.number).toBe(other)
})

test('the next where the first has no room under its ceiling, at any moment since; both full, both are told', async () => {
  const [one, other] = numbers()
  const holder = await openSeveral(world, [
    { number: one, ...importing, maxStockMg: 100n },
    { number: other, ...importing, maxStockMg: 300n },
  ])
  const at = (seconds: number) => ({ occurredAt: world.now.subtract({ seconds }).toString() })
  expect(await recorded(holder, holder.bringing('90', at(300)))).toEqual([one])
  const second = holder.bringing('50', at(200))
  expect(await recorded(holder, second)).toEqual([other])
  expect(await said(world.record(holder, holder.bringing('161', at(100))))).toEqual([
    'chain/exemptions-full',
    `Of "hennep" these premises may hold 100 mg under exemption ${one}; it would become 301 mg. Of "hennep" these premises may hold 300 mg under exemption ${other}; it would become 301 mg. Take less, divide it over two acts where it fits in parts, take back what was recorded wrongly, or ask the authority to change one of the exemptions.`,
    ['opiumwet/8a'],
  ])
  // Ten milligrams fitted under the first then, and would have passed it a minute later.
  expect(await recorded(holder, holder.bringing('10', at(250)))).toEqual([other])
  // What is taken back leaves its room to others.
  await world.act(holder, 'correct', { correctsId: second.eventId, reason: 'never came' })
  expect(await recorded(holder, holder.bringing('200', at(10)))).toEqual([other])
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('the law’s own exceptions are no way round a condition of an exemption', async () => {
  const [one] = numbers()
  const receiving = { acts: ['receive'] as const, maxMg: 150n }
  const pharmacy = await openSeveral(world, [{ number: one, acts: ['have'], limit: receiving }], 'pharmacy')
  const { packs } = await supplied()
  const deliver = async (massMg: string) => {
    const [shipmentId, line] = [shipment(), { batchId: packs.batchId, state: 'released' as const }]
    const away = { shipmentId, ...to(pharmacy), reason: 'supply' as const, lines: [{ ...line, massMg }] }
    await world.act(world.who.wholesaler, 'ship', away)
    return world.make(pharmacy, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: massMg }] }) as Act
  }
  expect(await recorded(pharmacy, await deliver('100'))).toEqual([one])
  const second = await deliver('51')
  expect(await refusal(world.record(pharmacy, second))).toBe('exemption-limit')
})

test('lines of one receipt stand each on the first that has room beside the lines before it', async () => {
  const [one, other] = numbers()
  const holder = await openSeveral(world, [
    { number: one, acts: ['have'], limit: { acts: ['receive'], maxMg: 100n } },
    { number: other, acts: ['have'], limit: { acts: ['receive'], maxMg: 60n } },
  ])
  const { packs } = await supplied()
  const { packs: others } = await supplied()
  const shipmentId = shipment()
  const lines = [packs, others].map(({ batchId }) => ({ batchId, state: 'released' as const }))
  const away = { shipmentId, ...to(holder), reason: 'supply' as const }
  await world.act(world.who.wholesaler, 'ship', { ...away, lines: lines.map((line) => ({ ...line, massMg: '60' })) })
  const receipt = { shipmentId, lines: lines.map((line) => ({ ...line, receivedMassMg: '60' })) }
  expect(await recorded(holder, world.make(holder, 'receive', receipt) as Act)).toEqual([one, other])
  expect(await used(holder)).toEqual([60n, 60n])
})

test('a drying and an extraction stand on the next too', async () => {
  const [one, other] = numbers()
  const growing = { acts: ['grow', 'process'] } as const
  const drying = { acts: ['dry'] as const, maxMg: 400n }
  const grower = await openSeveral(
    world,
    [
      { number: one, ...growing, limit: drying },
      { number: other, ...growing },
    ],
    'grower',
  )
  const dry = async (driedMassMg: string) => {
    const [lot, harvest] = [fresh('L'), fresh('H')]
    await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 5, room: '1' })
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 5, batch: harvest, wetMassMg: '2000' })
    return recorded(grower, world.make(grower, 'dry', { batchId: harvest.batchId, driedMassMg }) as Act)
  }
  expect([await dry('300'), await dry('300')]).toEqual([[one], [other]])

  const [flower, oil, more] = numbers()
  const making = { acts: ['prepare', 'have'], substanceId: 'hennepolie' } as const
  const maker = await openSeveral(world, [
    { number: flower, acts: ['import', 'have', 'process'] },
    { number: oil, ...making, limit: { acts: ['extract'], maxMg: 250n } },
    { number: more, ...making },
  ])
  const extract = async () => {
    const [brought, output] = [maker.bringing('2000'), fresh('O')]
    await world.record(maker, brought)
    const { batchId } = brought.batch
    const inputs = [{ batchId, state: 'quarantine', massMg: '1000' }] as const
    const made = { inputs, productCode: 'oil', output, outputMassMg: '200', wasteMassMg: '100', method: 'CO2' }
    return recorded(maker, world.make(maker, 'extract', made as never) as Act)
  }
  expect([await extract(), await extract()]).toEqual([
    [oil, flower],
    [more, flower],
  ])
})

/** What is expected: of those that are open, the first that it fits. */
const firstFit = (masses: readonly bigint[], maxima: readonly bigint[]) => {
  const sums = maxima.map(() => 0n)
  const on = masses.map((mg) => {
    const at = maxima.findIndex((most, index) => sums[index]! + mg <= most) // As many sums as maxima.
    if (at >= 0) sums[at]! += mg
    return at
  })
  return { on, sums }
}
const anyMasses = fc.array(fc.bigInt({ min: 1n, max: 60n }), { minLength: 1, maxLength: 12 })
const anyMaxima = fc.array(fc.bigInt({ min: 1n, max: 200n }), { minLength: 3, maxLength: 3 })

test('one after another each stands on the first it fits under, and none is passed; as history the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyMasses, anyMaxima, fc.constantFrom('limit', 'ceiling'), async (masses, maxima, by) => {
      const said = maxima.map((most) => (by === 'limit' ? atMost(most) : { maxStockMg: most }))
      const open = async () => {
        const named = numbers()
        const holder = await openSeveral(
          world,
          said.map((one, at) => ({ number: named[at]!, ...importing, ...one })),
        )
        return { holder, named }
      }
      const { holder, named } = await open()
      const acts = masses.map((mg) => holder.bringing(`${mg}`))
      const on: number[] = []
      for (const act of acts) {
        const code = await refusal(world.record(holder, act))
        const [number] = code === 'accepted' ? await standsOn(holder, act) : []
        if (!number) expect(code).toBe('exemptions-full')
        on.push(number ? named.indexOf(number as never) : -1)
      }
      // Under ceilings all lies in one place, whichever exemption it stands on.
      const fits = by === 'limit' ? firstFit(masses, maxima) : underCeilings(masses, maxima)
      expect(on).toEqual(fits.on)
      if (by === 'limit') expect(await used(holder)).toEqual(fits.sums)

      const again = await open()
      const options = { actor: world.staff, law: testLaw, now: () => world.now }
      const importer = await createImporter(world.database, options)
      const imported: number[] = []
      for (const mg of masses) {
        const act = again.holder.bringing(`${mg}`)
        const code = await refusal(importer.add(again.holder.actor, act).then(() => importer.finish()))
        const [number] = code === 'accepted' ? await standsOn(again.holder, act) : []
        imported.push(number ? again.named.indexOf(number as never) : -1)
      }
      expect(imported).toEqual(fits.on)
    }),
    { numRuns: 6, verbose: 1 },
  )
})

function underCeilings(masses: readonly bigint[], maxima: readonly bigint[]) {
  let lies = 0n
  const on = masses.map((mg) => {
    const at = maxima.findIndex((most) => lies + mg <= most)
    if (at >= 0) lies += mg
    return at
  })
  return { on, sums: [] }
}

test('sixteen at once, each again as long as the door was quicker: none is passed, and what was refused fitted nowhere', async () => {
  const [one, other] = numbers()
  const holder: SeveralHolder = await openSeveral(world, [
    { number: one, ...importing, ...atMost(100n) },
    { number: other, ...importing, ...atMost(50n) },
  ])
  const bring = async (): Promise<string> => {
    for (;;) {
      const code = await refusal(world.record(holder, holder.bringing('10')))
      if (code !== 'exemption-limit') return code // One alone is told by the door: somebody was quicker.
    }
  }
  const outcomes = await Promise.all(Array.from({ length: 16 }, bring))
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 15 }, () => 'accepted'), 'exemptions-full'])
  expect(await used(holder)).toEqual([100n, 50n])
})
