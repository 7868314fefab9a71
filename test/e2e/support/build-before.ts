// Runs once before the walks: builds the screens if their sources changed, so that houses which start side by side find them built and do not
// write the same files at the same time. Not here: how they are built (src/cli/build-web.ts).
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

export function setup(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'grein.mjs'), 'build'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the screens could not be built: ${code}`)),
    )
  })
}
