// Reads an EPCIS document a command was given. Not here: what is in it (#chain).
import { readFileSync } from 'node:fs'
import { Ending } from '../exit-codes.ts'

/** By what the document begins with, not by its name: a pipe has none. */
export const isXml = (text: string) => /^\uFEFF?\s*</.test(text)

/** `-` is standard input. */
export function textOf(file: string, absent: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw new Ending('absent', absent)
  }
}
