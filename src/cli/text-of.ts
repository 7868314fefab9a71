// The text of a file that a command is given, or of what is handed in by a pipe (`-`). Not here: what it means.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Given } from './command.ts'
import { Ending } from './exit-codes.ts'

/** Ends with `absent` where there is no such file. */
export async function textOf(path: string, { say }: Given): Promise<string> {
  if (path === '-') {
    const parts: Buffer[] = []
    for await (const part of process.stdin) parts.push(part as Buffer) // Without an encoding a stream gives bytes.
    return Buffer.concat(parts).toString('utf8')
  }
  if (!existsSync(path)) throw new Ending('absent', say('file.absent', { path }))
  return readFile(path, 'utf8')
}
