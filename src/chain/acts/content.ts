// What is in the material goes where the material goes: dried drug and active moieties in proportion, exact, none lost. Pure.
// Not here: how much there is (assay.ts). An account of content exists where the content is known, also when it is nothing; where there
// is none, it is not known, and stays so until an assay.
import type { BatchId } from '#kernel'
import { type ContentLedger, contentLedgers } from '../contract.ts'
import { type Move, type Place, placeKey } from '../place.ts'
import type { Decision } from './decision.ts'
import type { AccountFact } from './facts.ts'
import type { Situation } from './situation.ts'
import { splitInProportion } from './split.ts'

/** The decision with what follows its material beside it. */
export function carryContent(s: Situation, decision: Decision): Decision {
  const accounts = accountsOf(s)
  const followed = contentLedgers.filter((ledger) =>
    [...accounts.values()].some((account) => account.ledger === ledger),
  )
  if (followed.length === 0) return decision
  const material = decision.moves.filter(({ from }) => from.ledger === 'material_mg')
  const carried = followed.map((ledger) => follow({ ledger, accounts, s }, material))
  const beside = (places: readonly Place[] = []) =>
    places.flatMap((place) =>
      followed.map((ledger): Place => ({ ...place, ledger })).filter((one) => accounts.has(placeKey(one))),
    )
  const isClosed = (place: Place) => accounts.get(placeKey(place))?.isClosed === true
  const opens = carried.flatMap(({ opens: places }) => places)
  return {
    ...decision,
    moves: [...decision.moves, ...carried.flatMap(({ moves }) => moves)],
    ...(decision.closes ? { closes: [...decision.closes, ...beside(decision.closes)] } : {}),
    ...(decision.reopens ? { reopens: [...decision.reopens, ...beside(decision.reopens).filter(isClosed)] } : {}),
    ...(opens.length > 0 ? { opens: [...(decision.opens ?? []), ...opens] } : {}),
  }
}

type Following = {
  readonly ledger: ContentLedger
  readonly accounts: ReadonlyMap<string, AccountFact>
  readonly s: Situation
}

/** What is known of balances, the ends of an event that is taken back and the account that is settled included. */
function accountsOf({ facts }: Situation): ReadonlyMap<string, AccountFact> {
  const ends = facts.event?.movements.flatMap(({ from, to }) => [from, to]) ?? []
  const settled = facts.account ? [facts.account] : []
  return new Map([...ends, ...facts.accounts, ...settled].map((account) => [placeKey(account), account]))
}

const isBounded = ({ kind }: Place) => kind === 'stock' || kind === 'transit'

function follow(following: Following, material: readonly Move[]): { moves: Move[]; opens: Place[] } {
  const { ledger, accounts } = following
  const at = (place: Place): Place => ({ ...place, ledger })
  const contentAt = (place: Place) => accounts.get(placeKey(at(place)))
  const mixed = mixedTargets(material, (from) => contentAt(from) !== undefined)
  const moves: Move[] = []
  const opens: Place[] = []
  const per = new Map<BatchId | null, { content: bigint; mass: bigint }>()
  const came = new Map<string, { content: bigint; mass: bigint }>()
  const give = ({ from, to, amount: mass }: Move, amount: bigint) => {
    const isLost = to.batchId !== from.batchId && to.batchId !== null && mixed.has(to.batchId)
    const target: Place = isLost
      ? { ...at(from), kind: 'world', counterId: null, shipmentId: null, state: 'unassayed' }
      : at(to)
    if (amount > 0n) moves.push({ from: at(from), to: target, amount })
    else if (target.kind !== 'world') opens.push(target)
    if (to.kind !== 'stock' || to.batchId !== from.batchId) return
    const before = came.get(placeKey(to)) ?? { content: 0n, mass: 0n }
    came.set(placeKey(to), { content: before.content + amount, mass: before.mass + mass })
  }
  // First what stock gives back of what it was lent; then what leaves places whose content is known; then what has no bound of its own, by
  // what was seen of the same batch.
  const repaid = new Set(material.filter((move) => repay(following, move, moves)))
  for (const all of inTurn(material)) {
    const group = all.filter((move) => !repaid.has(move))
    const [{ from } = { from: null }] = group
    if (!from || !(isBounded(from) || from.kind === 'difference')) continue
    // What stood there, and what of this event only passes through.
    const stood = accounts.get(placeKey(from))?.amount ?? 0n
    const known = contentAt(from)
    const passes = came.get(placeKey(from))
    const has = known || (passes && stood <= 0n) ? (known?.amount ?? 0n) + (passes?.content ?? 0n) : null
    const holds = (stood > 0n ? stood : 0n) + (passes?.mass ?? 0n)
    if (has === null || holds <= 0n) continue
    const dry = group.filter(({ to }) => to.state !== 'moisture') // Water takes nothing along.
    const takes = dry.reduce((sum, { amount }) => sum + amount, 0n)
    if (takes === 0n) continue
    const water = group.reduce((sum, { amount }) => sum + amount, 0n) - takes
    const base = holds - water
    const content = takes >= base ? has : (has * takes) / base
    const parts = splitInProportion(
      content,
      dry.map(({ amount }) => amount),
    )
    for (const [index, move] of dry.entries()) give(move, parts[index]!) // As many parts as moves.
    for (const batchId of new Set([from.batchId, null])) {
      const seen = per.get(batchId) ?? { content: 0n, mass: 0n }
      per.set(batchId, { content: seen.content + content, mass: seen.mass + takes })
    }
  }
  for (const move of material) {
    const { from, to } = move
    const isUnbounded =
      from.kind === 'world' || (from.kind === 'difference' && (accounts.get(placeKey(from))?.amount ?? 0n) <= 0n)
    if (!isUnbounded) continue
    const content = contentOfUnbounded(following, move, per.get(from.batchId) ?? per.get(null) ?? null)
    if (content === null) continue
    if (content > 0n) moves.push({ from: at(from), to: at(to), amount: content })
    else if (to.kind !== 'world') opens.push(at(to))
  }
  return { moves, opens }
}

