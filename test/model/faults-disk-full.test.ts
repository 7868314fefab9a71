// The disk fills up while acts are recorded: a refusal that says so, nothing half written, and the same act goes in once there is room.
// A small file system of its own is mounted for it, which only root may; elsewhere this reports itself skipped. Not here: sudden death.
import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordAct, verifyLedger } from '#chain'
import { Refused } from '#kernel'
import { makeTestFolder } from '#platform/testing'
import { destroyAct, openBenchHouse, plainLaw, plantSmallChain } from '../../bench/bench-house.ts'

/** A fresh database takes some 100 MB with its log. */
const diskMb = 256
/** More than fit in what pages have left. */
const actsMax = 5_000

function mountDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = makeTestFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=711`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true }) // A container may be root and not allowed to mount.
    return null
  }
}

test('a full disk refuses, loses nothing, and takes the same act when there is room', async ({ skip }) => {
  const folder = mountDisk()
  if (folder === null) return skip('only root may mount a small disk')
  await using unmount = new AsyncDisposableStack()
  unmount.defer(async () => {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  })
  // Its folder is the mount itself, which cannot be taken away; only what is in it can.
  await using house = await openBenchHouse({ folder: join(folder, 'house') })
  const chain = await plantSmallChain(house, 4, plainLaw)
  const { grower, law } = chain
  const { database } = house.ground
  const record = (act: ReturnType<typeof destroyAct>) =>
    database.transaction(grower, (tx) => recordAct(tx, grower, { act, law, now: Temporal.Now.instant() }))

  const ballast = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize))

  const recorded: string[] = []
  let refused: { act: ReturnType<typeof destroyAct>; error: unknown } | null = null
  for (let turn = 0; turn < actsMax && refused === null; turn++) {
    const act = destroyAct(chain, chain.harvests[turn % chain.harvests.length]!)
    await record(act).then(
      ({ eventId }) => recorded.push(eventId),
      (error: unknown) => {
        refused = { act, error }
      },
    )
  }
  const { act, error } = refused! // Or the next line says what is missing.
  expect(error).toBeInstanceOf(Refused)
  expect((error as Refused).refusal.problem.code).toBe('platform/storage-full')

  rmSync(ballast)
  expect(await record(act)).toMatchObject({ outcome: 'recorded' })
  expect(await record(act)).toMatchObject({ outcome: 'already' })
  const ledger = await verifyLedger(house.admin, grower.authorityId)
  expect(ledger.faults).toEqual([])
  const [count] = await house.admin.query<{ n: bigint }>(`select count(*) as n from chain.event where kind = 'destroy'`)
  expect(count?.n).toBe(BigInt(recorded.length + 1))
})
