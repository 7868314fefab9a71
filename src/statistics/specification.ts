// Results beside what a specification asks, compared as it is written: on its basis, rounded half up to its last digit, by the rule it
// names, both numbers kept. Pure. Not here: which results are a batch's, and who may release.
import { type Fraction, fractionOf, multiplyFractions, roundHalfUp, writeExactly } from '#kernel'
import { type Acceptance, acceptance, type Limits } from './acceptance.ts'

/** One line of a specification. */
export type Criterion = Limits & {
  readonly analyte: string
  readonly unit: string
  readonly of: Basis
  /** By which methods it is measured, any of them; left out, by whatever method. */
  readonly methods?: readonly string[] | undefined
  readonly source: string
}
export type Basis = 'dried' | 'as-is'

/** A measurement; those of one event were made on one sample, together. */
export type Measured = {
  readonly eventId: string
  readonly analyte: string
  readonly value: string
  readonly unit: string
  readonly of: Basis
  readonly uncertainty: string | null
  readonly method?: string
  /** Only that there was less than the value could be told. */
  readonly isBelow?: boolean
}

export type Compared<Result extends Measured = Measured> = Criterion & {
  readonly result: Result | null
  /** The number that was compared: on the basis and to the digit of the specification. Null when there was none to compare. */
  readonly compared: string | null
  readonly accepted: Acceptance['accepted'] | null
  readonly verdict: 'inside' | 'outside' | 'missing'
  /** Which limit it passed, or what is missing to compare; null when it is inside. */
  readonly why: Acceptance['why'] | Lacking
}
/**
 * `less-than`: "less than" a number beyond a limit tells of no result on which side of it it lies. `method`: by another than the specification asks a
 * result carries nothing, unless it is outside: what is outside is so until somebody explained it.
 */
type Lacking = 'no-result' | 'unit' | 'basis' | 'uncertainty' | 'less-than' | 'method'

/** `results` come nearest and newest first; the first of an analyte speaks, on the basis the criterion names. */
export function compareWithSpecification<Result extends Measured>(
  specification: readonly Criterion[],
  results: readonly Result[],
): Compared<Result>[] {
  return specification.map((criterion) => compareOne(criterion, results))
}

function compareOne<Result extends Measured>(criterion: Criterion, results: readonly Result[]): Compared<Result> {
  const { analyte, min, max, unit, of, rule, methods, source } = criterion
  const line = { analyte, min, max, unit, of, rule, ...(methods ? { methods } : {}), source }
  const result = results.find((row) => row.analyte === analyte) ?? null
  const lacking = (why: Lacking): Compared<Result> => ({
    ...line,
    ...{ result, compared: null, accepted: null, verdict: 'missing', why },
  })
  if (!result) return lacking('no-result')
  if (result.unit !== unit) return lacking('unit')
  const factor = factorTo(of, result, results)
  if (factor === null) return lacking('basis')
  const value = multiplyFractions(fractionOf(result.value), factor)
  const uncertainty = result.uncertainty === null ? null : multiplyFractions(fractionOf(result.uncertainty), factor)
  const found = acceptance(value, uncertainty, criterion)
  if (found === null) return lacking('uncertainty')
  // Less than the most is under it, and less than the least is too.
  if (result.isBelow && found.why !== 'below' && (found.why === 'above' || min !== null)) return lacking('less-than')
  if (found.verdict === 'inside' && methods && !isByOneOf(methods, result.method ?? ''))
    return { ...line, result, ...found, verdict: 'missing', why: 'method' }
  return { ...line, result, ...found }
}

/** A laboratory writes an instrument beside a reference: "ICP-MS, Ph. Eur. 2.4.27" is by Ph. Eur. 2.4.27. Case and spaces do not count. */
function isByOneOf(methods: readonly string[], said: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  const parts = said.split(/[,;]/).map(plain)
  return methods.some((method) => parts.includes(plain(method)))
}

const one: Fraction = { numerator: 1n, denominator: 1n }

/** As is ↔ dried with the loss on drying measured on the same sample the same day: dried = as is ÷ (1 − loss). */
function factorTo(of: Basis, result: Measured, results: readonly Measured[]): Fraction | null {
  if (result.of === of || result.analyte === 'loss-on-drying') return one
  const loss = results.find(
    (row) => row.analyte === 'loss-on-drying' && row.eventId === result.eventId && row.unit === '%',
  )
  if (!loss) return null
  const { numerator, denominator } = fractionOf(loss.value)
  const [rest, whole] = [100n * denominator - numerator, 100n * denominator]
  if (rest <= 0n) return null
  return of === 'dried' ? { numerator: whole, denominator: rest } : { numerator: rest, denominator: whole }
}

/** A result on the basis asked for, rounded half up; null where it was measured on the other one without a loss on drying beside it. */
export function valueOnBasis(result: Measured, of: Basis, results: readonly Measured[], places: number): string | null {
  const factor = factorTo(of, result, results)
  return factor && roundHalfUp(multiplyFractions(fractionOf(result.value), factor), places)
}

/** What a label names, and how far a pack may be from it. */
export type LabelClaim = Omit<Criterion, 'min' | 'max'> & {
  readonly labelled: string
  readonly toleranceMillionths: number
}

/** The two limits a label draws around what it names, exactly: 22 with ten percent is 19.8 to 24.2. */
export function labelCriterion({ labelled, toleranceMillionths, ...line }: LabelClaim): Criterion {
  const share = (millionths: bigint) =>
    writeExactly(multiplyFractions(fractionOf(labelled), { numerator: millionths, denominator: 1_000_000n }))
  const width = BigInt(toleranceMillionths)
  return { ...line, min: share(1_000_000n - width), max: share(1_000_000n + width) }
}

/** Outside before missing before inside: what a whole specification says of a batch. */
export function verdictOf(rows: readonly Pick<Compared, 'verdict'>[]): Compared['verdict'] {
  const has = (verdict: Compared['verdict']) => rows.some((row) => row.verdict === verdict)
  return has('outside') ? 'outside' : has('missing') ? 'missing' : 'inside'
}
