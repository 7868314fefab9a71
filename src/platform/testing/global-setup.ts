// Runs once for each run of Vitest: stands ready to start one PostgreSQL, and starts it when the first test asks.
// Not here: databases; each test file makes its own (test-database.ts).
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbedded } from '../database/embedded/server.ts'
import { openBroker } from './broker.ts'
import { makeTestFolder, removeLeftFolders } from './test-folder.ts'

/** Where a test asks for the server. Set in the environment, because the workers are processes of their own. */
export const brokerVariable = 'VITEST_GREIN_POSTGRES'

/** Test files run side by side, each with a pool and an administrator. */
export const testConnectionsMax = 120

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env[brokerVariable]) return async () => {} // Another project of this run was first.
  removeLeftFolders()
  const folder = makeTestFolder()
  let started: Promise<EmbeddedPostgres> | null = null
  let round = 0
  project.onTestsRerun(() => {
    round += 1
  })
  const path = join(folder, 'broker')
  const broker = await openBroker(path, async () => {
    started ??= startEmbedded({ folder: join(folder, 'data'), isDurable: false, connectionsMax: testConnectionsMax })
    const { admin, app } = await started
    return { admin, app, round }
  })
  process.env[brokerVariable] = path
  return async () => {
    delete process.env[brokerVariable]
    broker.close()
    await started?.then(
      (server) => server.stop(),
      () => {}, // It never started; the test that asked has said so.
    )
    rmSync(folder, { recursive: true, force: true })
  }
}
