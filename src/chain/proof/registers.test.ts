// A party and an exemption answer as they were recorded: each column edited by SQL, and each row added or removed, is named; a change through the door is
// none, also when two write at once; and a house of before there were records is held from then on. Not here: a proof of one over HTTP (test/contract).
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import {
  recordGln,
  recordLocation,
  recordOfExemption,
  recordOfParty,
  recordRegistersOnce,
  type SeedExemption,
  seedLicensing,
} from '#licensing'
import { registerCompanyPrefix } from '../shipments/logistic-units.ts'
import { openWorld, type World } from '../testing/world.ts'
import { heldRegisterColumns } from './evidence.ts'
import { verifyLedger } from './verify-ledger.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const exemptionId = newId('exemption')
let world: World
let exemption: SeedExemption
beforeAll(async () => {
  world = await openWorld()
  exemption = {
    ...{ exemptionId, number: 'E-proof', holderId: world.who.grower.partyId, ground: 'opiumwet/8/1/a' },
    ...{ basis: ['opiumwet/6/1'], withdrawnOn: day('2031-01-01') },
    versions: [
      {
        period: { from: day('2020-01-01'), until: day('2030-01-01') },
        scope: [
          {
            acts: ['have', 'supply'],
            substances: [{ substanceId: 'hennep', list: 'II' }],
            purposes: ['medicinal-supply'],
            premises: [world.who.grower.premisesId],
            maxStockMg: 5_000_000n,
          },
        ],
        conditions: [
          {
            ...{ number: 1, nl: 'Niet meer dan een kilo.', en: 'No more than a kilo.', basis: 'opiumwet/8a/1' },
            limit: {
              ...{ substanceId: 'hennep', productCode: null, per: 'year', maxMassMg: '1000000' },
              acts: ['harvest'],
            },
          },
        ],
      },
    ],
  }
  await seed(exemption)
  const { grower } = world.who
  await world.database.transaction(grower.actor, (tx) => registerCompanyPrefix(tx, grower.actor, '8712345'))
  await number('8712345000004')
  await locate('52.37')
  await world.admin.query(
    Object.keys(heldRegisterColumns)
      .map((table) => `alter table ${table} disable trigger all`)
      .join(';'),
  )
  await world.admin.query('alter table log.record disable trigger all')
})
afterAll(() => world[Symbol.asyncDispose]())

const seed = (one: SeedExemption) =>
  world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, { parties: [], premises: [], exemptions: [one] }),
  )
/** As the grower itself does it. */
const number = (gln: string | null) =>
  world.database.transaction(world.who.grower.actor, (tx) =>
    recordGln(tx, world.who.grower.actor, {
      premisesId: world.who.grower.premisesId,
      input: {
        ...{ glnId: printId('gln', newId('gln')), of: 'premises', gln, prefixLength: gln === null ? null : 7 },
        ...{ fromOn: '2026-01-01', source: 'GS1' },
      },
    }),
  )
const locate = (latitude: string) =>
  world.database.transaction(world.who.grower.actor, (tx) =>
    recordLocation(tx, world.who.grower.actor, {
      premisesId: world.who.grower.premisesId,
      input: {
        ...{ locationId: printId('location', newId('location')), exactness: 'spot' },
        ...{ point: { latitude, longitude: '4.9' }, source: 'Kadaster', knownOn: '2026-01-01' },
      },
    }),
  )
const faults = async () => (await verifyLedger(world.admin, world.authorityId)).faults

/** What is found after these edits, which are taken back. */
async function faultsAfter(...edits: readonly string[]) {
  const tables = [...Object.keys(heldRegisterColumns)]
  for (const table of tables)
    await world.admin.query(`create table public.kept_${table.split('.')[1]} as table ${table}`)
  try {
    for (const edit of edits) await world.admin.query(edit)
    return await faults()
  } finally {
    for (const table of tables) {
      const kept = `public.kept_${table.split('.')[1]}`
      await world.admin.query(`delete from ${table}; insert into ${table} select * from ${kept}; drop table ${kept}`)
    }
  }
}

