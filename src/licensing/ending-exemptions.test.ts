// Which exemptions end soon: neither the one that goes on in another version, nor what is withdrawn, nor more than a page says there are.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { endingExemptions } from './ending-exemptions.ts'
import { openImport } from './import-window.ts'
import { seedLicensing } from './seed-licensing.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const growers = [newId('party'), newId('party')] as const
const version = (from: string, until: string | null) => ({
  period: { from: day(from), until: until === null ? null : day(until) },
  scope: [],
  conditions: [],
})
const exemption = (
  number: string,
  holderId: (typeof growers)[number],
  versions: readonly ReturnType<typeof version>[],
) => ({
  ...{ exemptionId: newId('exemption'), number, holderId, ground: 'opiumwet/8/2', basis: [], versions },
})

let registers: TestDatabase
beforeAll(async () => {
  registers = await openTestDatabase({ upTo: 'licensing' })
  await openImport(registers.admin, registers.authorityId)
  await registers.database.transaction(registers.staff, (tx) =>
    seedLicensing(tx, registers.staff, {
      parties: growers.map((partyId, place) => ({
        partyId,
        kind: 'grower' as const,
        name: `Grower ${place}`,
        country: 'NL',
      })),
      premises: [],
      exemptions: [
        exemption('E-1', growers[0], [version('2025-01-01', '2026-01-01'), version('2026-01-01', null)]),
        exemption('E-2', growers[0], [version('2025-01-01', '2025-12-01'), version('2025-12-01', '2026-02-01')]),
        exemption('E-3', growers[1], [version('2025-01-01', '2026-01-11')]),
        exemption('E-4', growers[1], [version('2025-01-01', null)]),
        exemption('E-5', growers[1], [version('2025-01-01', '2025-11-20')]),
        exemption('E-6', growers[0], [version('2025-12-20', '2026-01-20')]),
      ],
    }),
  )
})
afterAll(() => registers[Symbol.asyncDispose]())

const ending = (on: string, lastBefore: string, { actor = registers.staff, limit = 9 } = {}) =>
  registers.database.transaction(actor, (tx) =>
    endingExemptions(tx, actor, { on: day(on), lastBefore: day(lastBefore), limit }),
  )

test('those whose last version ends within the days, the first to end first', async () => {
  const { count, items } = await ending('2025-11-22', '2026-02-20')
  expect([count, items.map(({ number, lastOn }) => [number, lastOn.toString()])]).toEqual([
    2,
    [
      ['E-3', '2026-01-10'],
      ['E-2', '2026-01-31'],
    ],
  ])
})

test('its last day is still its own, and the days are the term’s', async () => {
  expect((await ending('2025-11-22', '2026-01-10')).count).toBe(0)
  expect((await ending('2025-11-22', '2026-01-11')).count).toBe(1)
  expect((await ending('2026-01-10', '2026-01-11')).items.map(({ number }) => number)).toEqual(['E-3'])
  expect((await ending('2026-01-11', '2026-01-12')).count).toBe(0)
})

test('a page says how many there are, and a holder reads of its own', async () => {
  const page = await ending('2025-12-21', '2026-02-20', { limit: 1 })
  expect([page.count, page.items.map(({ number }) => number)]).toEqual([3, ['E-3']])
  const actor = registers.actorFor({ wall: 'holder', partyId: growers[1] })
  expect((await ending('2025-12-21', '2026-02-20', { actor })).items.map(({ number }) => number)).toEqual(['E-3'])
})
