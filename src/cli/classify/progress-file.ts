// How far a run has come, beside its output, so that `--resume` goes on from there; it is gone when the run is done. Not here: running.
import { open, readFile, rename, rm } from 'node:fs/promises'
import type { BatchFormat, BookState, Counts } from '#law/batch'

/** What makes two runs the same run: the same answers to the same rows. */
export type RunIdentity = {
  readonly program: string
  readonly law: string
  readonly on: string
  readonly knownOn: string
  readonly format: BatchFormat
  readonly structure: string | null
  readonly id: string | null
  readonly trace: boolean
  readonly inputSize: number
  /** sha-256 of the beginning of the input. */
  readonly inputHead: string
}

export type KeptProgress = {
  readonly form: 1
  readonly run: RunIdentity
  /** Where the first row that is not done stands in the input. */
  readonly offset: number
  readonly line: number
  readonly written: number
  readonly counts: Counts
  readonly book: BookState | null
}

export const progressPath = (output: string) => `${output}.progress`

/** Whole or not at all: a file half written is no progress. */
export async function keepProgress(output: string, progress: KeptProgress): Promise<void> {
  const path = progressPath(output)
  const handle = await open(`${path}.new`, 'w')
  try {
    await handle.writeFile(JSON.stringify(progress))
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.new`, path)
}

/** Null when there is none, or none of this form. */
export async function readProgress(output: string): Promise<KeptProgress | null> {
  try {
    const progress: KeptProgress = JSON.parse(await readFile(progressPath(output), 'utf8'))
    return progress.form === 1 ? progress : null
  } catch {
    return null
  }
}

export async function dropProgress(output: string): Promise<void> {
  await rm(progressPath(output), { force: true })
}

/** The parts in which another run differs; none when it is the same. */
export function differences(kept: RunIdentity, now: RunIdentity): readonly (keyof RunIdentity)[] {
  return (Object.keys(now) as (keyof RunIdentity)[]).filter((key) => kept[key] !== now[key]) // The keys of that type alone.
}
