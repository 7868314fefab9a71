// The files of documents, each under the SHA-256 of its bytes: written whole or not at all, never changed. Not here: whose they are.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuseNow } from '#kernel'
import { type Clock, systemClock } from '../clock/clock.ts'
import { settings } from '../config/settings.ts'
import { documentProblems } from './problems.ts'

export type DocumentStore = {
  /** What one sender may store in a legal day, and the clock that says which day it is. */
  readonly bytesPerDayMax: number
  readonly clock: Clock
  /** Writes the bytes and gives their SHA-256 (hex). The same bytes again cost nothing. Refuses `platform/documents-full`. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes, or null when the file is missing or is no longer what its name says. */
  get(sha256: string): Promise<Uint8Array | null>
}

export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** `write` is for tests that let the disk fill up. */
export function openDocumentStore({
  folder,
  bytesPerDayMax = settings.documentsMbPerDay.fallback * 1_000_000,
  clock = systemClock,
  write = writeDurably,
}: {
  folder: string
  bytesPerDayMax?: number
  clock?: Clock
  write?: WriteFile
}): DocumentStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2))
  return {
    bytesPerDayMax,
    clock,
    async put(bytes) {
      const sha256 = hexSha256(bytes)
      const path = pathOf(sha256)
      if ((await stat(path).catch(() => null))?.size === bytes.length) return sha256
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeWhole(path, bytes, write)
      } catch (error) {
        if (fullCodes.has((error as NodeJS.ErrnoException).code ?? ''))
          refuseNow(documentProblems['documents-full'], {})
        throw error
      }
      return sha256
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      return bytes !== null && hexSha256(bytes) === sha256 ? bytes : null
    },
  }
}

/** Beside its place first, then moved: a reader sees the whole file or none, also after a power cut. */
async function writeWhole(path: string, bytes: Uint8Array, write: WriteFile): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await write(aside, bytes)
    await rename(aside, path)
  } catch (error) {
    await unlink(aside).catch(() => {}) // It may not exist; the error that brought us here is the one to tell.
    throw error
  }
  await syncFolder(dirname(path))
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The move itself is durable only when the folder is. Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function hexSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
