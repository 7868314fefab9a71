// The same key twice: one execution, one answer. Not here: the header that carries the key (api).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, Refused } from '#kernel'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { forgetIdempotencyKeys, idempotent } from './idempotent.ts'

let world: TestDatabase
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

let executions = 0
function send(key: string, content: { massMg: string; note?: string }, actor = world.staff) {
  return world.database.transaction(actor, (tx) =>
    idempotent(tx, actor, { key, content: { operation: 'weigh', ...content } }, async () => {
      executions++
      return { recorded: content.massMg, run: executions }
    }),
  )
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refused ? error.refusal.problem.code : `no refusal: ${String(error)}`
}

describe('a key', () => {
  test('gives the first answer again for the same content, however its members are ordered', async () => {
    const first = await send('a', { massMg: '15', note: 'wet' })
    expect(await send('a', { note: 'wet', massMg: '15' })).toEqual(first)
  })

  test('is refused for other content', async () => {
    await send('b', { massMg: '15' })
    expect(await codeOf(send('b', { massMg: '16' }))).toBe('platform/key-reused')
  })

  test('belongs to its sender: another person or another authority is not answered with it', async () => {
    const mine = await send('c', { massMg: '1' })
    const theirs = await send('c', { massMg: '1' }, world.actorFor({ wall: 'staff' }))
    const elsewhere = await send(
      'c',
      { massMg: '2' },
      world.actorFor({ wall: 'staff', authorityId: newId('authority') }),
    )
    expect([theirs.run, elsewhere.run]).toEqual([mine.run + 1, mine.run + 2])
  })

  test('lies behind a wall of its own: another person of the same authority sees none, the house sees all', async () => {
    const mine = world.actorFor({ wall: 'holder' })
    await send('walled', { massMg: '1' }, mine)
    const seen = (actor: Parameters<typeof world.database.transaction>[0]) =>
      world.database.transaction(actor, async (tx) => {
        const { rows } = await sql`select from platform.idempotency_key where key = 'walled'`.execute(tx)
        return rows.length
      })
    const program = { ...mine, kind: 'machine' as const, userId: null, clientId: newId('client') }
    const house = { ...mine, kind: 'system' as const, userId: null, wall: 'staff' as const }
    const visitor = { ...mine, kind: 'anonymous' as const, userId: null, wall: 'public' as const }
    expect(await Promise.all([mine, world.staff, program, visitor, house].map(seen))).toEqual([1, 0, 0, 0, 1])
    const inTheirName = world.database.transaction(program, (tx) =>
      sql`insert into platform.idempotency_key values
        (${mine.authorityId}, ${mine.userId}, 'forged', '\\x00', '1', now())`.execute(tx),
    )
    await expect(inTheirName).rejects.toThrow('row-level security')
  })

  test('sent by many at once is carried out once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send('d', { massMg: '7' })))
    expect(new Set(answers.map((answer) => answer.run)).size).toBe(1)
    const kept = await world.admin.query(`select count(*) as kept from platform.idempotency_key where key = 'd'`)
    expect(kept).toEqual([{ kept: 1n }])
  })

  test('of work that failed is free again', async () => {
    const failing = world.database.transaction(world.staff, (tx) =>
      idempotent(tx, world.staff, { key: 'e', content: 1 }, async () => {
        throw new Error('no')
      }),
    )
    await expect(failing).rejects.toThrow('no')
    expect((await send('e', { massMg: '3' })).recorded).toBe('3')
  })

  test('is written once: the application may not change or delete it', async () => {
    for (const statement of [
      'delete from platform.idempotency_key',
      `update platform.idempotency_key set answer = ''`,
    ]) {
      const tried = world.database.transaction(world.staff, (tx) => sql.raw(statement).execute(tx))
      await expect(tried).rejects.toThrow('permission denied')
    }
  })

  test('is forgotten after ninety days, not before', async () => {
    await send('old', { massMg: '1' })
    await send('young', { massMg: '1' })
    await world.admin.query(`
      update platform.idempotency_key set answered_at = clock_timestamp() -
        case key when 'old' then interval '90 days 1 minute' else interval '89 days 23 hours' end
      where key in ('old', 'young')`)
    expect(await world.database.transaction(world.staff, forgetIdempotencyKeys)).toBe(1n)
    const left = await world.admin.query(`select key from platform.idempotency_key where key in ('old', 'young')`)
    expect(left).toEqual([{ key: 'young' }])
  })
})
