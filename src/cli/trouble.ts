// What a file system refuses is no fault of ours: which words say it. A file that is absent is not in the list, for it may be one of our own;
// a command looks for what it was given. Not here: a database whose disk is full (platform/problems.ts).
import type { PlainKey } from './texts.ts'

const reasons = {
  EACCES: 'file.not-allowed',
  EPERM: 'file.not-allowed',
  EROFS: 'file.read-only',
  ENOSPC: 'file.full',
  EDQUOT: 'file.full',
  ENOTDIR: 'file.not-a-folder',
  EISDIR: 'file.is-a-folder',
} as const satisfies Record<string, PlainKey>

const isReason = (code: unknown): code is keyof typeof reasons =>
  typeof code === 'string' && Object.hasOwn(reasons, code)

/** `path` is null where the system did not say it, as of a disk that filled up. */
export function troubleOf(error: unknown): { readonly why: PlainKey; readonly path: string | null } | null {
  if (!(error instanceof Error)) return null
  const { code, path } = error as NodeJS.ErrnoException
  return isReason(code) ? { why: reasons[code], path: path ?? null } : null
}
