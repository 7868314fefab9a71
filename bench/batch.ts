// A table of structures classified by the command itself, a process of its own: how much memory the rows take above the start, with one worker
// and with two, and how fast. Not here: judging alone (classifier.ts), and the browser.
import { spawn } from 'node:child_process'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Promised, Row } from './support.ts'

const limitMb = 150
const some = [
  ...['O=C(N1CCOCC1)c1ccc(F)cc1', 'CNC(C)Cc1ccc2OCOc2c1', 'CC(=O)Oc1ccccc1C(=O)O', 'O=C(NCc1ccco1)C1CCN(C(C)=O)CC1'],
  ...['COc1cc(CCN)cc(OC)c1OC', 'O=S(=O)(N1CCN(c2ccccc2)CC1)c1ccc(C)cc1', 'C1CC', 'O=C(CCc1nc2ccccc2s1)NCCCN1CCOCC1'],
  ...[
    'CN1CCCC1c1cccnc1',
    'O=C(Nc1ccc(Br)cc1)c1cnn(C)c1',
    'CC(C)Cc1ccc(C(C)C(=O)O)cc1',
    'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1',
  ],
]

export const batch: Promised = {
  name: 'A table classified from CSV to JSON lines, every column and every step kept',
  async measure({ isQuick }) {
    const folder = await mkdtemp(join(tmpdir(), 'grein-bench-batch-'))
    const rows = isQuick ? 20_000 : 1_000_000
    try {
      const table = join(folder, 'table.csv')
      await writeTable(table, rows)
      const few = join(folder, 'few.csv')
      await writeTable(few, 10)
      const start = await measured(folder, few, 1)
      const found: Row[] = []
      for (const workers of [1, 2]) found.push(...rowsOf(rows, workers, start, await measured(folder, table, workers)))
      return found
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function rowsOf(rows: number, workers: number, start: Measured, many: Measured): Row[] {
  const above = many.peakMb - start.peakMb
  const with_ = `${rows.toLocaleString('en')} rows, ${workers} ${workers === 1 ? 'worker' : 'workers'}`
  return [
    {
      what: `${with_}: memory above that of ten rows`,
      ours: `${above.toFixed(0)} MB (${start.peakMb.toFixed(0)} → ${many.peakMb.toFixed(0)} MB, all threads)`,
      limit: `${limitMb} MB`,
      ratio: above / limitMb,
      bar: '≤ 1',
      holds: above <= limitMb,
    },
    {
      what: `${with_}: whole command`,
      ours: `${(rows / many.cpuSeconds).toFixed(0)} rows a second of CPU, ${(rows / many.seconds).toFixed(0)} by the clock`,
      limit: 'no limit of this run',
      ratio: null,
      bar: 'none',
      holds: null,
    },
  ]
}

async function writeTable(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w')
  await file.write('id,smiles,note\n')
  const piece = 10_000
  for (let row = 0; row < rows; row += piece) {
    const lines = Array.from({ length: Math.min(piece, rows - row) }, (_, next) => row + next)
    await file.write(lines.map((number) => `${number},${some[number % some.length]},"note, ${number}"\n`).join(''))
  }
  await file.close()
}

type Measured = { readonly peakMb: number; readonly cpuSeconds: number; readonly seconds: number }

/** Loaded before the command: at its end the process tells its worst memory, all threads included, and its time. */
const watcher = `
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeFileSync(process.env.BENCH_USE, JSON.stringify({ peak: maxRSS, cpu: userCPUTime + systemCPUTime }))
})`

async function measured(folder: string, table: string, workers: number): Promise<Measured> {
  const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
  const use = join(folder, 'use.json')
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(watcher)}`,
    main,
    'classify',
    table,
    '--on',
    '2025-07-02',
    '--workers',
    String(workers),
  ]
  const begin = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, BENCH_USE: use },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`classify ended with ${code}: ${said}`)
  const { peak, cpu } = JSON.parse(await readFile(use, 'utf8'))
  return { peakMb: peak / 1_024, cpuSeconds: cpu / 1e6, seconds: (performance.now() - begin) / 1_000 }
}
