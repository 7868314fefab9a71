// From the command to the first page: an empty folder (initdb, migrations, the demo world) and one that is there. Not here: npm ci.
import { rmSync } from 'node:fs'
import { makeTestFolder } from '#platform/testing'
import { openGrein } from './open-grein.ts'
import { runGrein } from './run-grein.ts'
import { median, type Options, type Promised, type Row } from './support.ts'

export const start: Promised = {
  name: 'From "grein serve --demo" to the first page (200 on /), web built beforehand',
  async measure({ isQuick }: Options) {
    await runGrein(['build'])
    const folder = makeTestFolder()
    try {
      const cold = await startOnce(folder)
      const warm: number[] = []
      for (let turn = 0; turn < (isQuick ? 1 : 3); turn++) warm.push(await startOnce(folder))
      return [
        row('cold: empty folder, database made, demo world loaded', cold),
        row('warm: the folder is there', median(warm)),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function row(what: string, ms: number): Row {
  return { what, ours: `${(ms / 1_000).toFixed(1)} s`, limit: 'a person', ratio: null, bar: 'no bar', holds: null }
}

/** Milliseconds from spawn to the first page; then stopped in order. */
async function startOnce(folder: string): Promise<number> {
  await using grein = await openGrein(folder)
  return grein.startedMs
}
