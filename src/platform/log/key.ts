// The log's private key: made once, kept in the data folder or given by GREIN_LOG_KEY. Not here: what is signed with it (signer.ts).
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '#kernel'
import { StartRefused } from '../config/start-refused.ts'

const seedLength = 32
const fileName = 'log.key'

/** The Ed25519 seed (RFC 8032), 32 bytes. `given` is GREIN_LOG_KEY: base64 of the seed. Refuses to start on a key it cannot trust. */
export async function loadLogKey({ folder, given }: { folder: string; given?: string | null }): Promise<Uint8Array> {
  if (given) return seedIn(given, 'GREIN_LOG_KEY')
  const path = join(folder, fileName)
  await makeKey(folder, path)
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StartRefused(
      `The key of the transparency log (${path}) can be read by others on this machine.\n` +
        `Make it yours alone (chmod 600 ${path}) and consider whether it must be replaced.`,
    )
  }
  return seedIn((await readFile(path, 'utf8')).trim(), path)
}

/** Makes the key unless there is one. Written aside and linked into place: the file is whole, or it is not there. */
async function makeKey(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if (await stat(path).catch(() => null)) return
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
  throw new StartRefused(
    `${where} holds no key of the transparency log: base64 of ${seedLength} bytes is expected.\n` +
      'Put the key back from your backup. With a new key the log goes on, but everyone who checks must be told.',
  )
}
