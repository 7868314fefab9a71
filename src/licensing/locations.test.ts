// Where premises lie: what each reader may know of it, in the database itself, and that a town never carries a spot. Not here: the map.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { printDegrees, readDegrees, toTown } from './coordinates.ts'
import { closeImport, openImport } from './import-window.ts'
import type { NewLocation } from './location-contract.ts'
import { placesOf, readPlace, recordLocation, seedLocations } from './locations.ts'
import { seedLicensing } from './seed-licensing.ts'

const grower = newId('party')
const pharmacy = newId('party')
const premisesId = newId('premises')
const shop = newId('premises')
const period = { from: Temporal.PlainDate.from('2020-01-01'), until: null }
const farm = { premisesId, partyId: grower, name: 'Farm', town: 'Veendam', country: 'NL', period }
const store = { premisesId: shop, partyId: pharmacy, name: 'Shop', town: 'Zwolle', country: 'NL', period }

let database: TestDatabase
let growerSays: Actor
let pharmacySays: Actor
const within = <Value>(actor: Actor, work: (tx: Tx) => Promise<Value>) => database.database.transaction(actor, work)
beforeAll(async () => {
  database = await openTestDatabase({ upTo: 'licensing' })
  const holder = { ...database.staff, kind: 'person', wall: 'holder', userId: newId('user') } as const
  growerSays = { ...holder, partyId: grower }
  pharmacySays = { ...holder, partyId: pharmacy }
  await openImport(database.admin, database.authorityId)
  await within(database.staff, (tx) =>
    seedLicensing(tx, database.staff, {
      parties: [
        { partyId: grower, kind: 'grower', name: 'Alder', country: 'NL' },
        { partyId: pharmacy, kind: 'pharmacy', name: 'Beech', country: 'NL' },
      ],
      premises: [farm, store],
      exemptions: [],
    }),
  )
})
afterAll(() => database[Symbol.asyncDispose]())

const spot = (over: Partial<NewLocation> = {}): NewLocation => ({
  locationId: printId('location', newId('location')),
  exactness: 'spot',
  point: { latitude: '53.106419', longitude: '6.875133' },
  source: 'Own survey',
  knownOn: '2026-05-01',
  ...over,
})
const say = (actor: Actor, input: NewLocation, at = premisesId) =>
  within(actor, (tx) => recordLocation(tx, actor, { premisesId: at, input }))
const seenBy = async (actor: Actor, at = premisesId) =>
  (await within(actor, (tx) => placesOf(tx, actor, { premises: [at] })))[0]?.location ?? null

describe('degrees', () => {
  test('come back as they were written, and a town is the nearest hundredth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180_000_000, max: 180_000_000 }), (udeg) => {
        expect(readDegrees(printDegrees(udeg))).toBe(udeg)
        expect(toTown(udeg) % 10_000).toBe(toTown(udeg) < 0 ? -0 : 0)
        expect(Math.abs(toTown(udeg) - udeg)).toBeLessThanOrEqual(5_000)
      }),
    )
    expect(printDegrees(-70_000)).toBe('-0.07')
    expect(readDegrees('4')).toBe(4_000_000)
  })
})

describe('where premises lie', () => {
  test('is unknown until somebody says so', async () => {
    expect(await seenBy(database.staff)).toBeNull()
  })

  test('the spot is for whose it is and the authority; others see the town, rounded to a kilometre', async () => {
    await say(growerSays, spot())
    expect(await seenBy(growerSays)).toMatchObject({ exactness: 'spot', latitude: '53.106419' })
    expect(await seenBy(database.staff)).toMatchObject({ exactness: 'spot', source: 'Own survey' })
    expect(await seenBy(pharmacySays)).toBeNull()
    await say(growerSays, spot({ exactness: 'town', source: 'Town hall' }))
    expect(await seenBy(pharmacySays)).toEqual({
      exactness: 'town',
      latitude: '53.11',
      longitude: '6.88',
      source: 'Town hall',
      knownOn: '2026-05-01',
    })
    const { lines } = await within(pharmacySays, (tx) => readPlace(tx, pharmacySays, premisesId))
    expect(JSON.stringify(lines)).not.toContain('53.106419')
    const raw = await within(pharmacySays, (tx) =>
      sql<{
        found: bigint
      }>`select count(*) as found from licensing.premises_location where exactness = 'spot'`.execute(tx),
    )
    expect(raw.rows[0]?.found).toBe(0n)
  })

  test('a later line follows an earlier one, also to say that it is unknown again', async () => {
    await say(database.staff, spot({ exactness: 'town', point: { latitude: '52.51', longitude: '6.09' } }), shop)
    expect(await seenBy(growerSays, shop)).toMatchObject({ latitude: '52.51' })
    await say(pharmacySays, spot({ exactness: 'town', point: null, source: 'It moved' }), shop)
    expect(await seenBy(growerSays, shop)).toBeNull()
    const { lines } = await within(growerSays, (tx) => readPlace(tx, growerSays, shop))
    expect(lines.map(({ source, point }) => [source, point?.latitude ?? null])).toEqual([
      ['It moved', null],
      ['Own survey', '52.51'],
    ])
  })

  test('the same line twice is once; with other content it is refused', async () => {
    const line = spot()
    await say(growerSays, line)
    await expect(say(growerSays, line)).resolves.toMatchObject({ place: { town: 'Veendam' } })
    await expect(say(growerSays, { ...line, source: 'Another' })).rejects.toThrow('licensing/location-changed')
  })

  test('nobody says where another’s premises lie, nor of premises that are not there', async () => {
    await expect(say(pharmacySays, spot())).rejects.toThrow('licensing/unknown-premises')
    expect(await seenBy(pharmacySays)).toMatchObject({ exactness: 'town' })
    await expect(say(database.staff, spot(), newId('premises'))).rejects.toThrow('licensing/unknown-premises')
  })

  test('the database refuses a spot that calls itself a town, and changing what was said', async () => {
    const put = (row: object) =>
      within(database.staff, (tx) =>
        sql`select licensing.put_location(${database.authorityId}, ${JSON.stringify(row)}::jsonb)`.execute(tx),
      ).catch((error: unknown) => databaseError(error))
    const row = { id: newId('location'), premises: shop, exactness: 'town', source: 'x', knownOn: '2026-01-01' }
    expect(await put({ ...row, latitude: 52_512_345, longitude: 6_090_000 })).toMatchObject({
      constraint: 'premises_location_town',
    })
    expect(await put({ ...row, latitude: 52_510_000 })).toMatchObject({ constraint: 'premises_location_whole' })
    const update = database.admin.query(`update licensing.premises_location set source = 'y'`)
    await expect(update).rejects.toThrow()
  })

  test('comes in with the registers only while an import is open', async () => {
    const seed = {
      locationId: newId('location'),
      premisesId,
      exactness: 'town',
      point: { latitude: '53.12', longitude: '6.91' },
      source: 'Register',
      knownOn: '2026-06-01',
    } as const
    await within(database.staff, (tx) => seedLocations(tx, database.staff, [seed, seed]))
    expect(await seenBy(pharmacySays)).toMatchObject({ source: 'Register', longitude: '6.91' })
    await closeImport(database.admin, database.authorityId)
    const closed = within(database.staff, (tx) => seedLocations(tx, database.staff, [seed]))
    await expect(closed.catch((error: unknown) => databaseError(error))).resolves.toMatchObject({
      constraint: 'import_closed',
    })
  })
})
