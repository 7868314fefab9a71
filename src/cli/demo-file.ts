// Which demo world a data folder holds, so that the next start finds it again. Not here: the world (demo).
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import type { DemoArguments } from '#demo'
import { Day, type Static, Strict, Type } from '#kernel'
import { StartRefused } from '#platform'
import { demoFile } from './folders.ts'

const DemoFile = Strict({
  seed: Type.String(),
  years: Type.Integer(),
  scale: Type.Number(),
  until: Day,
  /** False while it loads: the next start goes on where this one was cut off. */
  isComplete: Type.Boolean(),
})

export type DemoState = { readonly demo: DemoArguments; readonly isComplete: boolean }

export function readDemoFile(folder: string): DemoState | null {
  const read = readJson(demoFile(folder))
  if (read === null) return null
  if (!Value.Check(DemoFile, read)) {
    throw new StartRefused((say) => say('demo.damaged', { path: demoFile(folder) }))
  }
  const { isComplete, until, ...rest } = read as Static<typeof DemoFile> // Checked on the line above.
  return { demo: { ...rest, until: Temporal.PlainDate.from(until) }, isComplete }
}

/** Whole or not at all. */
export function writeDemoFile(folder: string, { demo, isComplete }: DemoState): void {
  const { seed, years, scale, until } = demo
  mkdirSync(folder, { recursive: true })
  const path = demoFile(folder)
  writeFileSync(
    `${path}.new`,
    `${JSON.stringify({ seed, years, scale, until: until.toString(), isComplete }, null, 2)}\n`,
  )
  renameSync(`${path}.new`, path)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    return {} // Not JSON: told as damaged.
  }
}
