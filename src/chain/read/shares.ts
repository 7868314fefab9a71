// Which part of a batch came from where, and where it went: exact fractions, in topological order, never along paths. Pure.
// Not here: fetching the family.
import { assert } from '#kernel'

export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }
export type Edge = { readonly parentId: string; readonly childId: string; readonly amount: bigint }
export type Placed = { readonly share: Fraction; readonly depth: number }

const whole: Fraction = { numerator: 1n, denominator: 1n }

/** Of each ancestor: which part of the asked batch came from it. A child's parents share it by the mass they gave. */
export function sharesBack(asked: string, edges: readonly Edge[]): Map<string, Placed> {
  const given = new Map<string, bigint>()
  for (const { childId, amount } of edges) given.set(childId, (given.get(childId) ?? 0n) + amount)
  const ofChild = (edge: Edge) => ({ numerator: edge.amount, denominator: given.get(edge.childId) ?? edge.amount })
  return spread(asked, edges, {
    from: ({ childId }) => childId,
    to: ({ parentId }) => parentId,
    part: ofChild,
    step: -1,
  })
}

/** Of each descendant: which part of the asked batch, as it was opened, went into it. The rest was lost, used or is still there. */
export function sharesForward(
  asked: string,
  edges: readonly Edge[],
  openedAmount: (batchId: string) => bigint,
): Map<string, Placed> {
  const ofParent = (edge: Edge) => ({ numerator: edge.amount, denominator: openedAmount(edge.parentId) })
  return spread(asked, edges, {
    from: ({ parentId }) => parentId,
    to: ({ childId }) => childId,
    part: ofParent,
    step: 1,
  })
}

type Direction = {
  readonly from: (edge: Edge) => string
  readonly to: (edge: Edge) => string
  readonly part: (edge: Edge) => Fraction
  readonly step: 1 | -1
}

/** A batch passes its share on when all that lead to it have given theirs: each edge is looked at once. */
function spread(asked: string, edges: readonly Edge[], { from, to, part, step }: Direction): Map<string, Placed> {
  const onward = Map.groupBy(edges, from)
  const reached = reachable(asked, onward, to)
  const waitsFor = new Map<string, number>()
  for (const edge of edges) if (reached.has(from(edge))) waitsFor.set(to(edge), (waitsFor.get(to(edge)) ?? 0) + 1)
  const placed = new Map<string, Placed>([[asked, { share: whole, depth: 0 }]])
  const ready = [asked]
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    const here = placed.get(next)
    assert(here, 'a batch is ready when it has its share')
    for (const edge of onward.get(next) ?? []) {
      const id = to(edge)
      const known = placed.get(id)
      const more = multiply(here.share, part(edge))
      const share = known ? add(known.share, more) : more
      const depth = known ? nearest(known.depth, here.depth + step) : here.depth + step
      placed.set(id, { share, depth })
      const left = (waitsFor.get(id) ?? 1) - 1
      waitsFor.set(id, left)
      if (left === 0) ready.push(id)
    }
  }
  return placed
}

function reachable(
  asked: string,
  onward: ReadonlyMap<string, readonly Edge[]>,
  to: (edge: Edge) => string,
): Set<string> {
  const reached = new Set([asked])
  const queue = [asked]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const edge of onward.get(next) ?? []) {
      if (reached.has(to(edge))) continue
      reached.add(to(edge))
      queue.push(to(edge))
    }
  }
  return reached
}

const nearest = (a: number, b: number) => (Math.abs(a) <= Math.abs(b) ? a : b)

function multiply(a: Fraction, b: Fraction): Fraction {
  return reduce({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator })
}

export function add(a: Fraction, b: Fraction): Fraction {
  return reduce({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  })
}

export function reduce({ numerator, denominator }: Fraction): Fraction {
  if (numerator === 0n) return { numerator: 0n, denominator: 1n }
  const divisor = greatestDivisor(numerator, denominator)
  return divisor === 1n
    ? { numerator, denominator }
    : { numerator: numerator / divisor, denominator: denominator / divisor }
}

const exactMax = BigInt(Number.MAX_SAFE_INTEGER)

/** Euclid's. Most masses fit a double exactly, where a step costs a tenth of one in bigints. */
function greatestDivisor(of: bigint, and: bigint): bigint {
  let [a, b] = [of, and]
  while (b > exactMax || a > exactMax) {
    if (b === 0n) return a
    ;[a, b] = [b, a % b]
  }
  let [c, d] = [Number(a), Number(b)]
  while (d !== 0) [c, d] = [d, c % d]
  return BigInt(c)
}
