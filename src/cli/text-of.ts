// The text of a file that a command is given, or of what is handed in by a pipe (`-`). Not here: what it means.
import { readFile } from 'node:fs/promises'
import type { Given } from './command.ts'
import { Ending } from './exit-codes.ts'

/** Ends with `absent` where there is no such file, or it cannot be read: a folder, somebody else's. */
export async function textOf(path: string, { say }: Given): Promise<string> {
  if (path === '-') {
    const parts: Buffer[] = []
    for await (const part of process.stdin) parts.push(part as Buffer) // Without an encoding a stream gives bytes.
    return Buffer.concat(parts).toString('utf8')
  }
  return readFile(path, 'utf8').catch(() => {
    throw new Ending('absent', say('file.absent', { path }))
  })
}
