// Where the pieces of an embedded server lie, made with the rights each needs. Not here: what is in them.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StartRefused } from '../../config/start-refused.ts'
import { canReach, giveTo, type RunAs } from './run-as.ts'

export type Place = {
  /** PostgreSQL's own folder. */
  readonly data: string
  /** Where the socket stands. */
  readonly run: string
  /** Where a copy of the program goes, if it needs one. */
  readonly spare: string
  /** Set when the data could not lie in the folder itself, for the operator to know. */
  readonly elsewhere: string | null
}

/** A socket's whole path must fit 107 bytes, or the kernel refuses it. */
const socketPathBytesMax = 107
const reachable = '/var/lib/grein'

/** The data folder as the operator knows it: private, and passable for the database's user when that is another. */
export function makeFolder(folder: string, runAs: RunAs | null): string {
  const path = resolve(folder)
  mkdirSync(dirname(path), { recursive: true }) // With everyday rights: only the folder itself is private.
  mkdirSync(path, { recursive: true, mode: 0o700 })
  // As root the database runs as another user, who must walk through and can list nothing.
  chmodSync(path, runAs === null ? 0o700 : 0o711)
  return path
}

export function makePlace(folder: string, runAs: RunAs | null): Place {
  const base = runAs === null || canPass(folder, runAs) ? folder : placeElsewhere(folder)
  return {
    data: join(base, 'postgres'),
    run: makeRun(base, runAs),
    spare: base,
    elsewhere: base === folder ? null : base,
  }
}

/**
 * A checkout below /root: the database's user cannot come there, so its data lies where it can, and a link in the folder says
 * where. The link is the record: whoever throws the folder away and starts anew gets a new place, and never the old data by surprise.
 */
function placeElsewhere(folder: string): string {
  const link = join(folder, 'database')
  const known = linkTarget(link)
  if (known !== null) {
    if (existsSync(known)) return known
    throw new StartRefused((say) => say('folder.elsewhere', { path: known }))
  }
  // A folder among temporary ones has its data there too, so that it goes when they go.
  const parent = folder.startsWith(`${tmpdir()}/`) ? join(tmpdir(), 'grein-data') : reachable
  const place = join(parent, randomBytes(8).toString('hex'))
  mkdirSync(place, { recursive: true, mode: 0o711 })
  for (const path of [parent, place]) chmodSync(path, 0o711) // Whatever the umask said.
  symlinkSync(place, link)
  return place
}

function linkTarget(link: string): string | null {
  try {
    return readlinkSync(link)
  } catch {
    return null // There is none.
  }
}

function canPass(folder: string, runAs: RunAs): boolean {
  const probe = join(folder, '.reach')
  mkdirSync(probe, { recursive: true, mode: 0o755 })
  try {
    chmodSync(probe, 0o755)
    return canReach(probe, runAs)
  } finally {
    rmSync(probe, { recursive: true })
  }
}

/** Where the pieces lie of a folder that `makePlace` made before; makes nothing. */
export function findPlace(folder: string): Pick<Place, 'data' | 'run'> {
  const base = linkTarget(join(folder, 'database')) ?? folder
  const near = join(base, 'run')
  const note = runNote(base)
  return { data: join(base, 'postgres'), run: !fits(near) && existsSync(note) ? readFileSync(note, 'utf8') : near }
}

function makeRun(base: string, runAs: RunAs | null): string {
  const near = join(base, 'run')
  const path = fits(near) ? near : makeShort(base)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  giveTo(path, runAs)
  return path
}

const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) <= socketPathBytesMax

const runNote = (base: string) => join(base, 'run-folder')

/** A private folder with a short name, remembered so that the next start uses it again. */
function makeShort(base: string): string {
  const note = runNote(base)
  const known = existsSync(note) ? readFileSync(note, 'utf8') : ''
  if (known !== '' && existsSync(known) && lstatSync(known).isDirectory()) return known
  const parent = fits(join(tmpdir(), 'grein-xxxxxx')) ? tmpdir() : '/tmp'
  const made = mkdtempSync(join(parent, 'grein-'))
  writeFileSync(note, made, { mode: 0o600 })
  return made
}

export type Passwords = { readonly admin: string; readonly app: string }

export const passwordsFile = (folder: string) => join(folder, 'database.json')

/** Two logins that only this machine's socket can use, with passwords nobody has to know. */
export function keepPasswords(folder: string): Passwords {
  const path = passwordsFile(folder)
  if (!existsSync(path)) {
    const made: Passwords = { admin: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') }
    writeWhole(path, JSON.stringify(made))
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Passwords // Written by the line above, once.
}

/** On disk whole before it has its name: a database whose password was lost in a power cut does not open again. */
function writeWhole(path: string, text: string): void {
  const half = `${path}.${process.pid}`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  renameSync(half, path)
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
