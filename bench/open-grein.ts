// `grein serve --demo` as a person starts it, up to its first page, and ended in order. Not here: what is then asked of it.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { gather, spawnGrein } from './run-grein.ts'

/** Whatever is wrong, it is not slowness. */
const startMaxMs = 300_000
const stopMaxMs = 30_000

export type OpenGrein = AsyncDisposable & { readonly url: string; readonly startedMs: number }

/** Starts it over the data in `folder`; `startedMs` is from spawn to the first page. */
export async function openGrein(folder: string): Promise<OpenGrein> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawnGrein(['serve', '--demo', '--port', String(port), '--data', join(folder, 'grein')])
  const said = gather(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), stopMaxMs) // Its database stops by itself when it is gone.
    await ended
    clearTimeout(late)
  }
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
      if (performance.now() - begin > startMaxMs) throw new Error(`no page within ${startMaxMs / 1_000} s:\n${said()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `http://localhost:${port}`, startedMs: performance.now() - begin, [Symbol.asyncDispose]: stop }
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
