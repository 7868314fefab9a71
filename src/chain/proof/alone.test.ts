// Each edit behind our back by itself in a ledger that is otherwise whole: the first look at a range must not miss what the second would name.
// Not here: how a fault is named when there are others, and proofs that are cut off (prove.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogSigner, roleNames, sealOnce } from '#platform'
import { unlockLedger } from '../testing/unlock.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type World } from '../testing/world.ts'
import { proveAccounts } from './accounts.ts'
import { proveBeside } from './beside.ts'
import type { LedgerFault } from './faults.ts'
import { proveRecords } from './records.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
const all = { from: '00000000-0000-0000-0000-000000000000', through: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
let world: World
beforeAll(async () => {
  world = await openWorld()
  await growToPatient(world)
  while (await sealOnce(world.database, world.authorityId, { signer }));
  await unlockLedger(world.admin)
  await world.admin.query('drop index log.leaf_entry') // One entry may have two leaves then.
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

/** The edit and the proof in one transaction that is taken back. */
function faultsAfter(edits: readonly string[]): Promise<readonly LedgerFault[]> {
  return world.admin.withClient(async (client) => {
    await client.query('begin')
    try {
      for (const edit of edits) {
        const { rowCount } = await client.query(edit)
        expect(rowCount).toBeGreaterThan(0)
      }
      await client.query(`select set_config('grein.authority', $1, true)`, [world.authorityId])
      await client.query(`set local role ${roleNames.door}`)
      const found: LedgerFault[] = []
      for (const prove of [proveRecords, proveAccounts, proveBeside]) {
        found.push(...(await prove(client, world.authorityId, all)).faults)
      }
      return found
    } finally {
      await client.query('rollback')
    }
  })
}

const one = `(select event_id from chain.event where kind = 'dispense' order by event_id limit 1)`
const newLeaf = (record: string, salt = 'salt') => `sha256('\\x00'::bytea || ${salt} || convert_to(${record}, 'UTF8'))`
const account = `(select b.account_id from chain.balance as b where b.amount > 0 and not b.is_signed order by b.account_id limit 1)`

test('nothing was touched', async () => {
  expect(await faultsAfter([])).toEqual([])
})

test.each<[string, LedgerFault['kind'], ...string[]]>([
  [
    'what a record says',
    'leaf-differs',
    `update chain.event set record = replace(record, '"massMg"', '"MassMg"') where event_id = ${one}`,
  ],
  ['a salt', 'leaf-differs', `update chain.event set salt = sha256(salt) where event_id = ${one}`],
  ['a salt is gone', 'leaf-differs', `update chain.event set salt = null where event_id = ${one}`],
  [
    'a leaf, in the event alone',
    'leaf-not-in-log',
    `update chain.event set leaf = sha256(leaf) where event_id = ${one}`,
  ],
  [
    'a record and its leaf',
    'leaf-not-in-log',
    `update chain.event set record = record || ' ', leaf = ${newLeaf(`record || ' '`)} where event_id = ${one}`,
  ],
  [
    'a record, its leaf and the log',
    'movement-differs',
    `update log.leaf set leaf = (select ${newLeaf(`replace(record, '"line":1', '"line":2')`)} from chain.event where event_id = entry_id) where entry_id = ${one}`,
    `update chain.event set record = replace(record, '"line":1', '"line":2'), leaf = ${newLeaf(`replace(record, '"line":1', '"line":2')`)} where event_id = ${one}`,
  ],
  ['a leaf of the log', 'leaf-not-in-log', `update log.leaf set leaf = sha256(leaf) where entry_id = ${one}`],
  ['a leaf is gone from the log', 'leaf-not-in-log', `delete from log.leaf where entry_id = ${one}`],
  [
    'a second leaf for an event',
    'event-missing',
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf) select authority_id, leaf_index + 1000000, entry_id, sha256(leaf) from log.leaf where entry_id = ${one}`,
  ],
  [
    'a leaf for no event',
    'event-missing',
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf) select authority_id, leaf_index + 1000000, uuidv7(), leaf from log.leaf where entry_id = ${one}`,
  ],
  [
    'a leaf that waits, for no event',
    'event-missing',
    `insert into log.unsealed (authority_id, entry_id, leaf) select authority_id, uuidv7(), leaf from log.leaf where entry_id = ${one}`,
  ],
  [
    'leaves that wait in a set, for no event',
    'event-missing',
    `insert into log.unsealed_set (authority_id, first_id, last_id, leaf_count, entry_ids, leaves)
     select authority_id, entry_id, entry_id, 1, array[entry_id], array[sha256(leaf)] from log.leaf where entry_id = ${one}`,
  ],
  [
    'an event is gone',
    'event-missing',
    `delete from chain.movement where event_id = ${one}`,
    `delete from chain.event where event_id = ${one}`,
  ],
  ['an event is gone, its movements stay', 'movement-missing-end', `delete from chain.event where event_id = ${one}`],
  ['a kind', 'event-differs', `update chain.event set kind = 'destroy' where event_id = ${one}`],
  ['a kind that would match any', 'event-differs', `update chain.event set kind = '%' where event_id = ${one}`],
  ['a holder', 'event-differs', `update chain.event set holder_id = gen_random_uuid() where event_id = ${one}`],
  [
    'when it happened, movements and all',
    'event-differs',
    `update chain.movement set occurred_at = occurred_at + interval '1 millisecond' where event_id = ${one}`,
    `update chain.event set occurred_at = occurred_at + interval '1 millisecond' where event_id = ${one}`,
  ],
  [
    'when a movement happened',
    'movement-time',
    `update chain.movement set occurred_at = occurred_at + interval '1 millisecond' where event_id = ${one}`,
  ],
  ['an amount', 'movement-differs', `update chain.movement set amount = amount + 1 where event_id = ${one}`],
  ['a ledger', 'movement-differs', `update chain.movement set ledger = 'material%mg' where event_id = ${one}`],
  ['a line', 'movement-differs', `update chain.movement set line = line + 1 where event_id = ${one}`],
  ['a movement is gone', 'movement-differs', `delete from chain.movement where event_id = ${one}`],
  [
    'a movement of no event',
    'movement-missing-end',
    `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
     select authority_id, uuidv7(), line, ledger, from_account_id, to_account_id, amount, occurred_at from chain.movement where event_id = ${one}`,
  ],
  ['a balance', 'balance-differs', `update chain.balance set amount = amount + 1 where account_id = ${account}`],
  [
    'when a balance last moved',
    'balance-differs',
    `update chain.balance set last_at = last_at + interval '1 second' where account_id = ${account}`,
  ],
  ['a balance is gone', 'balance-missing', `delete from chain.balance where account_id = ${account}`],
  [
    'a balance of no account',
    'movement-missing-end',
    `insert into chain.balance (authority_id, account_id, holder_id, amount, is_signed, last_at) select authority_id, gen_random_uuid(), holder_id, 0, false, '-infinity' from chain.balance where account_id = ${account}`,
  ],
  [
    'a balance that may be less than nothing',
    'balance-negative',
    `update chain.balance set is_signed = true where account_id = ${account}`,
  ],
  [
    'a balance that was closed with something in it',
    'closed-not-empty',
    `update chain.balance set closed_at = now() where account_id = ${account}`,
  ],
  ['an account is gone', 'movement-missing-end', `delete from chain.account where account_id = ${account}`],
  [
    'whose an account is',
    'account-differs',
    `update chain.account set holder_id = gen_random_uuid() where account_id = ${account}`,
  ],
  [
    'the state of an account',
    'account-differs',
    `update chain.account set state = state || 'x' where account_id = ${account}`,
  ],
  [
    'what came in, to after it went out',
    'history-negative',
    `update chain.movement set occurred_at = occurred_at + interval '100 years' where (event_id, line) in (
       select i.event_id, i.line from chain.movement as i
       join chain.movement as o on o.from_account_id = i.to_account_id join chain.balance as b on b.account_id = i.to_account_id and not b.is_signed
       order by i.event_id limit 1)`,
    `update chain.balance as b set last_at = m.occurred_at from chain.movement as m
     where m.to_account_id = b.account_id and m.occurred_at > now() + interval '50 years'`,
  ],
])('%s: %s', async (_, kind, ...edits) => {
  expect(await faultsAfter(edits)).toContainEqual(expect.objectContaining({ kind }))
})

test('a record that is no JSON does not stop the proof', async () => {
  const found = await faultsAfter([`update chain.event set record = 'spoilt' where kind = 'harvest'`])
  expect(found).toContainEqual(expect.objectContaining({ kind: 'leaf-differs' }))
  expect(found).toContainEqual(expect.objectContaining({ kind: 'edge-differs' }))
})

test('an act that names an authority of its own within it is read whole', async () => {
  const nested = `replace(record, '{"act":{', '{"act":{"a":{"a":1,"authority":"aut_x"},')`
  const found = await faultsAfter([`update chain.event set record = ${nested} where kind = 'harvest'`])
  expect([...new Set(found.map(({ kind }) => kind))]).toEqual(['leaf-differs'])
})
