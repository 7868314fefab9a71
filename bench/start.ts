// From the command to the first page: an empty folder (initdb, migrations, the demo world) and one that is there. Not here: npm ci.
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeTestFolder } from '#platform/testing'
import { gather, runGrein, spawnGrein } from './run-grein.ts'
import { median, type Options, type Promised, type Row } from './support.ts'

/** Whatever is wrong, it is not slowness. */
const startMaxMs = 300_000
const stopMaxMs = 30_000

export const start: Promised = {
  name: 'From "grein serve --demo" to the first page (200 on /), web built beforehand',
  async measure({ isQuick }: Options) {
    await runGrein(['build'])
    const folder = makeTestFolder()
    try {
      const cold = await startOnce(folder)
      const warm: number[] = []
      for (let turn = 0; turn < (isQuick ? 1 : 3); turn++) warm.push(await startOnce(folder))
      return [
        row('cold: empty folder, database made, demo world loaded', cold),
        row('warm: the folder is there', median(warm)),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function row(what: string, ms: number): Row {
  return { what, ours: `${(ms / 1_000).toFixed(1)} s`, limit: 'a person', ratio: null, bar: 'no bar', holds: null }
}

/** Milliseconds from spawn to the first page; then stopped in order. */
async function startOnce(folder: string): Promise<number> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawnGrein(['serve', '--demo', '--port', String(port), '--data', join(folder, 'grein')])
  const said = gather(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
      if (performance.now() - begin > startMaxMs) throw new Error(`no page within ${startMaxMs / 1_000} s:\n${said()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return performance.now() - begin
  } finally {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), stopMaxMs) // Its database stops by itself when it is gone.
    await ended
    clearTimeout(late)
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })
    return status === 200
  } catch {
    return false // Not listening yet.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
