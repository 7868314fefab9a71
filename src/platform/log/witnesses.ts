// Lines of witnesses under our checkpoints: taken in when they hold, and given out with every note. Not here: being a witness (cli/witness).
import { type AuthorityId, checkCosignature, parseCheckpoint, parseNote, parseWitnessKey, refuseNow } from '#kernel'
import type { Actor } from '../actor.ts'
import type { CosignaturesTaken } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import { nativeVerify } from './native.ts'
import { logProblems } from './problems.ts'
import {
  type CheckpointRow,
  findCheckpoint,
  findCosignatures,
  findCosignedCheckpoint,
  findLatestCheckpoint,
  writeCosignature,
} from './store.ts'

/**
 * Keeps the lines of the witnesses this house knows by key; its signature is all a witness has to show. Lines of others are passed over.
 * Refuses `platform/cosignature-refused`: not our checkpoint, no witness we know, or a line that does not hold.
 */
export async function addCosignatures(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { note: text, witnessKeys }: { readonly note: string; readonly witnessKeys: readonly string[] },
): Promise<CosignaturesTaken> {
  const note = parseNote(text)
  const claimed = note && parseCheckpoint(note.text)
  const ours = claimed && (await findCheckpoint(tx, authorityId, claimed.size))
  // Byte for byte what we signed: the same size under another root is what a witness is there to refuse, and so do we.
  if (!note || !ours || parseNote(ours.note)?.text !== note.text)
    return refuseNow(logProblems['cosignature-refused'], {})
  let count = 0
  for (const printed of witnessKeys) {
    const key = parseWitnessKey(printed)
    const verdict = key && checkCosignature(note, key, nativeVerify)
    if (!key || !verdict || verdict.kind === 'unsigned') continue
    if (verdict.kind !== 'signed') return refuseNow(logProblems['cosignature-refused'], {})
    const line = lineOf(text, key.name)
    const seenAt = Temporal.Instant.fromEpochMilliseconds(verdict.seconds * 1_000)
    await writeCosignature(tx, authorityId, { size: ours.size, witness: key.name, line, seenAt })
    count += 1
  }
  if (count === 0) return refuseNow(logProblems['cosignature-refused'], {})
  const kept = await findCosignatures(tx, authorityId, ours.size)
  return { size: ours.size, witnesses: kept.map(({ witness }) => witness) }
}

/** The last line of that name; all of them were good. */
function lineOf(note: string, name: string): string {
  const lines = note.split('\n').filter((line) => line.startsWith(`— ${name} `))
  return `${lines.at(-1) ?? ''}\n`
}

export type Witnessed = {
  readonly note: string
  readonly witnesses: { readonly name: string; readonly seenAt: string }[]
}

/** The note as it goes out: our own signature, and under it the lines of its witnesses. */
export async function withWitnesses(
  tx: Tx,
  authorityId: AuthorityId,
  { note, size }: CheckpointRow,
): Promise<Witnessed> {
  const rows = await findCosignatures(tx, authorityId, size)
  return {
    note: note + rows.map(({ line }) => line).join(''),
    witnesses: rows.map(({ witness, seenAt }) => ({ name: witness, seenAt: seenAt.toString() })),
  }
}

/** What a proof leads to: the newest state that a witness co-signed, if it holds all these leaves; else the newest there is. */
export async function checkpointOver(
  tx: Tx,
  authorityId: AuthorityId,
  lastIndex: number,
): Promise<CheckpointRow | null> {
  return (await findCosignedCheckpoint(tx, authorityId, lastIndex)) ?? findLatestCheckpoint(tx, authorityId)
}
