// Builds the screens in a process of their own while the database starts. Not here: building (build-web.ts).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Ending } from './exit-codes.ts'
import { projectRoot } from './project.ts'

export type Building = Disposable & {
  /** Resolves when the screens are there; rejects with what the build said. */
  readonly built: Promise<void>
}

export function spawnBuild(): Building {
  const main = join(projectRoot, 'src', 'cli', 'main.ts')
  const child = spawn(process.execPath, [...process.execArgv, main, 'build'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
  const built = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Ending('unavailable', Buffer.concat(said).toString('utf8').trim() || 'vite'))
    })
  })
  built.catch(() => {}) // Awaited later; a start that fails before that says its own reason.
  return { built, [Symbol.dispose]: () => void child.kill() }
}