const edits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'licensing.exemption': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    number: `'E-other'`,
    holder_id: 'gen_random_uuid()',
    ground: `'opiumwet/8/1/b'`,
    basis: `'{}'`,
    withdrawn_on: 'null',
  },
  'licensing.exemption_version': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    period: `'[2020-01-01,)'`,
  },
  'licensing.exemption_scope': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    period: `'[2020-01-01,)'`,
    line: '2',
    acts: `'{have}'`,
    substances: `'[]'`,
    purposes: `'{research}'`,
    premises: `'{}'`,
    max_stock_mg: 'max_stock_mg + 1',
  },
  'licensing.exemption_condition': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    period: `'[2020-01-01,)'`,
    number: '2',
    nl: `'Meer.'`,
    en: `'More.'`,
    basis: `'opiumwet/8a/2'`,
  },
  'licensing.exemption_limit': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    period: `'[2020-01-01,)'`,
    number: '2',
    substance_id: `'hennepolie'`,
    product_code: `'flower'`,
    acts: `'{dry}'`,
    per: `'validity'`,
    max_mg: 'max_mg + 1',
    registered_at: `registered_at - interval '1 day'`,
  },
  'licensing.register_record': {
    authority_id: 'gen_random_uuid()',
    exemption_id: 'gen_random_uuid()',
    revision: '7',
    entry_id: 'gen_random_uuid()',
  },
  'licensing.party': {
    authority_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    kind: `'laboratory'`,
    name: `'Somebody else'`,
    kvk: `'87654321'`,
    country: `'BE'`,
    is_official: 'not is_official',
    salt: 'gen_random_uuid()',
  },
  'licensing.premises': {
    authority_id: 'gen_random_uuid()',
    premises_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    name: `'Elsewhere'`,
    town: `'Elsewhere'`,
    country: `'BE'`,
    period: `'[2001-01-01,)'`,
  },
  'licensing.premises_location': {
    authority_id: 'gen_random_uuid()',
    location_id: 'gen_random_uuid()',
    premises_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    exactness: `'town'`,
    latitude_udeg: '51000000',
    longitude_udeg: '5000000',
    source: `'hearsay'`,
    known_on: 'known_on - 1',
    recorded_at: `recorded_at - interval '1 day'`,
    user_id: 'null',
  },
  'licensing.gln_line': {
    authority_id: 'gen_random_uuid()',
    line_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    premises_id: 'null',
    gln: `'8712345000011'`,
    prefix_length: '8',
    turn: 'turn + 1',
    from_on: 'from_on - 1',
    source: `'hearsay'`,
    recorded_at: `recorded_at - interval '1 day'`,
    user_id: 'null',
  },
  'licensing.company_prefix': {
    authority_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    prefix: `'8712346'`,
    registered_at: `registered_at - interval '1 day'`,
  },
  'licensing.party_record': {
    authority_id: 'gen_random_uuid()',
    party_id: 'gen_random_uuid()',
    revision: '7',
    entry_id: 'gen_random_uuid()',
  },
}

test('what was entered is held, and nothing is wrong with it', async () => {
  expect(await faults()).toEqual([])
})

test('every column of the registers is held, and edited below', async () => {
  const names = Object.keys(heldRegisterColumns)
  const rows = await world.admin.query<{ table: string; column: string }>(
    `select a.attrelid::regclass::text as table, a.attname as column from pg_attribute as a
     where a.attrelid = any ($1::regclass[]) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`,
    [names],
  )
  for (const table of names) {
    const columns = rows.filter((one) => one.table === table).map(({ column }) => column)
    expect(heldRegisterColumns[table]).toEqual(columns)
    expect(Object.keys(edits[table] ?? {})).toEqual(columns)
  }
})

