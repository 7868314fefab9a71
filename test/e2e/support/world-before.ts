// Runs once for each run of the walks: stands ready to load the demo world, and loads it when the first house asks. Each house begins with a copy
// of its files, for loading is the dearest part of a start and gives them all the same. Not here: the world (src/demo), and the houses (house.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { askBroker, makeTestFolder, openBroker } from '#platform/testing'

const root = join(import.meta.dirname, '..', '..', '..')

/** Where a house asks for it. Set in the environment, because the workers are processes of their own. */
const brokerVariable = 'E2E_WORLD'

/** As PostgreSQL says where its files are when the folder is none it can reach: a copy would share them. */
const elsewhere = 'database'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeTestFolder()
  const loads: Load[] = []
  let isCurrent = false
  project.onTestsRerun(() => {
    isCurrent = false // The code that loads may have changed.
  })
  const path = join(folder, 'broker')
  const broker = await openBroker(path, async () => {
    const current = isCurrent ? loads.at(-1) : undefined
    const asked = current ?? load(join(folder, `${loads.length}`))
    if (asked !== current) loads.push(asked)
    isCurrent = true
    return { world: await asked.loaded }
  })
  process.env[brokerVariable] = path
  return async () => {
    delete process.env[brokerVariable]
    broker.close()
    for (const { child, loaded } of loads) {
      child.kill('SIGTERM') // One that has ended hears nothing.
      await loaded.catch(() => {}) // Whoever asked has said so.
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

type Load = { readonly child: ChildProcess; readonly loaded: Promise<string | null> }

/** A small world, as `serve --demo` would load it. Null when its files cannot be copied. */
function load(world: string): Load {
  const child = spawn(process.execPath, [join(root, 'bin', 'grein.mjs'), 'demo', '--years', '1', '--data', world], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const loaded = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(existsSync(join(world, elsewhere)) ? null : world)
        : reject(new Error(`the demo world could not be loaded: ${code}\n${said}`)),
    )
  })
  return { child, loaded }
}

/** The folder of the loaded world: everybody's, to be copied and never written. Null: a house loads its own. */
export async function askForWorld(): Promise<string | null> {
  const path = process.env[brokerVariable]
  return path === undefined ? null : (await askBroker<{ readonly world: string | null }>(path)).world
}
