// One file of named parts: a tar in gzip, so that any machine can look into it. Not here: what the parts are.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { assert } from '#kernel'

export type Part = { readonly name: string; readonly size: number; readonly sha256: string }

const block = 512
/** A part is held in memory whole, on both sides. */
export const partBytesMax = 8 * 1024 * 1024
/** The list of parts is a part too, and longer in a large database. */
const listBytesMax = 64 * 1024 * 1024
const nameBytesMax = 100

export type ArchiveWriter = {
  add(name: string, content: Uint8Array): Promise<Part>
  /** Puts the file in place; until then it has another name and is no backup. */
  finish(): Promise<void>
  /** Takes the unfinished file away. */
  abandon(): Promise<void>
}

/** Writes beside `path` and moves there at the end. Refuses nothing: whether `path` may be written is the caller's question. */
export function writeArchive(path: string): ArchiveWriter {
  const half = `${path}.partial`
  const gzip = createGzip()
  const file = createWriteStream(half, { mode: 0o600 })
  gzip.pipe(file)
  file.on('error', (error) => gzip.destroy(error))
  gzip.on('error', () => {}) // Told to whoever writes next.
  const write = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      if (gzip.destroyed) return reject(gzip.errored ?? new Error('the archive was abandoned'))
      gzip.once('error', reject)
      gzip.write(bytes, (error) => {
        gzip.off('error', reject)
        if (error) reject(error)
        else resolve()
      })
    })
  return {
    async add(name, content) {
      await write(header(name, content.length))
      await write(content)
      await write(new Uint8Array(padding(content.length)))
      return { name, size: content.length, sha256: sha256(content) }
    },
    async finish() {
      await write(new Uint8Array(2 * block))
      gzip.end()
      await finished(file)
      const handle = await open(half, 'r+')
      await handle.sync().finally(() => handle.close()) // A backup that is only in memory is none.
      await rename(half, path)
    },
    async abandon() {
      gzip.destroy()
      file.destroy()
      await rm(half, { force: true })
    },
  }
}

/** The parts in the order they were written. Throws on anything that is not such an archive, or stops in the middle. */
export async function* readArchive(path: string): AsyncGenerator<{ readonly name: string; readonly content: Buffer }> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const bytes = reader(source.pipe(gunzip))
  try {
    for (;;) {
      const head = await bytes.take(block)
      if (head.every((byte) => byte === 0)) return
      const { name, size } = readHeader(head)
      const content = Buffer.from(await bytes.take(size))
      await bytes.take(padding(size))
      yield { name, content }
    }
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

const padding = (size: number) => (block - (size % block)) % block

/** POSIX ustar, without owner and time: the same content gives the same bytes. */
function header(name: string, size: number): Uint8Array {
  assert(Buffer.byteLength(name) <= nameBytesMax, 'a part has a short name')
  const head = Buffer.alloc(block)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  head.write(name, 0)
  head.write(octal(0o600, 8), 100)
  head.write(octal(0, 8), 108)
  head.write(octal(0, 8), 116)
  head.write(octal(size, 12), 124)
  head.write(octal(0, 12), 136)
  head.write('        ', 148) // The sum is taken with blanks in its own place.
  head.write('0', 156)
  head.write('ustar\x0000', 257)
  head.write(`${octal(sumOf(head), 7)} `, 148)
  return head
}

function readHeader(head: Buffer): { name: string; size: number } {
  const text = (from: number, until: number) => head.toString('latin1', from, until).replace(/\0.*$/s, '')
  const told = Number.parseInt(text(148, 156), 8)
  const plain = Buffer.from(head)
  plain.write('        ', 148)
  const size = Number.parseInt(text(124, 136), 8)
  if (text(257, 262) !== 'ustar' || told !== sumOf(plain) || !(size <= listBytesMax)) {
    throw new Error('this is not a backup of Grein, or it is damaged')
  }
  return { name: text(0, 100), size }
}

const sumOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0)

function reader(stream: AsyncIterable<Buffer>) {
  const chunks = stream[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return {
    async take(size: number): Promise<Buffer> {
      const taken: Buffer[] = []
      for (let missing = size; missing > 0; ) {
        if (rest.length === 0) {
          const { value, done } = await chunks.next()
          if (done) throw new Error('the backup stops in the middle')
          rest = value
        }
        const piece = rest.subarray(0, missing)
        taken.push(piece)
        rest = rest.subarray(piece.length)
        missing -= piece.length
      }
      return Buffer.concat(taken)
    },
  }
}