test.each(
  Object.entries(edits).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, value]) => [`${table}.${column}`, table, column, value] as const),
  ),
)('%s: named', async (_, table, column, value) => {
  const isOfParty = 'party_id' in edits[table]!
  const of = isOfParty ? `party_id = '${world.who.grower.partyId}'` : `exemption_id = '${exemptionId}'`
  const newest =
    table === 'licensing.party_record' ? `and revision = (select max(revision) from ${table} where ${of})` : ''
  const edit = `update ${table} set ${column} = ${value} where ${of} ${newest}`
  const found = await faultsAfter(edit)
  expect(found.map(({ kind }) => kind)).toContain('register-differs')
})

test('a line that was added or taken away is named by its list', async () => {
  const of = `where exemption_id = '${exemptionId}'`
  for (const list of ['scope', 'condition', 'limit'])
    expect(await faultsAfter(`delete from licensing.exemption_${list} ${of}`)).toEqual([
      {
        kind: 'register-differs',
        id: exemptionId,
        detail: `exemption E-proof: ${list === 'scope' ? list : `${list}s`}`,
      },
    ])
  const copy = `insert into licensing.exemption_scope select authority_id, exemption_id, period, 2, acts, substances, purposes, premises, null
    from licensing.exemption_scope ${of}`
  expect((await faultsAfter(copy)).map(({ detail }) => detail)).toEqual(['exemption E-proof: scope'])
  const whole = `insert into licensing.exemption select authority_id, gen_random_uuid(), 'E-false', holder_id, ground, basis, null
    from licensing.exemption ${of}`
  expect((await faultsAfter(whole)).map(({ detail }) => detail)).toEqual(['exemption E-false: no record'])
})

test('an edit is still named when the same registers are brought in again', async () => {
  const was = await world.admin.query<{ ground: string }>(
    'select ground from licensing.exemption where exemption_id = $1',
    [exemptionId],
  )
  await world.admin.query(`update licensing.exemption set ground = 'opiumwet/6/2' where exemption_id = $1`, [
    exemptionId,
  ])
  await seed(exemption)
  expect((await faults()).map(({ detail }) => detail)).toEqual(['exemption E-proof: ground'])
  await world.admin.query('update licensing.exemption set ground = $2 where exemption_id = $1', [
    exemptionId,
    was[0]?.ground,
  ])
  expect(await faults()).toEqual([])
})

test('premises, a place or a number that was added or taken away is named by its list', async () => {
  const of = `where party_id = '${world.who.grower.partyId}'`
  for (const [list, table] of [
    ['glns', 'gln_line'],
    ['locations', 'premises_location'],
    ['premises', 'premises'],
    ['prefixes', 'company_prefix'],
  ])
    expect((await faultsAfter(`delete from licensing.${table} ${of}`)).map(({ detail }) => detail)).toEqual([
      expect.stringMatching(new RegExp(`^party .*: ${list}$`)),
    ])
  const copy = `insert into licensing.party select authority_id, gen_random_uuid(), kind, 'A ghost', null, country, false, salt from licensing.party ${of}`
  expect((await faultsAfter(copy)).map(({ detail }) => detail)).toEqual(['party A ghost: no record'])
})

test('a number edited behind our back stays named when its party records another one, and is not named once it is as it was', async () => {
  const of = `where party_id = '${world.who.grower.partyId}'`
  const was = await world.admin.query<{ from_on: string }>(`select from_on::text from licensing.gln_line ${of}`)
  await world.admin.query(`update licensing.gln_line set from_on = '2020-01-01' ${of}`)
  await number('8712345000028')
  await locate('52.36')
  expect((await faults()).map(({ detail }) => detail)).toEqual([expect.stringMatching(/^party .*: glns$/)])
  await world.admin.query(`update licensing.gln_line set from_on = $1 ${of} and from_on = '2020-01-01'`, [
    was[0]?.from_on,
  ])
  expect(await faults()).toEqual([])
})

