// From the environment to one checked object, or a refusal to start that names every fault. Not here: the settings themselves.
import { Value } from 'typebox/value'
import { type Config, type Setting, settings } from './settings.ts'
import { StartRefused } from './start-refused.ts'

type Fault = ConstructorParameters<typeof StartRefused>[0]
type Environment = Readonly<Record<string, string | undefined>>

/** Refuses a value that does not fit and a GREIN_ name that does not exist; an empty value counts as left out. */
export function readConfig(environment: Environment): Config {
  const faults: Fault[] = unknownNames(environment)
  const config: Record<string, unknown> = {}
  for (const [name, row] of Object.entries<Setting>(settings)) {
    const given = environment[row.variable]
    const value = given === undefined || given === '' ? (row.fallback ?? null) : toValue(row, given)
    if (value === null || Value.Check(row.schema, value)) config[name] = value
    else faults.push((say) => say('setting.wrong', { row, given: row.isSecret ? null : `${given}` }))
  }
  if (faults.length > 0)
    throw new StartRefused((say) => [...faults.map((tell) => tell(say)), say('setting.where')].join('\n'))
  return config as Config // Each name of `settings` was set above, with a value its own schema accepted.
}

function unknownNames(environment: Environment): Fault[] {
  const known = Object.values<Setting>(settings).map((row) => row.variable)
  return Object.keys(environment)
    .filter((name) => name.startsWith('GREIN_') && !known.includes(name))
    .map((name) => {
      const near = nearest(name, known)
      return (say) => say('setting.unknown', { name, near })
    })
}

function toValue({ schema }: Setting, given: string): unknown {
  const type = typeOf(schema)
  if (type === 'integer') return /^-?\d+$/.test(given) ? Number(given) : given
  if (type === 'boolean') return given === 'true' ? true : given === 'false' ? false : given
  return given
}

const typeOf = (schema: object) => ('type' in schema ? schema.type : null)

/** Two letters wrong is a slip of the finger; more is another word. */
const slipMax = 3

function nearest(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, slips: distance(name, candidate) }))
    .sort((a, b) => a.slips - b.slips)
  const best = ranked[0]
  return best && best.slips <= slipMax ? best.candidate : null
}

/** How many letters to change, add or drop (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
