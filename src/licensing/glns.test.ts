// Numbers of parties and premises: who may say them, from which day they hold, and that one is never of two. Not here: how events are named by
// them (chain/epcis/places).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { NewGln } from './gln-contract.ts'
import { glnFacts, readGlns, recordGln } from './glns.ts'
import { closeImport, openImport } from './import-window.ts'
import { placesOf } from './locations.ts'
import { listParties } from './party-views.ts'
import { seedLicensing } from './seed-licensing.ts'

const [grower, pharmacy] = [newId('party'), newId('party')]
const [farm, shed, shop] = [newId('premises'), newId('premises'), newId('premises')]
const period = { from: Temporal.PlainDate.from('2020-01-01'), until: null }
const at = (premisesId: typeof farm, partyId: typeof grower, gln: string | null = null) => ({
  ...{ premisesId, partyId, gln, name: 'Place', town: 'Veendam', country: 'NL', period },
})
const [ofFarm, ofGrower, another, third] = ['9520000000011', '9520000000028', '9520000000035', '9520000000042']
const seed = {
  parties: [
    { partyId: grower, kind: 'grower' as const, name: 'Alder', country: 'NL', gln: ofGrower ?? null, prefixLength: 7 },
    { partyId: pharmacy, kind: 'pharmacy' as const, name: 'Beech', country: 'NL' },
  ],
  premises: [at(farm, grower, ofFarm), at(shed, grower), at(shop, pharmacy)],
  exemptions: [],
}

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
  for (let twice = 0; twice < 2; twice++) await within(database.staff, (tx) => seedLicensing(tx, database.staff, seed))
})
afterAll(() => database[Symbol.asyncDispose]())

const line = (over: Partial<NewGln> = {}): NewGln => ({
  glnId: printId('gln', newId('gln')),
  ...{ of: 'premises', gln: another ?? '', prefixLength: 7, fromOn: '2026-01-01', source: 'Letter' },
  ...over,
})
const say = (actor: Actor, premisesId: typeof farm, input: NewGln) =>
  within(actor, (tx) => recordGln(tx, actor, { premisesId, input }))
const factsOf = async (actor: Actor, ids: readonly string[], glns: readonly string[] = []) =>
  (await within(actor, (tx) => glnFacts(tx, actor.authorityId, { ids, glns }))).map(
    ({ gln, from, until, premisesId }) => [gln, from, until, premisesId],
  )

describe('a register that is brought in', () => {
  test('brings each number once, from the first day of the premises, and screens show it', async () => {
    expect(await factsOf(pharmacySays, [farm, grower])).toEqual([
      [ofFarm, '2020-01-01', null, farm],
      [ofGrower, '1900-01-01', null, null],
    ])
    const [alder] = (await within(pharmacySays, (tx) => listParties(tx, pharmacySays))).items
    expect([alder?.gln, alder?.premises.map(({ gln }) => gln).toSorted()]).toEqual([
      ofGrower,
      [ofFarm, null].toSorted(),
    ])
    expect((await within(growerSays, (tx) => placesOf(tx, growerSays, { premises: [farm] })))[0]?.gln).toBe(ofFarm)
  })

  test('with one number for two is refused whole', async () => {
    const parties = [
      { partyId: newId('party'), kind: 'packer' as const, name: 'Cedar', country: 'NL', gln: ofFarm ?? '' },
    ]
    await expect(
      within(database.staff, (tx) => seedLicensing(tx, database.staff, { parties, premises: [], exemptions: [] })),
    ).rejects.toThrow('licensing/gln-taken')
  })
})