test('two who write of one party at once leave nothing to find', async () => {
  const said = () =>
    world.admin.query<{ count: number }>(
      `select count(*)::int as count from licensing.party_record where party_id = '${world.who.grower.partyId}'`,
    )
  const [before] = await said()
  await Promise.all([number(null), locate('52.38'), number('8712345000011'), locate('52.39')])
  expect(await faults()).toEqual([])
  expect((await said())[0]!.count - before!.count).toBe(4)
})

test('a party reads its record and staff do; no other does, and none notes one of another', async () => {
  const { grower, pharmacy } = world.who
  const ask = (actor: World['staff']) =>
    world.database.transaction(actor, (tx) => recordOfParty(tx, actor, grower.partyId))
  const entry = await ask(world.staff)
  expect(entry).not.toBeNull()
  expect([await ask(grower.actor), await ask(pharmacy.actor)]).toEqual([entry, null])
  const note = (actor: World['staff'], of: string) =>
    world.database.transaction(actor, (tx) =>
      sql`select licensing.note_party_record(${actor.authorityId}, ${of}, 99, ${entry})`.execute(tx),
    )
  await expect(note(pharmacy.actor, grower.partyId)).rejects.toThrow('recorded by staff, or by itself')
  await expect(note(pharmacy.actor, pharmacy.partyId)).rejects.toThrow('no such record')
  await expect(note(grower.actor, grower.partyId)).rejects.toThrow('no such record') // It says another revision.
})

test('who holds it reads its record, staff too, and no other holder', async () => {
  const ask = (actor: World['staff']) =>
    world.database.transaction(actor, (tx) => recordOfExemption(tx, actor, exemptionId))
  expect(await ask(world.staff)).not.toBeNull()
  expect(await ask(world.who.grower.actor)).toBe(await ask(world.staff))
  expect(await ask(world.who.pharmacy.actor)).toBeNull()
})

test('a long list stands by its hash, and an edit of it is found', async () => {
  const versions = exemption.versions.map((version) => ({
    ...version,
    scope: Array.from({ length: 200 }, () => version.scope[0]!), // It has one.
  }))
  const long = newId('exemption')
  await seed({ ...exemption, exemptionId: long, number: 'E-long', versions })
  expect(await faults()).toEqual([])
  const found = await faultsAfter(
    `update licensing.exemption_scope set max_stock_mg = 1 where exemption_id = '${long}' and line = 150`,
  )
  expect(found.map(({ detail }) => detail)).toEqual(['exemption E-long: scope'])
})

test('a house of before has no faults, and is held once its rows are on record', async () => {
  await using old = await openWorld()
  await old.admin.query(
    'alter table licensing.register_record disable trigger all; alter table licensing.party_record disable trigger all; alter table log.record disable trigger all; alter table log.unsealed disable trigger all',
  )
  await old.admin.query(
    'delete from licensing.register_record; delete from licensing.party_record; delete from log.record; delete from log.unsealed',
  )
  const once = () => old.database.transaction(old.staff, (tx) => recordRegistersOnce(tx, old.staff))
  expect((await verifyLedger(old.admin, old.authorityId)).faults).toEqual([])
  // Two servers start at once.
  const [one, other] = await Promise.all([once(), once()])
  const [rows] = await old.admin.query<{ count: number }>(
    'select (select count(*) from licensing.party)::int + (select count(*) from licensing.exemption)::int as count',
  )
  expect([Math.max(one, other), Math.min(one, other), await once()]).toEqual([rows!.count, 0, 0])
  expect((await verifyLedger(old.admin, old.authorityId)).faults).toEqual([])
  await old.admin.query(
    `update licensing.exemption set ground = 'x'; update licensing.premises set period = '[1990-01-01,)'`,
  )
  const { faults } = await verifyLedger(old.admin, old.authorityId)
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['register-differs']))
})
