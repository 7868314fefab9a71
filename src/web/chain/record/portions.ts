// The lots of an act beside the one its form is about, as rows of the draft: `input.0.batch`, `input.0.mass` … Pure. Not here: drawing them
// (more-inputs.tsx), and what is refused; the server decides.
import type { ActKind, ActOf, ActOption, StockState } from '#chain/contract'
import { type Locale, parseMass, typedMass } from '#kernel'
import type { Draft } from './fields.ts'

type Need = <Value>(name: string, value: Value | null) => Value
export type Portion = ActOf<'ship'>['lines'][number]

/** So many lots go into one output, or travel together, at most: as the API has it. */
export const portionsMax: Partial<Record<ActKind, number>> = { process: 50, extract: 50, ship: 200, export: 200 }

const fields = ['batch', 'name', 'state', 'mass'] as const
const rowNames = (index: number) => fields.map((field) => `input.${index}.${field}`)

export function portionCount(draft: Draft): number {
  return Number(draft['inputs'] ?? '0')
}

/** The first lot and the others; a lot that stands there twice in one state is named as wrong, at the row that repeats it. */
export function portionsOf(first: Portion, draft: Draft, need: Need): Portion[] {
  const seen = new Set([`${first.batchId} ${first.state}`])
  const others = Array.from({ length: portionCount(draft) }, (_, index) => {
    const typed = (field: string) => (draft[`input.${index}.${field}`] ?? '').trim()
    const batchId = need(`input.${index}.batch`, typed('batch') || null)
    const state = (typed('state') || first.state) as StockState // Of the choices of the field.
    const key = `${batchId} ${state}`
    if (batchId !== null && seen.has(key)) need(`input.${index}.state`, null)
    seen.add(key)
    const massMg = parseMass(typed('mass'), 'g')
    return { batchId, state, massMg: need(`input.${index}.mass`, massMg ? massMg.toString() : null) }
  })
  return [first, ...others]
}

/** In which states lots stand in the form already. */
export function statesOf(batchId: string, first: Pick<Portion, 'batchId' | 'state'>, draft: Draft): readonly string[] {
  const own = first.batchId === batchId ? [first.state as string] : []
  const others = Array.from({ length: portionCount(draft) }, (_, index) => index)
    .filter((index) => draft[`input.${index}.batch`] === batchId)
    .map((index) => draft[`input.${index}.state`] || first.state)
  return [...own, ...others]
}

/** What of a lot may go along from these premises, by state. */
export function optionsAt(
  options: readonly ActOption[],
  { kind, premisesId }: { readonly kind: ActKind; readonly premisesId: string },
): readonly ActOption[] {
  return options.filter((one) => one.kind === kind && one.premises.premisesId === premisesId && one.state !== null)
}

type Added = { readonly batchId: string; readonly name: string; readonly option: ActOption; readonly locale: Locale }

/** One row more, with all there is of the lot, or no more than is still asked: `openMg`, null where nobody ordered. */
export function withPortion(draft: Draft, { batchId, name, option, locale }: Added, openMg: bigint | null): Draft {
  const count = portionCount(draft)
  const asked = openMg === null ? null : openMg - typedMg(draft)
  const hasMg = BigInt(option.maxAmount ?? '0')
  const takesMg = asked === null || asked >= hasMg ? hasMg : asked
  return {
    [`input.${count}.batch`]: batchId,
    [`input.${count}.name`]: name,
    [`input.${count}.state`]: option.state ?? '',
    [`input.${count}.mass`]: takesMg > 0n ? typedMass(takesMg, locale) : '',
    inputs: `${count + 1}`,
  }
}

/** What is typed so far; what cannot be read counts for nothing yet. */
function typedMg(draft: Draft): bigint {
  const names = ['mass', ...Array.from({ length: portionCount(draft) }, (_, index) => `input.${index}.mass`)]
  return names.reduce((sum, name) => sum + (parseMass((draft[name] ?? '').trim(), 'g') ?? 0n), 0n)
}

/** The rows behind the one that is taken away move up; what stood in the last is not there when a row is added again. */
export function withoutPortion(draft: Draft, index: number): Draft {
  const last = portionCount(draft) - 1
  const moved = Array.from({ length: last - index }, (_, at) => index + at).flatMap((at) =>
    rowNames(at).map((name, field) => [name, draft[rowNames(at + 1)[field] ?? ''] ?? '']),
  )
  return Object.fromEntries([...moved, ...rowNames(last).map((name) => [name, '']), ['inputs', `${last}`]])
}
