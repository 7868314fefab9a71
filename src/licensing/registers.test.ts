// The registers in the database: seeding, versions that may not overlap, walls and pages. Not here: coverage-on.ts, which is pure.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { databaseError } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { exemption, listExemptions } from './exemption-views.ts'
import { closeImport, openImport } from './import-window.ts'
import { listParties, party } from './party-views.ts'
import { seedFromViews } from './seed-from-views.ts'
import { type LicensingSeed, seedLicensing } from './seed-licensing.ts'
import { loadLicensingFacts } from './store.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const always = { from: day('2020-01-01'), until: null }
const growers = [newId('party'), newId('party')] as const
const premisesId = newId('premises')
const exemptionId = newId('exemption')
const scope = {
  acts: ['grow' as const],
  substances: [{ substanceId: 'hennep', list: 'II' as const }],
  purposes: ['medicinal-supply' as const],
  premises: [premisesId],
  maxStockMg: 5_000n,
}
const limit = {
  substanceId: 'hennep',
  productCode: null,
  acts: ['dry' as const],
  per: 'year' as const,
  maxMassMg: '7000',
}
const conditions = [{ number: 1, nl: 'Hoogstens 7 gram.', en: 'At most 7 grams.', basis: 'opiumwet/8a/1', limit }]
const seed: LicensingSeed = {
  parties: [
    { partyId: growers[0], kind: 'grower', name: 'Alder', kvk: '12345678', country: 'NL' },
    { partyId: growers[1], kind: 'grower', name: 'Beech', country: 'NL' },
    { partyId: newId('party'), kind: 'pharmacy', name: 'Cedar', country: 'NL' },
  ],
  premises: [{ premisesId, partyId: growers[0], name: 'Glasshouse', town: 'Veendam', country: 'NL', period: always }],
  exemptions: [
    {
      exemptionId,
      number: 'E-1',
      holderId: growers[0],
      ground: 'opiumwet/8/2',
      basis: ['opiumwet/8i/2'],
      versions: [
        { period: { from: day('2025-01-01'), until: day('2026-01-01') }, scope: [scope], conditions },
        {
          period: { from: day('2026-01-01'), until: null },
          scope: [{ ...scope, acts: ['grow', 'process'] }],
          conditions: [],
        },
      ],
    },
  ],
}

let registers: TestDatabase
const inTurn = <Value>(work: Parameters<TestDatabase['database']['transaction']>[1], actor = registers.staff) =>
  registers.database.transaction(actor, work) as Promise<Value>
beforeAll(async () => {
  registers = await openTestDatabase({ upTo: 'licensing' })
  await openImport(registers.admin, registers.authorityId)
  await inTurn((tx) => seedLicensing(tx, registers.staff, seed))
})
afterAll(async () => {
  await registers[Symbol.asyncDispose]()
})
const counts = () =>
  registers.admin.query(
    `select (select count(*) from licensing.party) as p, (select count(*) from licensing.exemption_version) as v, (select count(*) from licensing.exemption_scope) as s, (select count(*) from licensing.exemption_condition) as c`,
  )

describe('seeding', () => {
  test('twice is once', async () => {
    const before = await counts()
    await inTurn((tx) => seedLicensing(tx, registers.staff, seed))
    expect(await counts()).toEqual(before)
  })
  test('is refused while no administrator holds the import open, and for a wrong number', async () => {
    const wrong = { ...seed, parties: [{ ...seed.parties[0]!, gln: '1234567890123' }] }
    await expect(inTurn((tx) => seedLicensing(tx, registers.staff, wrong))).rejects.toThrow('kernel/identifier-check')
    await closeImport(registers.admin, registers.authorityId)
    await expect(inTurn((tx) => seedLicensing(tx, registers.staff, seed))).rejects.toThrow('licensing/import-closed')
    await openImport(registers.admin, registers.authorityId, { hours: -1 })
    await expect(inTurn((tx) => seedLicensing(tx, registers.staff, seed))).rejects.toThrow('licensing/import-closed')
    await openImport(registers.admin, registers.authorityId)
  })
  test('from what screens show gives the same registers', async () => {
    const parties = (await inTurn<Awaited<ReturnType<typeof listParties>>>((tx) => listParties(tx, registers.staff)))
      .items
    const exemptions = (
      await inTurn<Awaited<ReturnType<typeof listExemptions>>>((tx) =>
        listExemptions(tx, registers.staff, { on: day('2026-06-01') }),
      )
    ).items
    const again = seedFromViews({ parties, exemptions })
    expect(again.parties).toHaveLength(seed.parties.length)
    expect(again.exemptions[0]).toMatchObject({
      number: 'E-1',
      versions: [{ scope: [{ acts: ['grow', 'process'], maxStockMg: 5_000n }] }],
    })
  })
})

