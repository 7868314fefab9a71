// The log's private key: made once, kept in the data folder or given by GREIN_LOG_KEY. Not here: what is signed with it (signer.ts).
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '#kernel'
import { StartRefused } from '../config/start-refused.ts'

const seedLength = 32
const fileName = 'log.key'

export type LogKeyPlace = {
  readonly folder: string
  /** GREIN_LOG_KEY: base64 of the seed. */
  readonly given?: string | null
  /** Whether the log was signed before: then a missing key is lost, and no new one is made in its place. */
  readonly isSigned?: () => Promise<boolean>
}

/** The Ed25519 seed (RFC 8032), 32 bytes. Refuses to start on a key it cannot trust, and without the key of a log that is there. */
export async function loadLogKey({ folder, given, isSigned = async () => false }: LogKeyPlace): Promise<Uint8Array> {
  if (given) return seedIn(given, 'GREIN_LOG_KEY')
  const path = join(folder, fileName)
  if (!(await exists(path))) {
    if (await isSigned()) throw new StartRefused((say) => say('log.key-lost', { path }))
    await makeKey(folder, path)
  }
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StartRefused((say) => say('log.key-readable', { path }))
  }
  return seedIn((await readFile(path, 'utf8')).trim(), path)
}

const exists = async (path: string) => (await stat(path).catch(() => null)) !== null

/** Makes the key. Written aside and linked into place: the file is whole, or it is not there. */
async function makeKey(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${toBase64(randomBytes(seedLength))}\n`)
    await file.sync()
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error // Another process was first; its key is the key.
    })
  } finally {
    await file.close()
    await unlink(aside)
  }
}

function seedIn(text: string, where: string): Uint8Array {
  const seed = fromBase64(text)
  if (seed?.length === seedLength) return seed
  throw new StartRefused((say) => say('log.key-wrong', { where, bytes: seedLength }))
}
