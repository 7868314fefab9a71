// Checks a proof file without any server or database. Not here: how a proof is checked (kernel/transparency).
import { readFileSync } from 'node:fs'
import { consistencyFormat, verifyConsistencyFile, verifyProofFile } from '#kernel'
import type { Given } from './command.ts'
import { Ending, type ExitName } from './exit-codes.ts'

export function verifyFile(path: string, trustedKeys: readonly string[], { terminal, say }: Given): ExitName {
  const bytes = readBytes(path, say('file.absent', { path }))
  const options = trustedKeys.length > 0 ? { trustedKeys } : {}
  const isConsistency = bytes.includes(consistencyFormat)
  const verdict = isConsistency ? verifyConsistencyFile(bytes, options) : verifyProofFile(bytes, options)
  if (!verdict.isValid) {
    terminal.print(say('verify.invalid', { why: verdict.text[terminal.locale] }))
    return 'no'
  }
  const { shown } = verdict
  terminal.print(
    'index' in shown
      ? say('verify.valid', { index: shown.index, size: shown.size, origin: shown.origin })
      : say('verify.consistent', { from: shown.fromSize, to: shown.toSize, origin: shown.origin }),
  )
  if (!shown.isPinned) terminal.say(say('verify.unpinned', { key: shown.verifierKey }))
  return 'done'
}

/** `-` is standard input. */
function readBytes(path: string, absent: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch {
    throw new Ending('absent', absent)
  }
}