describe('an exemption', () => {
  test('has one version on any day', async () => {
    const second = {
      ...seed,
      exemptions: [
        {
          ...seed.exemptions[0]!,
          versions: [{ period: { from: day('2025-06-01'), until: day('2025-07-01') }, scope: [scope], conditions: [] }],
        },
      ],
    }
    const refused = await inTurn((tx) => seedLicensing(tx, registers.staff, second)).catch((error: unknown) =>
      databaseError(error),
    )
    expect(refused).toMatchObject({ code: '23P01', constraint: 'exemption_version_overlap' })
  })
  test('has no scope outside its version', async () => {
    const insert = `insert into licensing.exemption_scope values ($1, $2, '[2024-01-01,2025-06-01)', 9, '{grow}', '[]', '{}', '{}', null)`
    const refused = await registers.admin
      .query(insert, [registers.authorityId, exemptionId])
      .catch((error: unknown) => databaseError(error))
    expect(refused).toMatchObject({ constraint: 'exemption_scope_version' })
  })
  test('is listed on the days on which it holds, and among all of them always', async () => {
    const numbers = async (filter: { on: string; inForceOn?: string }) =>
      (
        await inTurn<Awaited<ReturnType<typeof listExemptions>>>((tx) =>
          listExemptions(tx, registers.staff, {
            on: day(filter.on),
            ...(filter.inForceOn ? { inForceOn: day(filter.inForceOn) } : {}),
          }),
        )
      ).items.map(({ number }) => number)
    expect(await numbers({ on: '2024-12-31', inForceOn: '2024-12-31' })).not.toContain('E-1')
    expect(await numbers({ on: '2025-01-01', inForceOn: '2025-01-01' })).toContain('E-1')
    expect(await numbers({ on: '2024-12-31' })).toContain('E-1')
    const withdraw = (on: string | null) =>
      registers.admin.query('update licensing.exemption set withdrawn_on = $1 where exemption_id = $2', [
        on,
        exemptionId,
      ])
    await withdraw('2026-03-01')
    expect(await numbers({ on: '2026-02-28', inForceOn: '2026-02-28' })).toContain('E-1')
    expect(await numbers({ on: '2026-03-01', inForceOn: '2026-03-01' })).not.toContain('E-1')
    await withdraw(null)
  })
  test('is shown in the version of the day', async () => {
    const on = (text: string) =>
      inTurn<Awaited<ReturnType<typeof exemption>>>((tx) =>
        exemption(tx, registers.staff, { exemptionId, on: day(text) }),
      )
    expect((await on('2025-12-31')).scope[0]?.acts).toEqual(['grow'])
    expect((await on('2025-12-31')).conditions).toEqual(conditions)
    expect((await on('2026-01-01')).scope[0]?.acts).toEqual(['grow', 'process'])
    expect((await on('2024-01-01')).period.from).toBe('2025-01-01') // None held yet: the nearest.
    expect((await on('2026-01-01')).scope[0]?.premises[0]?.name).toBe('Glasshouse')
  })
})

