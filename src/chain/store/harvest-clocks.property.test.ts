// The clocks of harvests found by sets are those found batch by batch: the same harvests, amounts and count, for every reader and every length of a
// page. What it is held against is the slow way, written out here. Not here: what lies with others who work on it (agenda/harvest-at-service.test.ts).
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type PartyId } from '#kernel'
import type { Standing, Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { selectHarvestClocks } from './work.ts'

let ledger: TestDatabase
beforeAll(async () => {
  ledger = await openTestDatabase({ upTo: 'chain' })
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

const batchesMax = 8
const place = fc.nat({ max: batchesMax - 1 })
const who = fc.nat({ max: 2 })
const anyGarden = fc.record({
  batches: fc.array(fc.record({ holder: who, isHarvest: fc.boolean() }), {
    minLength: batchesMax,
    maxLength: batchesMax,
  }),
  edges: fc.array(fc.tuple(place, place), { maxLength: 14 }),
  stock: fc.array(fc.record({ batch: place, holder: who, isPlants: fc.boolean(), amount: fc.nat({ max: 3 }) }), {
    maxLength: 12,
  }),
  reader: fc.constantFrom<'staff' | 'holder'>('staff', 'holder'),
})
type Garden = typeof anyGarden extends fc.Arbitrary<infer Value> ? Value : never

/** Two growers and a packer; edges go from what comes first to what comes later. */
async function plant({ batches, edges, stock }: Garden) {
  const authorityId = newId('authority')
  const holders = [newId('party'), newId('party'), newId('party')] as const
  const ids = batches.map(() => newId('batch'))
  await ledger.admin.withClient(async (client) => {
    await client.query('set session_replication_role = replica')
    for (const [at, partyId] of holders.entries()) {
      await client.query(
        `insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, $3, $2::uuid::text, 'NL')`,
        [authorityId, partyId, at === 2 ? 'packer' : 'grower'],
      )
    }
    for (const [at, { holder, isHarvest }] of batches.entries()) {
      await client.query(
        `insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount, unit)
         values ($1, $2, $2::uuid::text, $4, 'p', $3, $3, uuidv7(), now() - $5 * interval '1 hour', 5, 'mg')`,
        [authorityId, ids[at], holders[holder], isHarvest ? 'harvest' : 'bulk', at % 3],
      )
    }
    for (const [from, to] of edges.filter(([a, b]) => a < b)) {
      await client.query('insert into chain.batch_edge values ($1, $2, $3, uuidv7(), 7) on conflict do nothing', [
        authorityId,
        ids[from],
        ids[to],
      ])
    }
    const own = new Map(stock.map((one) => [`${one.batch} ${one.holder} ${one.isPlants}`, one]))
    for (const { batch, holder, isPlants, amount } of own.values()) {
      const accountId = newId('account')
      await client.query(
        `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, premises_id, batch_id, state, opened_at)
         values ($1, $2, $3, 'stock', $4, null, $4, $5, 'quarantine', now())`,
        [authorityId, accountId, isPlants ? 'plant_pieces' : 'material_mg', holders[holder], ids[batch]],
      )
      await client.query(
        'insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at) values ($1, $2, $3, null, $4, false, now())',
        [authorityId, accountId, holders[holder], amount],
      )
      await client.query('insert into chain.batch_party values ($1, $2, $3) on conflict do nothing', [
        authorityId,
        holders[holder],
        ids[batch],
      ])
    }
    await client.query('reset session_replication_role')
  })
  const as = (reader: 'staff' | 'holder'): Standing => {
    const partyId: PartyId | null = reader === 'holder' ? holders[0] : null
    return { authorityId, partyId, wall: reader }
  }
  return { authorityId, ids, as }
}

test('any garden, any reader: found by sets the clocks are those found batch by batch', async () => {
  await fc.assert(
    fc.asyncProperty(anyGarden, async (garden) => {
      const { authorityId, as } = await plant(garden)
      await ledger.database.transaction(as(garden.reader), async (tx) => {
        const slow = await slowClocks(tx, authorityId)
        for (const limit of [1, 2, batchesMax]) {
          const { rows, count } = await selectHarvestClocks(tx, authorityId, { limit })
          expect(rows.map(({ batchId, amount }) => ({ batchId, amount }))).toEqual(slow.slice(0, limit))
          expect(count).toBe(slow.length)
        }
      })
    }),
    { numRuns: 25 },
  )
})

test('what is reached by two ways counts once, and what a packer has of it does not', async () => {
  const harvest = { holder: 0, isHarvest: true }
  const bulk = { holder: 0, isHarvest: false }
  const { authorityId, ids, as } = await plant({
    batches: [harvest, bulk, bulk, bulk, bulk, bulk, bulk, bulk],
    edges: [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ],
    stock: [
      { batch: 0, holder: 0, isPlants: false, amount: 2 },
      { batch: 3, holder: 0, isPlants: false, amount: 3 },
      { batch: 3, holder: 2, isPlants: false, amount: 1 },
    ],
    reader: 'staff',
  })
  const { rows, count } = await ledger.database.transaction(as('staff'), (tx) =>
    selectHarvestClocks(tx, authorityId, { limit: 8 }),
  )
  expect(rows.map(({ batchId, amount }) => ({ batchId, amount }))).toEqual([{ batchId: ids[0], amount: 5n }])
  expect(count).toBe(1)
})

async function slowClocks(tx: Tx, authorityId: string): Promise<{ batchId: string; amount: bigint }[]> {
  const { rows } = await sql<{ batchId: string; amount: bigint }>`
    with recursive up as (
      select a.batch_id as from_id, a.batch_id, a.holder_id, sum(n.amount)::bigint as amount
      from chain.balance as n
      join chain.account as a on a.authority_id = n.authority_id and a.account_id = n.account_id
      join licensing.party as p on p.authority_id = n.authority_id and p.party_id = n.holder_id and p.kind = 'grower'
      where n.authority_id = ${authorityId} and n.amount > 0 and a.ledger = 'material_mg'
      group by a.batch_id, a.holder_id
      union
      select up.from_id, d.parent_id, up.holder_id, up.amount
      from up
      join chain.batch_edge as d on d.authority_id = ${authorityId} and d.child_id = up.batch_id
    )
    select b.batch_id as "batchId", sum(up.amount)::bigint as amount
    from up
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = up.batch_id and b.kind = 'harvest' and b.holder_id = up.holder_id
    group by b.batch_id, b.opened_at
    order by b.opened_at, b.batch_id`.execute(tx)
  return rows
}
