// The parts of a ZIP archive by name, none unfolded beyond what it says of itself. Not here: what is in them, and archives of more than 4 GiB.
import { inflateRawSync } from 'node:zlib'

export type Archive = {
  /** Null when there is no such part. Throws on one that is not what the directory says. */
  textOf(name: string): string | null
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const commentMax = 0xffff

type Entry = { readonly at: number; readonly method: number; readonly packed: number; readonly size: number }

/** Throws on what is no archive, and on one of two parts by one name: each program would read another. `tooLarge` when a part unfolds to more than `sizeMax`. */
export function openArchive(
  bytes: Uint8Array,
  { sizeMax, tooLarge }: { sizeMax: number; tooLarge: () => never },
): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(view, bytes)
  return {
    textOf(name) {
      const entry = entries.get(name)
      if (!entry) return null
      if (entry.size > sizeMax) tooLarge()
      const { at, method, packed, size } = entry
      const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
      const folded = bytes.subarray(begin, begin + packed)
      if (method !== 0 && method !== 8) throw new Error('a part is packed in a way that nobody uses')
      const part = method === 0 ? folded : inflateRawSync(folded, { maxOutputLength: Math.max(size, 1) })
      return new TextDecoder('utf-8', { fatal: true }).decode(part)
    },
  }
}

function directoryOf(view: DataView, bytes: Uint8Array): Map<string, Entry> {
  let end = view.byteLength - 22
  const first = Math.max(0, end - commentMax)
  while (end >= first && view.getUint32(end, true) !== endSignature) end--
  if (end < first) throw new Error('this is no archive')
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== entrySignature) throw new Error('the directory is broken')
    const length = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length))
    if (entries.has(name)) throw new Error('a part is there twice')
    entries.set(name, {
      at: view.getUint32(at + 42, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}
