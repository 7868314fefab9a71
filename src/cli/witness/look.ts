// One look of a witness at a log: is what the log signs now what it signed before, and more? Only then a line under it. Not here: where the
// witness keeps its key and what it saw (keep.ts), and how often it looks (witness.ts).
import {
  type Checkpoint,
  checkCosignature,
  checkNote,
  cosign,
  fromBase64,
  hashLength,
  parseCheckpoint,
  parseNote,
  type SignBytes,
  type VerifierKey,
  verifyConsistency,
} from '#kernel'

/** The last state this witness signed; nothing at first. */
export type Seen = { readonly size: number; readonly rootHash: Uint8Array } | null

export type Look =
  | { readonly kind: 'signed'; readonly seen: NonNullable<Seen>; readonly note: string }
  /** The same state as before: signed again only where the log does not show our line. */
  | { readonly kind: 'same'; readonly size: number }
  | { readonly kind: 'refused'; readonly why: LookRefusal; readonly size: number | null }

/** Each is a reason to raise the alarm, not to try again. */
export type LookRefusal =
  | 'not-signed' // no note under the log's own key
  | 'other-log'
  | 'shorter' // the log has fewer leaves than we saw
  | 'contradicts' // the same size under another root
  | 'not-grown' // the longer state does not build on the one we saw

export type LookNeeds = {
  readonly logKey: VerifierKey
  readonly seen: Seen
  /** The signed note of the log. */
  readonly note: string
  /** The path from one size to another, in base64, as the log gives it. */
  readonly fetchPath: (from: number, to: number) => Promise<readonly string[]>
  readonly key: VerifierKey
  readonly sign: SignBytes
  readonly seconds: number
}

/** Trusts nothing the log says but its signature, and what follows from what was seen before. */
export async function look(needs: LookNeeds): Promise<Look> {
  const { logKey, seen, note, key, sign, seconds } = needs
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !checkpoint || checkNote(parsed, logKey) !== 'signed') return refused('not-signed', checkpoint)
  if (checkpoint.origin !== logKey.name) return refused('other-log', checkpoint)
  const { size, rootHash } = checkpoint
  if (seen && size < seen.size) return refused('shorter', checkpoint)
  const path = seen && size > seen.size ? await needs.fetchPath(seen.size, size) : []
  if (seen && !isGrown(seen, checkpoint, path)) {
    return refused(size === seen.size ? 'contradicts' : 'not-grown', checkpoint)
  }
  const isShown = checkCosignature(parsed, key).kind === 'signed' // A line in our name alone would keep us from signing.
  if (seen && size === seen.size && isShown) return { kind: 'same', size }
  return {
    kind: 'signed',
    seen: { size, rootHash },
    note: `${parsed.text}\n${ownLines(note, logKey)}${cosign(parsed.text, { key, seconds, sign })}`,
  }
}

function isGrown(seen: NonNullable<Seen>, { size, rootHash }: Checkpoint, path: readonly string[]): boolean {
  const hashes = path.map((text) => fromBase64(text))
  if (!hashes.every((hash) => hash?.length === hashLength)) return false
  return verifyConsistency({
    from: { size: seen.size, root: seen.rootHash },
    to: { size, root: rootHash },
    path: hashes as Uint8Array[], // Each has the length of a hash: asked above.
  })
}

/** What goes back is the log's own signature and ours; the lines of others are theirs to send. */
function ownLines(note: string, { name }: VerifierKey): string {
  return note
    .split('\n')
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => `${line}\n`)
    .join('')
}

function refused(why: LookRefusal, checkpoint: Checkpoint | null): Look {
  return { kind: 'refused', why, size: checkpoint?.size ?? null }
}
