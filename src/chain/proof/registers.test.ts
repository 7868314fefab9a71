// An exemption answers as it was recorded: each column of it edited by SQL, and each row added or removed, is named; a change through the door is none; and
// a house of before there were records is held from then on. Not here: a proof of one over HTTP (test/contract).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel'
import { recordOfExemption, recordRegistersOnce, type SeedExemption, seedLicensing } from '#licensing'
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
  await world.admin.query(
    ['exemption', 'exemption_version', 'exemption_scope', 'exemption_condition', 'exemption_limit', 'register_record']
      .map((table) => `alter table licensing.${table} disable trigger all`)
      .join(';'),
  )
  await world.admin.query('alter table log.record disable trigger all')
})
afterAll(() => world[Symbol.asyncDispose]())

const seed = (one: SeedExemption) =>
  world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, { parties: [], premises: [], exemptions: [one] }),
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
}

test('what was entered is held, and nothing is wrong with it', async () => {
  expect(await faults()).toEqual([])
})

test('every column of an exemption is held, and edited below', async () => {
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
  const edit = `update ${table} set ${column} = ${value} where exemption_id = '${exemptionId}'`
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
    'alter table licensing.register_record disable trigger all; alter table log.record disable trigger all; alter table log.unsealed disable trigger all',
  )
  await old.admin.query('delete from licensing.register_record; delete from log.record; delete from log.unsealed')
  const once = () => old.database.transaction(old.staff, (tx) => recordRegistersOnce(tx, old.staff))
  expect((await verifyLedger(old.admin, old.authorityId)).faults).toEqual([])
  expect(await once()).toBeGreaterThan(3)
  expect(await once()).toBe(0)
  expect((await verifyLedger(old.admin, old.authorityId)).faults).toEqual([])
  await old.admin.query(`update licensing.exemption set ground = 'x'`)
  const { faults } = await verifyLedger(old.admin, old.authorityId)
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['register-differs']))
})
