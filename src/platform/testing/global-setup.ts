// Runs once for each run of Vitest: stands ready to start one PostgreSQL, and starts it when the first test asks.
// Not here: databases; each test file makes its own (test-database.ts).
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbedded } from '../database/embedded/server.ts'
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
  const broker = createServer((socket) => {
    started ??= startEmbedded({ folder: join(folder, 'data'), isDurable: false, connectionsMax: testConnectionsMax })
    started.then(
      ({ admin, app }) => socket.end(JSON.stringify({ admin, app, round })),
      (error: unknown) => socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
    )
    socket.on('error', () => {}) // A worker that was stopped hangs up.
  })
  const path = join(folder, 'broker')
  await new Promise<void>((resolve) => broker.listen(path, resolve))
  broker.unref()
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
