// One Grein per data folder: a file with the process that has it. Not here: PostgreSQL's own lock, which guards against itself.
import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { StartRefused } from '../../config/start-refused.ts'

type Holder = { readonly pid: number; readonly startedAt: string; readonly host: string }

/** Two processes may find the same stale lock at once; a few turns settle who is first. */
const attemptsMax = 10

/** Takes the folder or refuses; the answer lets go of it. A lock left by a process that is gone (kill -9) is taken over. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), host: hostname() } satisfies Holder)
  const draft = `${path}.${process.pid}.${process.hrtime.bigint()}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      if (takeFree(draft, path)) return () => release(path, mine)
      const text = readIfThere(path)
      if (text === null) continue // Let go of between the two lines above: try again.
      const holder = readHolder(text)
      if (holder !== null && isAlive(holder)) throw inUse(folder, holder)
      removeStale(path, text)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new StartRefused((say) => say('folder.restless', { path }))
}

/** A hard link appears with its whole content or not at all, and never over another. */
function takeFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Moves the stale lock aside; when it turns out that another took it over meanwhile, theirs is put back. */
function removeStale(path: string, expected: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // Someone else moved it first.
  }
  if (readIfThere(aside) !== expected) takeFree(aside, path)
  rmSync(aside, { force: true })
}

function release(path: string, mine: string): void {
  if (readIfThere(path) === mine) rmSync(path, { force: true })
}

/** The process that has this folder now, or null; takes nothing. */
export function holderOf(folder: string): Holder | null {
  const text = readIfThere(join(folder, 'lock'))
  const holder = text === null ? null : readHolder(text)
  return holder !== null && isAlive(holder) ? holder : null
}

function isAlive({ pid, startedAt, host }: Holder): boolean {
  if (host !== hostname()) return false // A container that was replaced. Two machines on one folder cannot be told apart here: docs/operate/install.md says never.
  const now = startOf(pid)
  return now !== '' && now === startedAt
}

/** When a process began, in the system's own words: a process number is used again, this pair is not. Empty: no such process. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    const text = readIfThere(`/proc/${pid}/stat`)
    // After the name in brackets (which may hold spaces): the state, and as the 20th field the start, in ticks since boot.
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? []
    const hasEnded = fields[0] === 'Z' || fields[0] === 'X' // Only its parent has not asked how it ended.
    return hasEnded ? '' : (fields[19] ?? '')
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

function readHolder(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder // Written above; anything else fails to be alive.
  } catch {
    return null
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function inUse(folder: string, { pid }: Holder): StartRefused {
  return new StartRefused((say) => say('folder.in-use', { pid, folder }))
}
