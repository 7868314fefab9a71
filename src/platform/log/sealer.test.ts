// The sealer against faults, rivals and bad queues: whatever happens, the tree holds each committed leaf once, in order, signed.
// Not here: proofs out of the tree (proofs.test.ts) and tampering (verify-log.test.ts).
import { hash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AuthorityId, newId, parseCheckpoint, parseNote, toHex, treeRoot } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { secondsBehindLog } from './clock.ts'
import { recordLeaf } from './record-leaf.ts'
import { type SealStep, sealOnce, startSealer } from './sealer.ts'
import { openLogSigner } from './signer.ts'
import { findWaiting, isQueued } from './store.ts'
import { verifyLog } from './verify-log.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'grein.example/log' })
let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world[Symbol.asyncDispose]())

let authorityId: AuthorityId
beforeEach(() => {
  authorityId = newId('authority') // Its own log for each test.
})

const leafOf = (text: string) => hash('sha256', text, 'buffer')
/** What the chain's door does inside its transaction. */
const queue = (entries: readonly { entryId: string; leaf: Uint8Array }[], of = authorityId) =>
  world.admin.query(
    'insert into log.unsealed (authority_id, entry_id, leaf) select $1, * from unnest($2::uuid[], $3::bytea[])',
    [of, entries.map(({ entryId }) => entryId), entries.map(({ leaf }) => Buffer.from(leaf))],
  )
/** What the door for many does: the leaves of one posting in one row. */
const queueSet = (entries: readonly { entryId: string; leaf: Uint8Array }[], of = authorityId) =>
  world.admin.query(
    `insert into log.unsealed_set (authority_id, first_id, last_id, leaf_count, entry_ids, leaves)
     select $1, ($2::uuid[])[1], ($2::uuid[])[cardinality($2::uuid[])], cardinality($2::uuid[]), $2, $3::bytea[]`,
    [of, entries.map(({ entryId }) => entryId), entries.map(({ leaf }) => Buffer.from(leaf))],
  )
const someEntries = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    entryId: `01900000-0000-7000-8000-${(from + at).toString(16).padStart(12, '0')}`,
    leaf: leafOf(`leaf ${from + at}`),
  }))
const isWaiting = (entryId: string, of = authorityId) =>
  world.database.transaction(world.actorFor({ authorityId: of, wall: 'staff' }), (tx) => isQueued(tx, of, entryId))
const sealedLeaves = async (of = authorityId) =>
  (
    await world.admin.query<{ leaf: Uint8Array }>(
      'select leaf from log.leaf where authority_id = $1 order by leaf_index',
      [of],
    )
  ).map(({ leaf }) => leaf)
const rootsAgree = async () => {
  const { findings, root, size } = await verifyLog(world.database, authorityId)
  expect(findings).toEqual([])
  const leaves = await sealedLeaves()
  expect(size).toBe(leaves.length)
  expect(toHex(root)).toBe(toHex(treeRoot(leaves)))
  return leaves
}

test('leaves get their places in entry order, and the checkpoint signs exactly them', async () => {
  const entries = someEntries(700)
  await queue(entries.toReversed())
  expect(await sealOnce(world.database, authorityId, { signer })).toEqual({ fromSize: 0, size: 700 })
  expect((await rootsAgree()).map(toHex)).toEqual(entries.map(({ leaf }) => toHex(leaf)))
  const [row] = await world.admin.query<{ note: string }>('select note from log.checkpoint where authority_id = $1', [
    authorityId,
  ])
  const checkpoint = parseCheckpoint(parseNote(row!.note)!.text)
  expect(checkpoint).toMatchObject({ origin: `grein.example/log/${authorityId}`, size: 700 })
  expect(toHex(checkpoint!.rootHash)).toBe(toHex(treeRoot(entries.map(({ leaf }) => leaf))))
  expect(await sealOnce(world.database, authorityId, { signer })).toBeNull()
})

