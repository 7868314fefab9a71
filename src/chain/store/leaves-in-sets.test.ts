// What waited for the sealer leaf by leaf before postings had a row of leaves is sealed beside what waits as one, and nothing of the ledger
// changes when the database is brought up to date. Not here: the rounds of the sealer (platform/log).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, openLogSigner, readMigrations, sealOnce } from '#platform'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { type DecidedEvent, joinPostings } from '../record/posting.ts'
import { type BareLedger, openBareLedger } from '../testing/bare-ledger.ts'
import { doorCall } from './door-columns.ts'

let ledger: BareLedger
beforeAll(async () => {
  ledger = await openBareLedger('chain/0049')
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** Before 0123 nobody said in which version an exemption was read: the tenth argument after the authority was not there. */
async function postAsBefore(events: readonly DecidedEvent[]) {
  const { name, values } = doorCall(joinPostings(events.map(({ posting }) => posting)), false)
  await ledger.database.call(ledger.staff, name, values.toSpliced(10, 1))
  return events.map(({ eventId }) => ({ eventId }))
}

test('a ledger of before goes on: its parties, its leaves in the queue, and those of new postings', async () => {
  const { admin, authorityId } = ledger
  const some = () =>
    Array.from({ length: 5 }, (_, at) =>
      ledger.event({ moves: [{ from: ledger.world, to: ledger.stock(`lot ${at}`), amount: 7n }] }),
    )
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'grein.example/log' })
  const waiting = async () => {
    const [row] = await admin.query<{ alone: number; sets: number[] | null }>(
      `select (select count(*)::integer from log.unsealed where authority_id = $1) as alone,
         (select array_agg(leaf_count order by first_id) from log.unsealed_set where authority_id = $1) as sets`,
      [authorityId],
    )
    return row
  }
  const kept = `select e.event_id, encode(e.leaf, 'hex') as leaf, array_agg(p.holder_id order by p.holder_id) as parties
    from chain.event as e join chain.event_party as p using (authority_id, event_id)
    where e.event_id = any ($1) group by e.event_id, e.leaf order by e.event_id`
  const old = await postAsBefore(some())
  expect(await waiting()).toEqual({ alone: 5, sets: null })
  const ids = old.map(({ eventId }) => eventId)
  const before = await admin.query(kept, [ids])
  expect(before).toHaveLength(5)

  await migrate(admin, readMigrations())
  expect(await admin.query(kept, [ids])).toEqual(before)
  const together = some()
  const fresh = await ledger.post(...together)
  const [again] = await ledger.post(...together)
  expect(again).toMatchObject({ outcome: 'already', leaf: fresh[0]?.leaf })
  const [alone] = await ledger.post(some()[0]!) // There are five.
  expect(await waiting()).toEqual({ alone: 6, sets: [5] })
  expect(await verifyLedger(admin, authorityId)).toMatchObject({ faults: [] })

  expect(await sealOnce(ledger.database, authorityId, { signer })).toEqual({ fromSize: 0, size: 11 })
  expect(await waiting()).toEqual({ alone: 0, sets: null })
  const placed = await admin.query<{ id: string }>(
    'select entry_id as id from log.leaf where authority_id = $1 order by leaf_index',
    [authorityId],
  )
  expect(placed.map(({ id }) => id)).toEqual([...old, ...fresh, alone].map((one) => one?.eventId).sort())
  expect(await verifyLedger(admin, authorityId)).toMatchObject({ faults: [] })
})
