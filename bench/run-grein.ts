// The command `grein` as a child process, as a person starts it. Not here: what it does.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './bench-house.ts'

export function spawnGrein(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(projectRoot, 'bin', 'grein.mjs'), ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs it to its end; throws with what it said when that was a bad one. */
export async function runGrein(args: readonly string[]): Promise<void> {
  const child = spawnGrein(args)
  const said = gather(child)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) throw new Error(`grein ${args.join(' ')} ended with ${code}:\n${said()}`)
}

/** What a child says, for when it goes wrong. */
export function gather(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part) => {
      text += part
    })
  }
  return () => text
}
