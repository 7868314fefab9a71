// What a log says in a signed note: its name, its size, its root (C2SP tlog-checkpoint). Not here: when it is said (platform/log).
import { fromBase64, toBase64 } from './bytes.ts'
import { hashLength } from './hash.ts'

export type Checkpoint = { readonly origin: string; readonly size: number; readonly rootHash: Uint8Array }

/** The text of the note: three lines, each ended by a newline. */
export function printCheckpoint({ origin, size, rootHash }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(rootHash)}\n`
}

/** The checkpoint in a note's text, or null. Extension lines are allowed, as the specification says, and not read. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n')
  if (!origin || !sizeText || !rootText || extensions.includes('')) return null
  if (!/^(0|[1-9][0-9]{0,15})$/.test(sizeText)) return null
  const size = Number(sizeText)
  const rootHash = fromBase64(rootText)
  if (!Number.isSafeInteger(size) || rootHash?.length !== hashLength) return null
  return { origin, size, rootHash }
}
