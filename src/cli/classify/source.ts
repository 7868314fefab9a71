// The bytes of the table, from a file, a gzipped file or a pipe, from any offset on. Not here: what they say.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { isTable, readHead, type Table, type TableKind, type TableRefusal, type TableWish } from '#law/batch'

const pieceSize = 262_144

export type Source = {
  /** Bytes in the file; null for a pipe. */
  readonly size: number | null
  /** Whether the offsets count bytes of the file: not of a gzipped one. */
  readonly isPlain: boolean
  /** A pipe is read once, and its second reading goes on where the first one stopped. A piece is written over by the next. */
  read(from: number): AsyncGenerator<Uint8Array>
}

export async function openSource(path: string): Promise<Source> {
  if (path === '-') return pipe()
  const { size } = await stat(path)
  return (await isGzip(path)) ? gzipped(path, size) : { size, isPlain: true, read: (from) => filePieces(path, from) }
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const start = Buffer.alloc(2)
    await handle.read(start, 0, 2, 0)
    return isGzipStart(start)
  } finally {
    await handle.close()
  }
}

const isGzipStart = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

async function* filePieces(path: string, from: number): AsyncGenerator<Uint8Array> {
  const handle: FileHandle = await open(path)
  try {
    const buffer = new Uint8Array(pieceSize)
    for (let at = from; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, pieceSize, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

function gzipped(path: string, size: number): Source {
  return { size, isPlain: false, read: (from) => skipping(createReadStream(path).pipe(createGunzip()), from) }
}

async function* skipping(pieces: AsyncIterable<Uint8Array>, from: number): AsyncGenerator<Uint8Array> {
  let left = from
  for await (const piece of pieces) {
    if (left < piece.length) yield left === 0 ? piece : piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}

/** What was read to see what the table is, is given again. */
function pipe(): Source {
  let kept: Uint8Array[] = []
  let isSecond = false
  let rest: AsyncIterator<Uint8Array> | null = null
  async function open(): Promise<AsyncIterator<Uint8Array>> {
    const input = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array> // No encoding is set: it gives bytes.
    const first = await input.next()
    const again = (async function* () {
      if (!first.done) yield first.value
      for (let next = await input.next(); !next.done; next = await input.next()) yield next.value
    })()
    if (first.done || !isGzipStart(first.value)) return again
    const gunzip = createGunzip()
    const { Readable } = await import('node:stream')
    return Readable.from(again)
      .on('error', (error) => gunzip.destroy(error))
      .pipe(gunzip)
      [Symbol.asyncIterator]()
  }
  async function* read(from: number): AsyncGenerator<Uint8Array> {
    rest ??= await open()
    const before = kept
    if (isSecond) kept = []
    else isSecond = true
    const all = (async function* (keeps: boolean) {
      yield* before
      for (let next = await rest.next(); !next.done; next = await rest.next()) {
        if (keeps) kept.push(next.value)
        yield next.value
      }
    })(before.length === 0)
    yield* skipping(all, from)
  }
  return { size: null, isPlain: false, read }
}

/** What the table is, from its beginning, and a fingerprint of that. */
export async function headOf(
  source: Source,
  wish: TableWish,
): Promise<{ readonly head: Table | TableRefusal; readonly fingerprint: string }> {
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  const told = (head: Table | TableRefusal) => ({
    head,
    fingerprint: createHash('sha256').update(bytes.subarray(0, 65_536)).digest('hex'),
  })
  for await (const piece of source.read(0)) {
    const more = new Uint8Array(bytes.length + piece.length)
    more.set(bytes)
    more.set(piece, bytes.length)
    bytes = more
    const head = readHead(bytes, false, wish)
    if (head !== null) return told(head)
  }
  return told(readHead(bytes, true, wish) ?? { kind: 'empty' })
}

export { isTable }

/** By the name of the file; null when that says nothing. */
export function kindByName(path: string): TableKind | null {
  const name = path.replace(/\.gz$/i, '')
  if (/\.(csv|tsv)$/i.test(name)) return 'csv'
  if (/\.(smi|smiles|ism)$/i.test(name)) return 'smiles'
  return /\.(sdf?|mol)$/i.test(name) ? 'sdf' : null
}
