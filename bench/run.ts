// `npm run bench [-- --quick | --full] [name …]`: measures every promise of docs/performance.md and prints it beside its limit of the same run.
// Ends badly only when something could not run: machines differ, and a figure that does not hold is printed, not hidden.
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Promised, print } from './support.ts'

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    seed: { type: 'string', default: '42' },
  },
  allowPositionals: true,
})
const options = { isQuick: values.quick, isFull: values.full, seed: Number(values.seed) }
const since = performance.now()
console.log(
  `Grein's promises, ${options.isQuick ? 'quick' : options.isFull ? 'in full, at size' : 'at length'}, on ${cpus().length} cores, seed ${options.seed}.`,
)
console.log(
  'Ratios are against a limit measured in turns in the same run; a figure without one says how this machine is.',
)

const failed: string[] = []
for (const file of readdirSync(import.meta.dirname).sort()) {
  if (!file.endsWith('.ts') || (positionals.length > 0 && !positionals.includes(file.replace('.ts', '')))) continue
  if (file === 'run.ts') continue // This file.
  const module: Record<string, unknown> = await import(join(import.meta.dirname, file))
  for (const promise of Object.values(module).filter(isPromised)) {
    const begin = performance.now()
    try {
      const rows = await promise.measure(options)
      print(promise.name, rows)
    } catch (error) {
      failed.push(promise.name)
      console.error(`\n${promise.name}\n  could not run:`, error)
    }
    console.log(`  (${((performance.now() - begin) / 1_000).toFixed(0)} s)`)
  }
}
console.log(
  `\n${failed.length === 0 ? 'Everything ran' : `${failed.length} could not run`}, ${((performance.now() - since) / 1_000).toFixed(0)} s.`,
)
process.exit(failed.length === 0 ? 0 : 1)

function isPromised(value: unknown): value is Promised {
  return typeof value === 'object' && value !== null && 'name' in value && 'measure' in value
}
