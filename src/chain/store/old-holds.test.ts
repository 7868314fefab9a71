// That holds recorded before a hold said whose stock it binds come to bind only their holder's when the database is brought up to date.
// Not here: holds as they are placed today (record/refusals-holds.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type PartyId } from '#kernel'
import { migrate, readMigrations } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { verifyLedger } from '../proof/verify-ledger.ts'

let old: TestDatabase
beforeAll(async () => {
  old = await openTestDatabase({ upTo: 'chain/0009' })
})
afterAll(() => old[Symbol.asyncDispose]())

test('a holder’s hold binds that holder, the authority’s and a recall everyone; nothing else of the ledger changes', async () => {
  const { admin, authorityId } = old
  const party = async (kind: string): Promise<PartyId> => {
    const partyId = newId('party')
    const columns = 'authority_id, party_id, kind, name, country'
    await admin.query(`insert into licensing.party (${columns}) values ($1, $2, $3, $3, 'NL')`, [
      authorityId,
      partyId,
      kind,
    ])
    return partyId
  }
  const [minister, pharmacy] = [await party('authority'), await party('pharmacy')]
  /** As the door of then wrote it, with nobody named. */
  const hold = async (holderId: PartyId, scope: 'batch' | 'recall') => {
    const eventId = newId('event')
    await admin.query(
      `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
       select $1, $2, 'hold', now(), $3, '{}', false, '{}', '\\x01'::bytea, sha256('\\x00'::bytea || '\\x01'::bytea || '{}'::bytea)`,
      [authorityId, eventId, holderId],
    )
    await admin.query(
      `insert into chain.hold (authority_id, batch_id, event_id, root_id, scope, reason, held_at) values ($1, $2, $3, $2, $4, 'x', now())`,
      [authorityId, newId('batch'), eventId, scope],
    )
    return eventId
  }
  const [own, ministers, recall] = [
    await hold(pharmacy, 'batch'),
    await hold(minister, 'batch'),
    await hold(minister, 'recall'),
  ]
  const leaves = `select event_id, encode(leaf, 'hex') as leaf, record from chain.event order by event_id`
  const before = await admin.query(leaves)
  await migrate(admin, readMigrations())
  const rows = await admin.query<{ event: string; holder: string | null }>(
    'select event_id as event, holder_id as holder from chain.hold',
  )
  expect(new Map(rows.map(({ event, holder }) => [event, holder]))).toEqual(
    new Map([
      [own, pharmacy],
      [ministers, null],
      [recall, null],
    ]),
  )
  expect(await admin.query(leaves)).toEqual(before)
  const { faults } = await verifyLedger(admin, authorityId)
  expect(faults.filter(({ kind }) => kind === 'leaf-differs')).toEqual([])
  await expect(admin.query('update chain.hold set holder_id = null')).rejects.toThrow(/written once/)
  const [walls] = await admin.query<{ forced: boolean }>(
    `select bool_and(relforcerowsecurity) as forced from pg_class where oid in ('chain.hold'::regclass, 'chain.event'::regclass, 'licensing.party'::regclass)`,
  )
  expect(walls?.forced).toBe(true)
})
