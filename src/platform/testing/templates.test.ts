import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FillingGround } from './templates.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const names = ({ admin }: TestDatabase) => admin.query<{ name: string }>('select name from public.apple order by name')

async function fillWithOne({ admin, folder }: FillingGround) {
  await admin.query('create table public.apple (name text)')
  await admin.query(`insert into public.apple values ('elstar')`)
  writeFileSync(join(folder, 'apple.txt'), 'elstar')
}

test('a filling is made once, however many ask at the same time, and each copy is its own', async () => {
  let times = 0
  const filling = {
    name: `apples ${randomUUID()}`,
    async fill(ground: FillingGround) {
      times += 1
      await fillWithOne(ground)
    },
  }
  const options = { upTo: 'platform/0003', filling } as const
  const [mine, yours] = await Promise.all([openTestDatabase(options), openTestDatabase(options)])
  await using _ = mine
  await using __ = yours
  await mine.admin.query(`insert into public.apple values ('jonagold')`)
  await using later = await openTestDatabase(options)
  expect(times).toBe(1)
  expect(await names(mine)).toEqual([{ name: 'elstar' }, { name: 'jonagold' }])
  expect(await names(yours)).toEqual([{ name: 'elstar' }])
  expect(await names(later)).toEqual([{ name: 'elstar' }])
  expect(readFileSync(join(later.filledFolder!, 'apple.txt'), 'utf8')).toBe('elstar')
})

test('one that failed half-way leaves nothing behind, and is made whole by the next who asks', async () => {
  let isFirst = true
  const filling = {
    name: `apples ${randomUUID()}`,
    async fill(ground: FillingGround) {
      await fillWithOne(ground)
      if (!isFirst) return
      isFirst = false
      throw new Error('the basket broke')
    },
  }
  const options = { upTo: 'platform/0003', filling } as const
  await expect(openTestDatabase(options)).rejects.toThrow('the basket broke')
  await using whole = await openTestDatabase(options)
  expect(await names(whole)).toEqual([{ name: 'elstar' }])
})

test('another name is another filling, and none at all is an empty house', async () => {
  const filled = (name: string) =>
    openTestDatabase({
      upTo: 'platform/0003',
      filling: {
        name,
        fill: async ({ admin }) => void (await admin.query(`create table public.apple as select '${name}' as name`)),
      },
    })
  const [one, other] = [`a${randomUUID()}`, `b${randomUUID()}`]
  await using first = await filled(one)
  await using second = await filled(other)
  await using bare = await openTestDatabase({ upTo: 'platform/0003' })
  expect([await names(first), await names(second)]).toEqual([[{ name: one }], [{ name: other }]])
  expect([await bare.admin.query(`select to_regclass('public.apple') as name`), bare.filledFolder]).toEqual([
    [{ name: null }],
    null,
  ])
})