/** By where it leaves; a place that something of the same event comes to waits for it, and passes it on (a reservation that is stopped). */
function inTurn(material: readonly Move[]): Move[][] {
  const reached = new Set(material.map(({ to }) => placeKey(to)))
  const [first, last]: [Move[][], Move[][]] = [[], []]
  for (const [source, moves] of Map.groupBy(material, ({ from }) => placeKey(from))) {
    if (reached.has(source)) last.push(moves)
    else first.push(moves)
  }
  return [...first, ...last]
}

/** What a difference lent goes back to it exactly; what the stock no longer has of it is a difference of assays. False: nothing was owed. */
function repay({ ledger, accounts }: Following, { from, to, amount }: Move, moves: Move[]): boolean {
  const short = accounts.get(placeKey(to))?.amount ?? 0n
  const owed = accounts.get(placeKey({ ...to, ledger }))?.amount ?? 0n
  if (from.kind !== 'stock' || to.kind !== 'difference' || short >= 0n || owed >= 0n) return false
  const due = amount >= -short ? -owed : (-owed * amount) / -short
  const held = accounts.get(placeKey({ ...from, ledger }))?.amount ?? 0n
  const paid = held < due ? held : due
  const place: Place = { ...from, ledger }
  if (paid > 0n) moves.push({ from: place, to: { ...to, ledger }, amount: paid })
  const world: Place = { ...place, kind: 'world', state: 'assay-difference' }
  if (due > paid) moves.push({ from: world, to: { ...to, ledger }, amount: due - paid })
  return true
}

/** Batches that get something of which the content is not known, from another batch: then theirs is not known either. */
function mixedTargets(material: readonly Move[], isKnown: (from: Place) => boolean): ReadonlySet<BatchId> {
  const crossing = material.filter(
    ({ from, to }) => isBounded(from) && to.batchId !== null && to.batchId !== from.batchId,
  )
  return new Set(crossing.filter(({ from }) => !isKnown(from)).flatMap(({ to }) => to.batchId ?? []))
}

/** Of a surplus, a difference that is written off, or what comes back from outside; null where nothing tells. */
function contentOfUnbounded(
  { ledger, accounts, s }: Following,
  { from, to, amount }: Move,
  reference: { readonly content: bigint; readonly mass: bigint } | null,
): bigint | null {
  const short = accounts.get(placeKey(to))
  const owed = accounts.get(placeKey({ ...to, ledger }))
  if (to.kind === 'difference' && short && owed && short.amount < 0n) {
    return amount >= -short.amount ? -owed.amount : (-owed.amount * amount) / -short.amount
  }
  if (from.kind === 'difference' && reference) return (reference.content * amount) / reference.mass
  // What an event took out comes back as it was, when the event is taken back.
  const taken = s.facts.event?.movements.filter(
    (one) =>
      one.from.ledger === ledger &&
      placeKey(one.to) === placeKey({ ...from, ledger }) &&
      placeKey(one.from) === placeKey({ ...to, ledger }),
  )
  return taken && taken.length > 0 ? taken.reduce((sum, one) => sum + one.amount, 0n) : null
}
