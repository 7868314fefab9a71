// Which period of a limit a day lies in, and what the register answers of limits. Not here: using them (chain/limits/limits.test.ts).
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { covers, newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { openImport } from './import-window.ts'
import { exemptionLimits, limitPeriodOf } from './limits.ts'
import { seedLicensing } from './seed-licensing.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const holders = [newId('party'), newId('party')] as const
const exemptionId = newId('exemption')
const limit = {
  substanceId: 'hennep',
  productCode: null,
  acts: ['dry' as const],
  per: 'year' as const,
  maxMassMg: '7000',
}
const condition = { number: 4, nl: 'Hoogstens 7 gram.', en: 'At most 7 grams.', basis: 'opiumwet/8a/1' }

let registers: TestDatabase
beforeAll(async () => {
  registers = await openTestDatabase({ upTo: 'licensing' })
  await openImport(registers.admin, registers.authorityId)
  const seed = {
    parties: holders.map((partyId) => ({ partyId, kind: 'grower' as const, name: 'Alder', country: 'NL' })),
    premises: [],
    exemptions: [
      {
        ...{ exemptionId, number: 'E-1', holderId: holders[0], ground: 'opiumwet/8/2', basis: [] },
        versions: [
          {
            period: { from: day('2024-03-01'), until: day('2025-07-01') },
            scope: [],
            conditions: [
              { ...condition, limit },
              { ...condition, number: 5 },
            ],
          },
          {
            period: { from: day('2025-07-01'), until: day('2027-03-01') },
            scope: [],
            conditions: [{ ...condition, limit: { ...limit, maxMassMg: '9000' } }],
          },
        ],
      },
    ],
  }
  const bringIn = () =>
    registers.database.transaction(registers.staff, (tx) => seedLicensing(tx, registers.staff, seed))
  await bringIn()
  await bringIn() // Twice is once.
})
afterAll(() => registers[Symbol.asyncDispose]())

const read = (asked: Parameters<typeof exemptionLimits>[2], actor = registers.staff) =>
  registers.database.transaction(actor, (tx) => exemptionLimits(tx, registers.authorityId, asked))

test('each version says its own most, and all of them when the exemption begins and ends', async () => {
  const all = await read({ exemptionId })
  expect(all.map(({ number, maxMg, version }) => [number, maxMg, `${version.from}`, `${version.until}`])).toEqual([
    [4, 7_000n, '2024-03-01', '2025-07-01'],
    [4, 9_000n, '2025-07-01', '2027-03-01'],
  ])
  for (const { validity } of all)
    expect([`${validity.from}`, `${validity.until}`]).toEqual(['2024-03-01', '2027-03-01'])
  expect((await read({ holderId: holders[0], on: day('2025-07-01') })).map(({ maxMg }) => maxMg)).toEqual([9_000n])
  expect(await read({ on: day('2027-03-01') })).toEqual([])
})

test('a holder reads its own alone', async () => {
  const holder = (index: 0 | 1) => registers.actorFor({ wall: 'holder', partyId: holders[index] })
  expect(await read({}, holder(0))).toHaveLength(2)
  expect(await read({}, holder(1))).toEqual([])
})

test('a withdrawal ends its days', async () => {
  const withdraw = (on: string | null) =>
    registers.admin.query('update licensing.exemption set withdrawn_on = $1 where exemption_id = $2', [on, exemptionId])
  await withdraw('2026-02-01')
  expect(`${(await read({ exemptionId }))[0]?.validity.until}`).toBe('2026-02-01')
  await withdraw(null)
})

test('every day lies in one period, which is of its year or of the whole, and never outside the exemption', () => {
  const days = fc.integer({ min: 0, max: 4_000 }).map((count) => day('2020-01-01').add({ days: count }))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 2_000 }), fc.nat(4_000), (from, length, after) => {
      const validity = { from, until: from.add({ days: length }) }
      const on = from.add({ days: after % length })
      const year = limitPeriodOf({ per: 'year', validity }, on)
      expect(year.key).toBe(`${on.year}`)
      expect(covers(year.days, on)).toBe(true)
      const { from: first, until } = year.days
      const last = until!.subtract({ days: 1 }) // A year ends.
      expect([first.year, last.year]).toEqual([on.year, on.year])
      expect(covers(validity, first) && covers(validity, last)).toBe(true)
      expect(limitPeriodOf({ per: 'validity', validity }, on)).toEqual({ key: 'validity', days: validity })
    }),
  )
})
