// A family read in one go is the family read batch by batch: the same batches, words, edges and whereabouts, for every reader. What it is
// held against is the slow way of migrations 0006 to 0013, written out here. Not here: shares (pure.property.test.ts).
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, newId, type PartyId, trustId } from '#kernel'
import { roleNames, type Standing, type Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { countEdgesOf, type EdgeRow, selectEdgesOf, selectFamily, selectTrace } from './family.ts'

let ledger: TestDatabase
beforeAll(async () => {
  ledger = await openTestDatabase({ upTo: 'chain' })
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

const batchesMax = 9
const place = fc.nat({ max: batchesMax - 1 })
const who = fc.nat({ max: 2 })
const small = fc.nat({ max: 3 })
const anyFamily = fc.record({
  edges: fc.array(fc.tuple(place, place), { maxLength: 16 }),
  accounts: fc.array(
    fc.record({
      batch: place,
      holder: who,
      counter: fc.option(who),
      kind: fc.constantFrom('stock', 'stock', 'stock', 'transit', 'world'),
      state: fc.constantFrom(
        'wet',
        'quarantine',
        'released',
        'reserved',
        'held',
        'sample',
        'rejected',
        'waste',
        'growing',
      ),
      amount: small,
    }),
    { maxLength: 14 },
  ),
  moves: fc.array(fc.tuple(small, small, fc.boolean()), { maxLength: 20 }),
  asked: place,
  reader: fc.constantFrom<'staff' | 'holder' | 'public'>('staff', 'holder', 'holder', 'public'),
  back: fc.boolean(),
  forward: fc.boolean(),
})

test('any family, any reader: read at once it is what it is read one by one', async () => {
  await fc.assert(
    fc.asyncProperty(anyFamily, async ({ edges, accounts, moves, asked, reader, back, forward }) => {
      const authorityId = newId('authority')
      const holders = [newId('party'), newId('party'), newId('party')] as const
      const batches = Array.from({ length: batchesMax }, () => newId('batch'))
      const batch = (at: number) => batches[at % batchesMax]! // Within its length.
      const own = new Map(
        accounts.map((one) => [
          `${one.batch} ${one.holder} ${one.kind} ${one.state}`,
          { ...one, id: newId('account') },
        ]),
      )
      const rows = [...own.values()]
      await ledger.admin.withClient(async (client) => {
        await client.query('set session_replication_role = replica')
        for (const id of batches) {
          await client.query(
            `insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount, unit)
             values ($1, $2, $2::uuid::text, 'bulk', 'p', $3, $3, uuidv7(), now(), 5, 'mg')`,
            [authorityId, id, holders[0]],
          )
        }
        for (const [from, to] of edges.filter(([a, b]) => a < b)) {
          await client.query('insert into chain.batch_edge values ($1, $2, $3, uuidv7(), 7) on conflict do nothing', [
            authorityId,
            batch(from),
            batch(to),
          ])
        }
        for (const one of rows) {
          const counter = one.counter === null ? null : holders[one.counter]
          await client.query(
            `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, premises_id, batch_id, state, opened_at)
             values ($1, $2, 'material_mg', $3, $4, $5, $4, $6, $7, now())`,
            [authorityId, one.id, one.kind, holders[one.holder], counter, batch(one.batch), one.state],
          )
          await client.query('insert into chain.batch_party values ($1, $2, $3) on conflict do nothing', [
            authorityId,
            holders[one.holder],
            batch(one.batch),
          ])
          if (one.kind === 'world') continue
          await client.query(
            'insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at) values ($1, $2, $3, $4, $5, false, now())',
            [authorityId, one.id, holders[one.holder], counter, one.amount],
          )
        }
        for (const [from, to, isUndone] of moves) {
          const [source, target] = [rows[from % rows.length], rows[to % rows.length]]
          if (!source || !target || source === target) continue
          const event = newId('event')
          await client.query(
            `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
             values ($1, $2, 1, 'material_mg', $3, $4, 3, now())`,
            [authorityId, event, source.id, target.id],
          )
          await client.query('insert into chain.event_party values ($1, $2, $3), ($1, $2, $4) on conflict do nothing', [
            authorityId,
            event,
            holders[source.holder],
            holders[target.holder],
          ])
          if (isUndone)
            await client.query('insert into chain.correction values ($1, $2, uuidv7())', [authorityId, event])
        }
        await client.query('reset session_replication_role')
      })
      const partyId: PartyId | null = reader === 'holder' ? holders[0] : null
      const as: Standing = { authorityId: authorityId, partyId, wall: reader }
      const batchId = trustId('batch', batch(asked))
      const wanted = { batchId, back, forward, max: 5_000 }
      await ledger.database.transaction(as, async (tx) => {
        const family = await selectFamily(tx, authorityId, wanted)
        const ids = [...new Set(family.map((one) => one.batchId))]
        const beside = await selectEdgesOf(tx, authorityId, { batchId, kin: ids })
        const traced = await selectTrace(tx, authorityId, wanted)
        const down = traced?.down ?? []
        expect(traced?.back ?? []).toEqual(family.filter((one) => one.isBack).map((one) => one.batchId))
        expect(down).toEqual(family.filter((one) => !one.isBack).map((one) => one.batchId))
        const named = family.map(({ isBack, openedAt, ...one }) => ({ ...one, openedOn: `${legalDayOf(openedAt)}` }))
        expect(sorted([...(traced?.batches.values() ?? [])])).toEqual(
          sorted([...new Map(named.map((one) => [one.batchId, one])).values()]),
        )
        expect(traced?.isCut ?? false).toBe(false)
        // Of fewer it says that it is cut, or it has all the reader may see, whatever the wall left out.
        for (const max of [1, 2, 3]) {
          const few = await selectTrace(tx, authorityId, { ...wanted, max })
          if (few && !few.isCut) expect([few.back, few.down]).toEqual([traced?.back, down])
        }
        // So does the count of what stands right beside a batch of one's own: it is more than is shown, or all of it is.
        const isMine = reader === 'staff' || rows.some((one) => one.batch === asked && holders[one.holder] === partyId)
        const shownOf = async (max: number) => {
          const kin = await selectFamily(tx, authorityId, { batchId, back: true, forward: true, max })
          return selectEdgesOf(tx, authorityId, { batchId, kin: kin.map((one) => one.batchId) })
        }
        const all = await shownOf(5_000)
        if (isMine) expect(await countEdgesOf(tx, authorityId, { batchId, max: 5_000 })).toBe(all.length)
        for (const max of isMine ? [1, 2, 3] : []) {
          const shown = await shownOf(max)
          const isCut = (await countEdgesOf(tx, authorityId, { batchId, max })) > shown.length
          if (!isCut) expect(sorted(shown)).toEqual(sorted(all))
        }
        const places = forward ? down : (traced?.back.slice(0, 1) ?? [])
        expect(sorted(traced?.places ?? [])).toEqual(sorted(await slowWhereabouts(tx, authorityId, places)))
        // The slow way ran as the role of the door, behind the same settings.
        await asDoor(ledger, as, async (slow) => {
          const one = await slow(slowFamily, [authorityId, batchId, back, forward])
          expect(sorted(family.map(({ batchId: id, isBack, status }) => ({ id, isBack, status })))).toEqual(sorted(one))
          const edges = (await slow(slowEdges, [authorityId, batchId, ids])) as EdgeRow[] // Its columns are those.
          expect(sorted(traced?.edges ?? [])).toEqual(sorted(edges))
          // Whoever has or had the batch itself reads what stands right beside it, without a function.
          const isBeside = ({ parentId, childId }: EdgeRow) =>
            (childId === batchId && ids.includes(parentId)) || (parentId === batchId && ids.includes(childId))
          if (isMine) expect(sorted(beside)).toEqual(sorted(edges.filter(isBeside)))
          else expect(beside.every((edge) => edges.some((one) => sorted([one])[0] === sorted([edge])[0]))).toBe(true)
          const maySee = await slow('select chain.may_see_batch($1, $2) as seen', [authorityId, batchId])
          expect(maySee).toEqual([{ seen: traced !== null }])
        })
        expect(ids.length).toBeLessThanOrEqual(batchesMax)
      })
    }),
    { numRuns: 25 },
  )
})

const slowFamily = `
  with found as (
    select a as id, true as "isBack" from chain.ancestors($1, $2) as a where $3
    union all
    select d, false from chain.descendants($1, $2) as d where $4 and chain.may_see_batch($1, d)
  )
  select found.*, chain.status_of($1, found.id) as status from found where chain.may_see_batch($1, $2)`
const slowEdges = `
  select d.parent_id as "parentId", d.child_id as "childId", d.event_id as "eventId", d.amount from chain.batch_edge as d
  where d.authority_id = $1 and chain.may_see_batch($1, $2) and d.child_id = any ($3)
    and (chain.may_see_batch($1, d.child_id) or d.child_id in (select chain.ancestors($1, $2)))`

async function slowWhereabouts(tx: Tx, authorityId: string, batchIds: readonly string[]): Promise<object[]> {
  const { rows } = await sql<object>`
    select a.batch_id as "batchId", a.holder_id as "holderId", a.premises_id as "premisesId", sum(n.amount)::bigint as "hasMg",
      coalesce(sum(came.amount), 0)::bigint as "hadMg",
      coalesce(array_agg(distinct a.state order by a.state) filter (where n.amount > 0), '{}') as states
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    left join lateral (
      select sum(m.amount) as amount
      from chain.movement as m
      left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
      where m.authority_id = a.authority_id and m.to_account_id = a.account_id
        and not coalesce(f.kind = 'stock' and f.holder_id = a.holder_id and f.batch_id = a.batch_id and f.premises_id = a.premises_id, false)
        and not exists (select from chain.correction as c
          where c.authority_id = m.authority_id and (c.corrects_id = m.event_id or c.event_id = m.event_id))
    ) as came on true
    where a.authority_id = ${authorityId} and a.batch_id = any (${batchIds}::uuid[]) and a.kind = 'stock' and a.ledger = 'material_mg'
    group by a.batch_id, a.holder_id, a.premises_id`.execute(tx)
  return rows
}

type Slow = (text: string, values: readonly unknown[]) => Promise<object[]>

async function asDoor(
  { admin }: TestDatabase,
  { authorityId, partyId, wall }: Standing,
  work: (slow: Slow) => Promise<void>,
): Promise<void> {
  await admin.withClient(async (client) => {
    await client.query('begin read only')
    await client.query(
      `select set_config('grein.authority', $1, true), set_config('grein.party', $2, true), set_config('grein.wall', $3, true)`,
      [authorityId, partyId ?? '', wall],
    )
    await client.query(`set local role ${roleNames.door}`)
    await work(async (text, values) => (await client.query<object>(text, [...values])).rows)
    await client.query('commit')
  })
}

/** Rows and columns in an order of their own, so that two answers can be held side by side. */
const sorted = (rows: readonly object[]) =>
  rows
    .map((row) => Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)))
    .map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
    .sort()