test('rounds of any size give the tree one round would have given, across tile borders', async () => {
  const entries = someEntries(1_300)
  for (const [from, until] of [
    [0, 1],
    [1, 256],
    [256, 257],
    [257, 1_023],
    [1_023, 1_300],
  ] as const) {
    await queue(entries.slice(from, until))
    await sealOnce(world.database, authorityId, { signer, leavesMax: 300 })
    while (await sealOnce(world.database, authorityId, { signer, leavesMax: 300 }));
  }
  expect((await rootsAgree()).map(toHex)).toEqual(entries.map(({ leaf }) => toHex(leaf)))
})

describe('a fault at any step leaves the tree as it was, and the next round makes it whole', () => {
  test.each<SealStep>(['taken', 'hashed', 'signed', 'written'])('after “%s”', async (faulty) => {
    await queue(someEntries(260))
    await sealOnce(world.database, authorityId, { signer })
    await queue(someEntries(300, 260))
    const onStep = (step: SealStep) => {
      if (step === faulty) throw new Error(`the power went at ${step}`)
    }
    await expect(sealOnce(world.database, authorityId, { signer, onStep })).rejects.toThrow('the power went')
    expect(await rootsAgree()).toHaveLength(260)
    expect(await sealOnce(world.database, authorityId, { signer })).toEqual({ fromSize: 260, size: 560 })
    expect(await rootsAgree()).toHaveLength(560)
  })

  test('also when the server itself ends the connection', async () => {
    await queue(someEntries(10))
    const onStep = async (step: SealStep) => {
      if (step === 'written') {
        await world.admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'grein-test' and state = 'idle in transaction'`,
        )
      }
    }
    await expect(sealOnce(world.database, authorityId, { signer, onStep })).rejects.toThrow()
    expect(await sealedLeaves()).toHaveLength(0)
    await sealOnce(world.database, authorityId, { signer })
    expect(await rootsAgree()).toHaveLength(10)
  })
})

test('two sealers at once: one works, the other finds nothing to do', async () => {
  await queue(someEntries(1))
  await sealOnce(world.database, authorityId, { signer })
  await queue(someEntries(49, 1))
  let rival: unknown = 'not asked'
  const onStep = async (step: SealStep) => {
    if (step === 'hashed') rival = await sealOnce(world.database, authorityId, { signer })
  }
  await sealOnce(world.database, authorityId, { signer, onStep })
  expect(rival).toBeNull()
  expect(await rootsAgree()).toHaveLength(50)
})

test('a writer does not wait for the sealer, and what it had not committed is sealed in a later round', async () => {
  await queue(someEntries(5, 100))
  const actor = { ...world.staff, authorityId }
  const late = { entryId: '01900000-0000-7000-8000-000000000001', record: { late: true } }
  const onStep = async (step: SealStep) => {
    if (step === 'taken') await world.database.transaction(actor, (tx) => recordLeaf(tx, actor, late))
  }
  await sealOnce(world.database, authorityId, { signer, onStep })
  expect(await rootsAgree()).toHaveLength(5)
  await sealOnce(world.database, authorityId, { signer })
  expect(await rootsAgree()).toHaveLength(6)
})

test('an entry queued again does not stop the sealer: the same leaf is dropped, another gets a place of its own', async () => {
  const [entry] = someEntries(1)
  await queue([entry!])
  await sealOnce(world.database, authorityId, { signer })
  await queue([entry!])
  expect(await sealOnce(world.database, authorityId, { signer })).toBeNull()
  expect(await rootsAgree()).toHaveLength(1)
  await queue([{ ...entry!, leaf: leafOf('other') }])
  await sealOnce(world.database, authorityId, { signer })
  expect(await rootsAgree()).toHaveLength(2)
})

test('leaves that wait in sets are sealed beside those that wait alone, by entry order, whole sets at a time', async () => {
  const entries = someEntries(900)
  await queueSet(entries.filter((_, at) => at % 3 === 0))
  await queue(entries.filter((_, at) => at % 3 === 1))
  await queueSet(entries.filter((_, at) => at % 3 === 2))
  const [waiting] = await world.database.transaction(world.staff, async (tx) =>
    (await findWaiting(tx, 1_024)).filter((one) => one.authorityId === authorityId),
  )
  expect(waiting?.leafCount).toBe(900)
  expect(await isWaiting(entries[450]!.entryId)).toBe(true)
  expect(await sealOnce(world.database, authorityId, { signer, leavesMax: 300 })).toEqual({ fromSize: 0, size: 600 })
  expect(await sealOnce(world.database, authorityId, { signer, leavesMax: 1 })).toEqual({ fromSize: 600, size: 900 })
  const sealed = (await rootsAgree()).map(toHex)
  const hexOf = (list: typeof entries) => list.map(({ leaf }) => toHex(leaf))
  expect(sealed).toEqual([
    ...hexOf(entries.filter((_, at) => at % 3 < 2)),
    ...hexOf(entries.filter((_, at) => at % 3 === 2)),
  ])
  expect(await isWaiting(entries[450]!.entryId)).toBe(false)
})

test('a set of which a leaf has its place already seals the others', async () => {
  const entries = someEntries(10)
  await queue(entries.slice(0, 3))
  await sealOnce(world.database, authorityId, { signer })
  await queueSet(entries)
  expect(await sealOnce(world.database, authorityId, { signer })).toEqual({ fromSize: 3, size: 10 })
  expect((await rootsAgree()).map(toHex)).toEqual(entries.map(({ leaf }) => toHex(leaf)))
})

test('the loop seals every authority that waits, does not let one’s fault stop another, and stops', async () => {
  const other = newId('authority')
  await queue(someEntries(3))
  await queue(someEntries(4), other)
  const faults: unknown[] = []
  let isBroken = true
  const flaky = {
    ...signer,
    signCheckpoint: (...args: Parameters<typeof signer.signCheckpoint>) => {
      if (isBroken && args[0] === authorityId) throw new Error('no entropy') // Whichever of the two comes first.
      return signer.signCheckpoint(...args)
    },
  }
  const onFault = (error: unknown) => faults.push(error)
  await using sealer = startSealer(world.database, { signer: flaky, everyMs: 20, pauseMs: 20, onFault })
  await expect.poll(() => sealedLeaves(other)).toHaveLength(4)
  await expect.poll(() => faults.length).toBeGreaterThan(0)
  expect(await sealedLeaves()).toHaveLength(0)
  isBroken = false
  await expect.poll(() => sealedLeaves()).toHaveLength(3)
  await queue(someEntries(9, 3))
  await sealer.sealAll()
  expect(await rootsAgree()).toHaveLength(12)
})

test('“seal all” returns only when nothing waits, also while the loop or another sealer is at it', async () => {
  await queue(someEntries(400))
  await using one = startSealer(world.database, { signer, everyMs: 5 })
  await using two = startSealer(world.database, { signer, everyMs: 5 })
  await Promise.all([one.sealAll(), two.sealAll(), sealOnce(world.database, authorityId, { signer, leavesMax: 100 })])
  expect(await rootsAgree()).toHaveLength(400)
  await queue(someEntries(10, 400))
  await one.stop()
  await one.sealAll() // At shutdown the loop is over already.
  expect(await rootsAgree()).toHaveLength(410)
})

test('a leaf from before the clock was set back is sealed, and does not wait for that moment to come again', async () => {
  const [late] = someEntries(1)
  await world.admin.query(
    `insert into log.unsealed (authority_id, entry_id, leaf, queued_at) values ($1, $2, $3, now() + interval '1 year')`,
    [authorityId, late!.entryId, Buffer.from(late!.leaf)],
  )
  await using _ = startSealer(world.database, { signer, everyMs: 20 })
  await expect.poll(() => sealedLeaves()).toHaveLength(1)
})

test('a clock that stands before what the log has signed is found, by how much', async () => {
  const behind = () => secondsBehindLog(world.database, authorityId)
  expect(await behind()).toBe(0)
  await queue(someEntries(2))
  await sealOnce(world.database, authorityId, { signer })
  expect(await behind()).toBe(0)
  await world.admin.query(
    `insert into log.checkpoint (authority_id, size, root, note, verifier_key, signed_at)
     select authority_id, 1, root, note, verifier_key, now() + interval '1 day' from log.checkpoint where authority_id = $1`,
    [authorityId],
  )
  // The newest alone does not tell: it was signed by the clock as it is now.
  expect(await behind()).toBeGreaterThan(86_000)
  expect(await behind()).toBeLessThanOrEqual(86_400)
})

describe('the database itself', () => {
  const asApp = (text: string, ...values: unknown[]) =>
    world.admin.withClient(async (client) => {
      await client.query('begin')
      try {
        await client.query('set local role grein_app')
        await client.query(`select set_config('grein.authority', $1, true), set_config('grein.wall', 'staff', true)`, [
          authorityId,
        ])
        return (await client.query(text, values)).rows
      } finally {
        await client.query('rollback')
      }
    })

  test.each([
    ['insert into log.leaf values ($1, 99, $1, $2)', 2],
    ['insert into log.unsealed values ($1, $1, $2)', 2],
    ['insert into log.unsealed_set values ($1, $1, $1, 1, array[$1]::uuid[], array[$2]::bytea[])', 2],
    ['delete from log.unsealed_set where authority_id = $1', 1],
    [`insert into log.checkpoint values ($1, 99, $2, '', '')`, 2],
    ['update log.leaf set leaf = $2 where authority_id = $1', 2],
    ['update log.head set size = 0 where authority_id = $1', 1],
    ['delete from log.leaf where authority_id = $1', 1],
    ['delete from log.unsealed where authority_id = $1', 1],
    ['update log.record set record = null, salt = null where authority_id = $1', 1],
    ['truncate log.leaf', 0],
  ])('the application may not: %s', async (text, count) => {
    const values = [authorityId, randomBytes(32)].slice(0, count)
    await expect(asApp(text, ...values)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'update log.leaf set leaf_index = leaf_index',
    'delete from log.tile',
    'update log.checkpoint set note = note',
    'truncate log.checkpoint',
    'delete from log.record',
    'delete from log.head',
    'update log.unsealed set leaf = leaf',
    'update log.unsealed_set set leaves = leaves',
  ])('even the owner may not: %s', async (text) => {
    const attempt = world.admin.withClient(async (client) => {
      await client.query('begin')
      try {
        await client.query('set local role grein_owner')
        await client.query(text)
      } finally {
        await client.query('rollback')
      }
    })
    await expect(attempt).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('written once') })
  })

  test('a checkpoint over more or fewer leaves than there are is refused', async () => {
    await queue(someEntries(3))
    await sealOnce(world.database, authorityId, { signer })
    for (const size of [2, 4]) {
      const seal = asApp(
        `select log.seal($1, ${size}, $2, '', '', '{}', '{}', '{}', '{}')`,
        authorityId,
        randomBytes(32),
      )
      await expect(seal).rejects.toMatchObject({ code: '23514', constraint: 'checkpoint_covers' })
    }
  })

  test('the log of another authority is not there, neither to read nor to seal', async () => {
    const other = newId('authority')
    await queue(someEntries(3), other)
    await sealOnce(world.database, other, { signer })
    expect(await asApp('select from log.leaf')).toEqual([])
    expect(await asApp('select from log.checkpoint')).toEqual([])
    await queue(someEntries(1, 3), other)
    await expect(asApp('select * from log.take_unsealed($1, 10)', other)).rejects.toMatchObject({ code: '42501' })
  })
})
