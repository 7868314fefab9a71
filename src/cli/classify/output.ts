// Where the results go: standard output, or a file that can be taken up again after whatever ended the run. Not here: what is written.
import { type FileHandle, open } from 'node:fs/promises'

export type Output = AsyncDisposable & {
  /** Resolves when the bytes are handed over and may be written over. */
  write(bytes: Uint8Array): Promise<void>
  /** Everything written so far survives the machine. */
  sync(): Promise<void>
  /** Bytes written, those of an earlier run included. */
  length(): number
}

/** Whoever read our standard output has gone: `head` does so. No fault, and nobody to tell. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}

export function toStandardOutput(): Output {
  let length = 0
  process.stdout.on('error', () => {}) // Told to the callback of the write as well.
  return {
    async write(bytes) {
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(bytes, (error) => {
          if (!error) resolve()
          else reject('code' in error && error.code === 'EPIPE' ? new ReaderGone('the reader has gone') : error)
        })
      })
      length += bytes.length
    },
    sync: async () => {},
    length: () => length,
    [Symbol.asyncDispose]: async () => {},
  }
}

/** `from`: what of an existing file is kept; null makes a new one, and refuses (EEXIST) to write over another unless `isOver`. */
export async function toFile(path: string, from: number | null, isOver: boolean): Promise<Output> {
  const handle: FileHandle = await open(path, from !== null ? 'r+' : isOver ? 'w' : 'wx')
  let length = from ?? 0
  // What came after the last progress that was kept is judged again.
  if (from !== null) await handle.truncate(from)
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, length)
        at += bytesWritten
        length += bytesWritten
      }
    },
    sync: () => handle.datasync(),
    length: () => length,
    [Symbol.asyncDispose]: () => handle.close(),
  }
}
