// The data of an embedded server: made once, of the right version, with nobody else on it. Not here: running it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { StartRefused } from '../../config/start-refused.ts'
import {
  asUser,
  type EmbeddedOptions,
  environment,
  type Machine,
  program,
  stopTimeoutMs,
  superuser,
} from './machine.ts'
import type { Passwords } from './place.ts'
import { giveTo } from './run-as.ts'

/** Whole or not at all: a cluster whose making was cut off keeps its temporary name and is made anew. */
export function createCluster(machine: Machine, passwords: Passwords, { isDurable = true }: EmbeddedOptions): void {
  const { place, runAs } = machine
  const half = `${place.data}.new-${process.pid}` // An initdb whose Grein was killed may still be writing in its own.
  const passwordFile = join(place.run, 'password')
  removeHalves(place.data)
  mkdirSync(half, { mode: 0o700 })
  giveTo(half, runAs)
  writeFileSync(passwordFile, passwords.admin, { mode: 0o600 })
  giveTo(passwordFile, runAs)
  try {
    execFileSync(
      program(machine, 'initdb'),
      [
        ...['-D', half, '-U', superuser, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
        // Sorted by code point, the same on every machine: an operating system's own order changes with its updates.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
        ...(isDurable ? [] : ['--no-sync']),
      ],
      { ...asUser(machine), cwd: place.run, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
    )
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new StartRefused((say) => say('server.not-made', { path: place.data, said }), { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(half, place.data)
}

function removeHalves(data: string): void {
  for (const name of readdirSync(dirname(data))) {
    if (!name.startsWith(`${basename(data)}.new`)) continue
    try {
      rmSync(join(dirname(data), name), { recursive: true, force: true })
    } catch {
      // Something still writes there; it is in nobody's way, and the next start may succeed.
    }
  }
}

export function checkVersion(data: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (found === '18') return
  throw new StartRefused((say) => say('server.other-version', { path: data, found }))
}

/** We hold the folder's lock, so a server still running on it lost its Grein: it is stopped in order, and started anew. */
export function stopLeftover(machine: Machine): void {
  const { data } = machine.place
  if (!existsSync(join(data, 'postmaster.pid'))) return
  const control = (...args: string[]) =>
    execFileSync(program(machine, 'pg_ctl'), [...args, '-D', data], {
      ...asUser(machine),
      cwd: data,
      env: environment,
      stdio: 'ignore',
    })
  const isRunning = () => {
    try {
      control('status')
      return true
    } catch {
      return false // The file is of a server that is gone; PostgreSQL sees that itself and recovers.
    }
  }
  if (!isRunning()) return
  try {
    control('stop', '-m', 'fast', '-w', '-t', `${stopTimeoutMs / 1000}`)
  } catch (error) {
    if (isRunning()) throw error // Else it ended by itself between the two questions, which is what was wanted.
  }
}