describe('recording a number', () => {
  test('holds from its day; a later line follows, also to say that there is none', async () => {
    await say(growerSays, shed, line())
    const { premises } = await say(growerSays, shed, line({ gln: third ?? '', fromOn: '2026-06-01' }))
    expect(premises.gln).toBe(third)
    await say(database.staff, shed, line({ gln: null, prefixLength: null, fromOn: '2026-08-01' }))
    expect(await factsOf(pharmacySays, [shed])).toEqual([
      [another, '2026-01-01', '2026-06-01', shed],
      [third, '2026-06-01', '2026-08-01', shed],
    ])
    const { lines, party } = await within(growerSays, (tx) => readGlns(tx, growerSays, shed))
    expect(lines.map(({ of, gln }) => `${of} ${gln}`)).toEqual([
      'premises null',
      `premises ${third}`,
      `premises ${another}`,
      `party ${ofGrower}`,
    ])
    expect(party.gln).toBe(ofGrower)
  })

  test('of two lines from one day the later said counts, and what was said stays', async () => {
    await say(growerSays, shed, line({ gln: '9520000000059', fromOn: '2026-06-01' }))
    expect((await factsOf(growerSays, [shed])).map(([gln]) => gln)).toEqual([another, '9520000000059'])
    expect((await within(growerSays, (tx) => readGlns(tx, growerSays, shed))).lines).toHaveLength(5)
  })

  test('a number is of one party, and on one day of one place; afterwards it may be another’s place of that party', async () => {
    await expect(say(pharmacySays, shop, line({ gln: ofFarm ?? '' }))).rejects.toThrow('licensing/gln-taken')
    await expect(say(pharmacySays, shop, line({ of: 'party', gln: ofFarm ?? '' }))).rejects.toThrow(
      'licensing/gln-taken',
    )
    await expect(say(growerSays, shed, line({ gln: ofFarm ?? '', fromOn: '2027-01-01' }))).rejects.toThrow(
      'licensing/gln-taken',
    )
    // Premises and the party itself may share one.
    await say(growerSays, farm, line({ of: 'party', gln: ofFarm ?? '', fromOn: '2026-01-01' }))
    // Two that were swapped: first the one ends, then the other has it.
    await say(growerSays, farm, line({ gln: '9520000000066', fromOn: '2026-09-01' }))
    await say(growerSays, shed, line({ gln: ofFarm ?? '', fromOn: '2026-09-01' }))
    expect((await factsOf(growerSays, [], [ofFarm ?? ''])).filter(([gln]) => gln === ofFarm)).toEqual([
      [ofFarm, '2020-01-01', '2026-09-01', farm],
      [ofFarm, '2026-01-01', null, null],
      [ofFarm, '2026-09-01', null, shed],
    ])
  })

  test('two who say the same number at once are not both believed', async () => {
    const number = '9520000000073'
    const tried = await Promise.allSettled([
      say(growerSays, farm, line({ gln: number, fromOn: '2028-01-01' })),
      say(pharmacySays, shop, line({ gln: number, fromOn: '2028-01-01' })),
    ])
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(String(tried.find((one) => one.status === 'rejected')?.reason)).toContain('licensing/gln-taken')
  })

  test('the same line twice is once; with other content it is refused', async () => {
    const once = line({ gln: '9520000000080', fromOn: '2029-01-01' })
    await say(pharmacySays, shop, once)
    await expect(say(pharmacySays, shop, once)).resolves.toMatchObject({ party: { name: 'Beech' } })
    await expect(say(pharmacySays, shop, { ...once, source: 'Another' })).rejects.toThrow('licensing/gln-changed')
  })

  test('a wrong check digit, or no thirteen digits, is refused, and spaces are no fault', async () => {
    await expect(say(growerSays, farm, line({ gln: '9520000000012' }))).rejects.toThrow('kernel/identifier-check')
    await expect(say(growerSays, farm, line({ gln: '952000000001' }))).rejects.toThrow('kernel/identifier-form')
    await say(growerSays, farm, line({ gln: '9520000 00009 7', fromOn: '2030-01-01' }))
    expect((await factsOf(growerSays, [farm])).at(-1)).toEqual(['9520000000097', '2030-01-01', null, farm])
  })

  test('nobody numbers another’s premises, nor premises that are not there, and the database says so too', async () => {
    await expect(say(pharmacySays, farm, line({ gln: '9520000000103' }))).rejects.toThrow('licensing/unknown-premises')
    await expect(say(growerSays, newId('premises'), line({ gln: '9520000000103' }))).rejects.toThrow(
      'licensing/unknown-premises',
    )
    const bad = `insert into licensing.gln_line (authority_id, line_id, party_id, gln, turn, from_on, source)
      values ('${database.authorityId}', gen_random_uuid(), '${grower}', '9520000000012', 0, '2026-01-01', 'x')`
    const refused = await database.admin.query(bad).catch((error: unknown) => databaseError(error)?.constraint)
    expect(refused).toBe('gln_line_holds')
    await closeImport(database.admin, database.authorityId)
  })
})
