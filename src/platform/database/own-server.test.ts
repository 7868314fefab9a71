// A PostgreSQL of the operator's own: the statements of docs/operate/postgresql.md are run as they stand there, and Grein migrates,
// serves, backs up and restores with the logins they make. Not here: TLS, and what only a second machine shows.
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel'
import { backup } from '../backup/backup.ts'
import { restore } from '../backup/restore.ts'
import { appendMessage } from '../jobs/outbox.ts'
import { makeActor, makeTestFolder } from '../testing/index.ts'
import { openAdmin } from './admin.ts'
import { inDatabase } from './connection.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded/server.ts'
import { databaseError } from './errors.ts'
import { openGround, openSource } from './ground.ts'

const page = resolve(import.meta.dirname, '..', '..', '..', 'docs', 'operate', 'postgresql.md')
const folder = makeTestFolder()
let server: EmbeddedPostgres
let addresses: { app: string; admin: string }

beforeAll(async () => {
  server = await startEmbedded({ folder: join(folder, 'server'), isDurable: false })
  await using superuser = await openAdmin(inDatabase(server.admin, 'postgres'))
  await superuser.query('drop database grein') // The one it made for itself: here it plays a server that knows nothing of us.
  for (const statement of statementsOf(readFileSync(page, 'utf8'))) {
    await superuser.query(statement).catch((error: unknown) => {
      if (databaseError(error)?.code !== '42710') throw error // The four roles are there: it made them for itself too.
    })
  }
  const socket = server.admin.kind === 'socket' ? encodeURIComponent(server.admin.folder) : ''
  addresses = {
    admin: `postgresql://grein_admin:change%20me@localhost/grein?host=${socket}`,
    app: `postgresql://grein_serve:change%20me%20too@localhost/grein?host=${socket}`,
  }
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const config = (given: { admin?: string; app?: string }) => ({
  dataFolder: join(folder, 'unused'),
  databaseUrl: given.app ?? null,
  databaseAdminUrl: given.admin ?? null,
  databasePool: 4,
})
const actor = makeActor({ authorityId: newId('authority'), wall: 'staff' })

describe('with the logins of the page', () => {
  test('serving before migrating says what to do', async () => {
    await expect(openGround(config({ app: addresses.app }))).rejects.toThrow('Run "npx grein migrate"')
  })

  test('Grein migrates without a superuser, serves as the application, and neither login is taken for the other', async () => {
    await using first = await openGround(config(addresses))
    expect(first.migrated.length).toBeGreaterThan(3)
    await using second = await openGround(config({ app: addresses.app }))
    expect(second.migrated).toEqual([])
    const { rows } = await second.database.transaction(actor, (tx) =>
      sql`select current_user as role, session_user as login, current_setting('TimeZone') as zone`.execute(tx),
    )
    expect(rows).toEqual([{ role: 'grein_app', login: 'grein_serve', zone: 'UTC' }])
    const made = second.database.transaction(actor, (tx) => sql`create table platform.mine (n int)`.execute(tx))
    await expect(made).rejects.toThrow('permission denied')
    await expect(openGround(config({ app: addresses.admin }))).rejects.toThrow('the login is not a member of grein_app')
  })

  test.each([
    ['a wrong password', (address: string) => address.replace('change', 'guess'), 'refuses the login or its password'],
    ['a database that is not there', (address: string) => address.replace('/grein?', '/nowhere?'), 'no such database'],
    ['a server that is not there', (address: string) => `${address}-elsewhere`, 'does not answer'],
  ])('%s is said without showing the address', async (_what, spoil, message) => {
    const opening = openGround(config({ app: spoil(addresses.app) }))
    await expect(opening).rejects.toThrow(message)
    await expect(opening).rejects.not.toThrow('too')
  })

  test('an option in the address is kept beside ours', async () => {
    const app = `${addresses.app}&options=${encodeURIComponent('-c work_mem=7MB')}`
    await using ground = await openGround(config({ app }))
    const { rows } = await ground.database.transaction(actor, (tx) =>
      sql`select current_user as role, current_setting('work_mem') as memory`.execute(tx),
    )
    expect(rows).toEqual([{ role: 'grein_app', memory: '7MB' }])
  })

  test('who only asks is refused by an older and by a newer database, and brings neither to its own version', async () => {
    await (await openGround(config(addresses))).close()
    const asFound = { mayJoin: true, isAsFound: true } as const
    await using superuser = await openAdmin(inDatabase(server.admin, 'grein'))
    const known = () =>
      superuser.query<{ number: number }>(`select number from platform.migration where module = 'licensing'`)
    const [last] = await superuser.query<{ number: number; name: string; sha256: string }>(
      `delete from platform.migration where module = 'licensing' and number = (
         select max(number) from platform.migration where module = 'licensing') returning number, name, sha256`,
    )
    const older = await known()
    await expect(openGround(config(addresses), asFound)).rejects.toThrow(
      'The database lacks 1 migration of this version',
    )
    expect(await known()).toEqual(older)
    const put = (number: number, name: string, sha256: string) =>
      superuser.query('insert into platform.migration (module, number, name, sha256) values ($1, $2, $3, $4)', [
        ...['licensing', number, name, sha256],
      ])
    await put(last!.number, last!.name, last!.sha256)
    await put(9_999, 'to-come', '00')
    await expect(openGround(config(addresses), asFound)).rejects.toThrow('newer than the program')
    await superuser.query(`delete from platform.migration where number = 9999`)
    await using ground = await openGround(config(addresses), asFound)
    expect(ground.migrated).toEqual([])
  })

  test('a backup holds every authority, and is restored without a superuser', async () => {
    await using ground = await openGround(config(addresses))
    await ground.database.transaction(actor, (tx) => appendMessage(tx, actor, { topic: 'a.b', payload: 1 }))
    await using source = await openSource(config(addresses))
    await using admin = await openAdmin(source.admin!) // The address is in the configuration above.
    const file = join(folder, 'backup')
    const { fingerprint } = await backup(admin, file)
    await using superuser = await openAdmin(inDatabase(server.admin, 'postgres'))
    await superuser.query('create database second owner grein_admin')
    await using target = await openAdmin({ kind: 'url', url: addresses.admin.replace('/grein?', '/second?') })
    await restore(target, file, { fingerprint })
    expect(await target.query('select authority_id, topic from platform.outbox')).toEqual([
      { authority_id: actor.authorityId, topic: 'a.b' },
    ])
  })
})

/** The statements of the first `sql` block. */
function statementsOf(markdown: string): string[] {
  const block = /```sql\n([\s\S]*?)```/.exec(markdown)?.[1] ?? ''
  return block
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean)
}
