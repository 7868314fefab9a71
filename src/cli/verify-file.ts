// Checks a proof file without any server or database. Not here: how a proof is checked (kernel/transparency).
import { readFileSync } from 'node:fs'
import {
  consistencyFormat,
  type ProofSetShown,
  proofSetFormat,
  verifyConsistencyFile,
  verifyProofFile,
  verifyProofSet,
} from '#kernel'
import type { Given } from './command.ts'
import { Ending, type ExitName } from './exit-codes.ts'

/** Keys the reader trusts, and witnesses that must have co-signed. */
export type Demands = { readonly keys: readonly string[]; readonly witnesses: readonly string[] }

export function verifyFile(path: string, { keys, witnesses }: Demands, { terminal, say }: Given): ExitName {
  const bytes = readBytes(path, say('file.absent', { path }))
  const options = { ...(keys.length > 0 ? { trustedKeys: keys } : {}), witnessKeys: witnesses }
  const check = bytes.includes(`"${consistencyFormat}"`)
    ? verifyConsistencyFile
    : bytes.includes(`"${proofSetFormat}"`)
      ? verifyProofSet
      : verifyProofFile
  const verdict = check(bytes, options)
  if (!verdict.isValid) {
    terminal.print(say('verify.invalid', { why: verdict.text[terminal.locale] }))
    return 'no'
  }
  const { shown } = verdict
  const { origin } = shown
  terminal.print(
    'entries' in shown
      ? say('verify.valid-set', {
          count: shown.entries.length,
          ...shown.about,
          name: calledBy(shown),
          size: shown.size,
          origin,
        })
      : 'index' in shown
        ? say('verify.valid', { place: shown.index + 1, size: shown.size, origin })
        : say('verify.consistent', { from: shown.fromSize, to: shown.toSize, origin }),
  )
  if ('entries' in shown && !shown.about.isNamed) terminal.print(say('verify.unnamed', { name: shown.about.name }))
  if ('content' in shown && shown.content !== null)
    terminal.print(say('verify.content', { bytes: Buffer.byteLength(shown.content) }))
  for (const { name, seconds } of shown.witnesses) {
    const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toString()
    terminal.print(say('verify.witnessed', { name, at }))
  }
  if (!shown.isPinned) terminal.say(say('verify.unpinned', { key: shown.verifierKey }))
  return 'done'
}

const calledBy = ({ about: { id, name, isNamed } }: ProofSetShown) => (isNamed ? name : id)

/** `-` is standard input. */
function readBytes(path: string, absent: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch {
    throw new Ending('absent', absent)
  }
}