describe('walls', () => {
  test('a holder sees its own exemptions, every name, and nobody else’s exemption', async () => {
    const own = registers.actorFor({ wall: 'holder', partyId: growers[0] })
    const other = registers.actorFor({ wall: 'holder', partyId: growers[1] })
    const list = (actor: typeof own) =>
      inTurn<Awaited<ReturnType<typeof listExemptions>>>(
        (tx) => listExemptions(tx, actor, { on: day('2026-06-01') }),
        actor,
      )
    expect((await list(own)).items).toHaveLength(1)
    expect((await list(other)).items).toHaveLength(0)
    await expect(inTurn((tx) => exemption(tx, other, { exemptionId, on: day('2026-06-01') }), other)).rejects.toThrow(
      'licensing/unknown-exemption',
    )
    expect((await inTurn<Awaited<ReturnType<typeof party>>>((tx) => party(tx, other, growers[0]), other)).name).toBe(
      'Alder',
    )
  })
  test('another authority and the public see nothing; a decision of the house sees what it needs', async () => {
    const abroad = registers.actorFor({ authorityId: newId('authority'), wall: 'staff' })
    const visitor = registers.actorFor({ wall: 'public' })
    for (const actor of [abroad, visitor]) {
      expect(
        (await inTurn<Awaited<ReturnType<typeof listParties>>>((tx) => listParties(tx, actor), actor)).items,
      ).toEqual([])
    }
    const other = registers.actorFor({ wall: 'holder', partyId: growers[1] })
    const facts = await inTurn<Awaited<ReturnType<typeof loadLicensingFacts>>>(
      (tx) => loadLicensingFacts(tx, registers.authorityId, { parties: [growers[0]], premises: [] }),
      other,
    )
    expect(facts.exemptions).toHaveLength(2)
    const none = await inTurn<Awaited<ReturnType<typeof loadLicensingFacts>>>(
      (tx) => loadLicensingFacts(tx, registers.authorityId, 'all'),
      abroad,
    )
    expect(none.parties.size).toBe(0)
  })
  test('an authority has one party that is the Minister', async () => {
    const insert = () =>
      registers.admin.query(
        `insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, 'authority', 'Ministry', 'NL')`,
        [newAuthority, newId('party')],
      )
    const newAuthority = newId('authority')
    await insert()
    await expect(insert()).rejects.toThrow(/party_one_minister/)
  })
  test('the application writes nothing', async () => {
    const { sql } = await import('kysely')
    for (const statement of [
      `insert into licensing.party select * from licensing.party`,
      `update licensing.exemption set number = 'x'`,
      `delete from licensing.premises`,
      `truncate licensing.party`,
    ]) {
      const refused = await inTurn((tx) => sql.raw(statement).execute(tx)).catch((error: unknown) =>
        databaseError(error),
      )
      expect(refused).toMatchObject({ code: '42501' })
    }
  })
})

test('pages follow each other without a gap', async () => {
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await inTurn<Awaited<ReturnType<typeof listParties>>>((tx) =>
      listParties(tx, registers.staff, { limit: 1, ...(cursor ? { cursor } : {}) }),
    )
    names.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(names).toEqual(['Alder', 'Beech', 'Cedar'])
  const named = async (filter: Parameters<typeof listParties>[2]) =>
    (await inTurn<Awaited<ReturnType<typeof listParties>>>((tx) => listParties(tx, registers.staff, filter))).items.map(
      ({ name }) => name,
    )
  expect(await named({ q: ' EEC ' })).toEqual(['Beech'])
  expect(await named({ q: '%' })).toEqual([]) // A sign, not a pattern.
  expect(await named({ q: 'veenDAM' })).toEqual(['Alder']) // Where it is.
  expect(await named({ q: 'glassh' })).toEqual(['Alder'])
  expect(await named({ q: 'a', limit: 1 })).toEqual(['Alder'])
  expect(await named({ partyId: newId('party') })).toEqual([])
  expect(await named({ kinds: ['grower', 'pharmacy'] })).toEqual(await named({}))
  expect(await named({ kinds: ['carrier'] })).toEqual([])
  await expect(inTurn((tx) => listParties(tx, registers.staff, { cursor: 'x' }))).rejects.toThrow(
    'licensing/bad-cursor',
  )
  await expect(inTurn((tx) => party(tx, registers.staff, newId('party')))).rejects.toThrow('licensing/unknown-party')
  expect(printId('party', growers[0])).toMatch(/^par_/)
})

test('an exemption is found by part of its number or its holder’s name, however many stand before it', async () => {
  const [first] = seed.exemptions
  const many = Array.from({ length: 205 }, (_, place) => ({
    ...first!,
    exemptionId: newId('exemption'),
    number: `E-9${String(place).padStart(3, '0')}`,
  }))
  const last = { ...first!, exemptionId: newId('exemption'), number: 'Z-77', holderId: growers[1] }
  await inTurn((tx) => seedLicensing(tx, registers.staff, { ...seed, exemptions: [...many, last] }))
  const found = async (q: string) =>
    (
      await inTurn<Awaited<ReturnType<typeof listExemptions>>>((tx) =>
        listExemptions(tx, registers.staff, { on: day('2026-06-01'), q, limit: 6 }),
      )
    ).items.map(({ number }) => number)
  expect(await found(' z-7 ')).toEqual(['Z-77'])
  expect(await found('bEEc')).toEqual(['Z-77'])
  expect(await found('%')).toEqual([]) // A sign, not a pattern.
  expect(await found('E-9')).toHaveLength(6)
})
