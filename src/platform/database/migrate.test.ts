// Migrations: once each, in order, unchanged, and one migrator at a time. Not here: what the project's own files say.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { StartRefused } from '../config/start-refused.ts'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { type Admin, openAdmin } from './admin.ts'
import { inDatabase } from './connection.ts'
import { migrate } from './migrate.ts'
import { type MigrationFile, type ModuleName, migrationFolders, readMigrations } from './migration-files.ts'

let world: TestDatabase
let admin: Admin
let name: string
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
})
afterAll(() => world?.[Symbol.asyncDispose]())
beforeEach(async () => {
  name = `migrate_${randomBytes(5).toString('hex')}`
  await world.admin.query(`create database ${name}`)
  admin = await openAdmin(inDatabase(world.admin.connection, name))
})
afterEach(async () => {
  await admin.close()
  await world.admin.query(`drop database ${name} with (force)`)
})

function file(module: ModuleName, number: number, sql: string): MigrationFile {
  return { module, number, name: `n${number}`, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}
const first = file('platform', 1, '-- why: a\ncreate table platform.one (n int);')
const second = file('platform', 2, '-- why: b\ncreate table platform.two (n int);')
const law = file('law', 1, '-- why: c\ncreate schema law; create table law.act (n int);')

const applied = async () =>
  (
    await admin.query<{ id: string }>(
      `select module || '/' || number as id from platform.migration order by applied_at`,
    )
  ).map(({ id }) => id)

describe('migrating', () => {
  test('applies what is missing, in order, once, as the owner of the schemas', async () => {
    expect(await migrate(admin, [first, law])).toEqual([first, law])
    expect(await migrate(admin, [first, second, law])).toEqual([second])
    expect(await migrate(admin, [first, second, law])).toEqual([])
    expect(await applied()).toEqual(['platform/1', 'law/1', 'platform/2'])
    const owner = await admin.query(`select tableowner from pg_tables where tablename = 'act'`)
    expect(owner).toEqual([{ tableowner: 'grein_owner' }])
  })

  test('by several at once applies each file once', async () => {
    const files = [first, second, law]
    const others = await Promise.all([1, 2, 3].map(() => openAdmin(inDatabase(world.admin.connection, name))))
    const done = await Promise.all(others.map((other) => migrate(other, files)))
    expect(done.map((list) => list.length).sort()).toEqual([0, 0, 3])
    for (const other of others) await other.close()
  })

  test('stops at a file that fails, whole, keeps those before it, and says the line', async () => {
    const broken = file('platform', 3, '-- why: c\ncreate table platform.half (n int);\nselect nonsense;')
    await expect(migrate(admin, [first, broken])).rejects.toThrow(/platform\/0003-n3 failed: .*nonsense.*line 3/)
    expect(await applied()).toEqual(['platform/1'])
    expect(await admin.query(`select to_regclass('platform.half')::text as half`)).toEqual([{ half: null }])
    await expect(migrate(admin, [first, second])).resolves.toEqual([second])
  })

  test.each<[string, readonly MigrationFile[], string]>([
    ['changed', [{ ...first, sha256: 'f'.repeat(64) }, second], 'platform/0001-n1 was changed after it was applied'],
    ['lost', [second], 'platform/0001-n1, which this version of Grein does not know'],
    [
      'slipped in before its time',
      [first, file('platform', 0, '-- why: z'), second],
      'platform/0000-n0 comes before migration platform/0001',
    ],
  ])('refuses a file that was %s, before it touches anything', async (_what, files, message) => {
    await migrate(admin, [first, second])
    await expect(migrate(admin, [...files, law])).rejects.toThrow(message)
    await expect(migrate(admin, [...files, law])).rejects.toThrow(StartRefused)
    expect(await applied()).toEqual(['platform/1', 'platform/2'])
  })
})

describe('the files of a checkout', () => {
  let source: string
  beforeEach(() => {
    source = mkdtempSync(join(tmpdir(), 'grein-migrations-'))
  })
  afterEach(() => rmSync(source, { recursive: true }))
  const put = (module: string, named: string, text = '-- why: a') => {
    mkdirSync(join(source, module, 'migrations'), { recursive: true })
    writeFileSync(join(source, module, 'migrations', named), text)
  }
  const read = () => readMigrations(migrationFolders(source)).map(({ module, number }) => `${module}/${number}`)

  test('are read room by room in the fixed order, and by number within a room', () => {
    put('chain', '0001-ledger.sql')
    put('platform', '0010-later.sql')
    put('platform', '0002-earlier.sql')
    put('law', '0001-lists.sql')
    expect(read()).toEqual(['platform/2', 'platform/10', 'law/1', 'chain/1'])
  })

  test.each([
    ['1-short.sql', '-- why: a', 'is not named NNNN-name.sql'],
    ['0001-Name.sql', '-- why: a', 'is not named NNNN-name.sql'],
    ['0001-name.sql', 'create table x ();', 'does not begin with "-- why:"'],
  ])('%s with "%s" is refused', (named, text, message) => {
    put('law', named, text)
    expect(read).toThrow(message)
  })

  test('with one number twice are refused', () => {
    put('law', '0001-a.sql')
    put('law', '0001-b.sql')
    expect(read).toThrow('Two migrations of "law" have the number 1')
  })
})
