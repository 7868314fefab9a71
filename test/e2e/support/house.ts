// The whole house as a newcomer starts it: the real command, its own data folder, a small demo world. Not here: any test.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { askForWorld } from './world-before.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const startWithinMs = 330_000 // Two cores that also build the web: generous, for a slow start is not what these tests look for.

/** A program of a walk may be posted to: who starts a demo by hand for these walks gives it the same. */
const wayOut = {
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${pathToFileURL(join(import.meta.dirname, 'way-out.ts')).href}`,
  GREIN_EPCIS_DESTINATIONS: '*.outside.example',
}

export type OpenHouse = { readonly url: string; readonly said: () => string; close(): Promise<void> }

/** `grein serve --demo` on a free port, over a world that was loaded for all; resolves when it answers that it is ready. */
export async function openDemoHouse(): Promise<OpenHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'grein-e2e-'))
  const world = await askForWorld()
  // By the system's own program: as root the database's files are another user's, and stay so.
  if (world !== null) await promisify(execFile)('cp', ['-a', `${world}/.`, folder])
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(root, 'bin', 'grein.mjs'), 'serve', '--demo', '--years', '1', '--port', String(port), '--data', folder],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'en_GB.UTF-8', ...wayOut } },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = `http://localhost:${port}`
  const close = async () => {
    await stopped(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(child, url, () => said)
  } catch (error) {
    await close()
    throw error
  }
  return { url, said: () => said, close }
}

async function ready(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const end = Date.now() + startWithinMs
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the server was not ready in time:\n${said()}`)
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
