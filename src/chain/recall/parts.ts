// Where the mass of a recall is, as parts of all that ever came into its batches, now and at each moment since it began. Pure: amounts of
// accounts and movements in, parts out. Not here: reading them (store.ts).
import type { RecallPart } from '../contract.ts'
import { recallParts } from '../contract.ts'

/** One account of the recalled batches, as it stands now. Of a world account the amount is what went there less what came from it. */
export type RecallAccount = {
  readonly accountId: string
  readonly kind: 'stock' | 'transit' | 'difference' | 'world' | 'allowance'
  readonly state: string
  /** Of what is under way: why it was sent. */
  readonly reason: string | null
  readonly amount: bigint
}
/** Since the recall began, in order of time. An end that is null lies outside the recalled batches. */
export type RecallMove = {
  readonly eventId: string
  readonly at: string
  readonly fromId: string | null
  readonly toId: string | null
  readonly amount: bigint
}
export type Parts = ReadonlyMap<RecallPart, bigint>
export type Mass = { readonly totalMg: bigint; readonly parts: Parts; readonly isWhole: boolean }
export type Moment = { readonly at: string; readonly eventId: string | null; readonly parts: Parts }

/** A picture shows no more steps than this; a longer course keeps its first, its last and every so many between. */
const momentsMax = 200

const isBack = (reason: string | null) => reason === 'recall' || reason === 'return'

/** World accounts that mass comes out of: what they gave is the whole, not a part of it. */
const worldParts: Readonly<Record<string, RecallPart>> = {
  dispensed: 'dispensed',
  administered: 'dispensed',
  'own-practice': 'dispensed',
  exported: 'exported',
  'consumed-in-test': 'tested',
  lost: 'lost',
  stolen: 'lost',
  seized: 'lost',
  moisture: 'gone-before',
  'processing-loss': 'gone-before',
  converted: 'gone-before',
  destroyed: 'destroyed',
}
const stockParts: Readonly<Record<string, RecallPart>> = {
  held: 'blocked',
  rejected: 'set-apart',
  waste: 'set-apart',
  sample: 'sample',
}

function partOf({ kind, state, reason }: RecallAccount): RecallPart {
  switch (kind) {
    case 'stock':
      return stockParts[state] ?? 'free'
    case 'transit':
      return isBack(reason) ? 'on-the-way-back' : 'under-way'
    case 'difference':
      return 'difference'
    case 'world':
      return worldParts[state] ?? 'elsewhere'
    case 'allowance':
      return 'elsewhere'
  }
}

export type RecallLedger = {
  readonly accounts: readonly RecallAccount[]
  readonly moves: readonly RecallMove[]
  /** What came into these batches from others, less what went back: a blend has other parents too. */
  readonly inflowMg: bigint
}

/**
 * The parts now, and how they came about. Everything is counted once: what every account got and still has, what the world took. Mass
 * that the world gave (grown, imported, a surplus at a door) is where the whole comes from.
 */
export function followMass(ledger: RecallLedger): { readonly now: Mass; readonly course: readonly Moment[] } {
  const kinds = new Map(ledger.accounts.map((account) => [account.accountId, account]))
  const amounts = new Map(ledger.accounts.map(({ accountId, amount }) => [accountId, amount]))
  for (const { fromId, toId, amount } of ledger.moves) {
    if (toId !== null) amounts.set(toId, (amounts.get(toId) ?? 0n) - amount)
    if (fromId !== null) amounts.set(fromId, (amounts.get(fromId) ?? 0n) + amount)
  }
  const came = new Map<string, bigint>() // Held stock that was sent back here, account by account.
  const before = sum(kinds, amounts, came)
  const destroyedBefore = before.get('destroyed') ?? 0n
  const told = (raw: Map<RecallPart, bigint>): Parts => shownOf(raw, destroyedBefore)
  const moments: Moment[] = []
  const [first] = ledger.moves
  if (first) moments.push({ at: first.at, eventId: null, parts: told(before) })
  for (const [index, move] of ledger.moves.entries()) {
    step(kinds, amounts, came, move)
    const next = ledger.moves[index + 1]
    if (next?.eventId === move.eventId) continue // An event is one moment, however many movements it has.
    moments.push({ at: move.at, eventId: move.eventId, parts: told(sum(kinds, amounts, came)) })
  }
  const raw = sum(kinds, amounts, came)
  const parts = told(raw)
  let gave = ledger.inflowMg
  for (const [accountId, amount] of amounts) if (isSource(kinds.get(accountId), amount)) gave -= amount
  const totalMg = [...parts.values()].reduce((total, amount) => total + amount, 0n)
  return { now: { totalMg, parts, isWhole: totalMg === gave }, course: thinned(moments) }
}

/** The world, or a surplus: what stands below nothing gave what is elsewhere now. */
function isSource(account: RecallAccount | undefined, amount: bigint): boolean {
  return amount < 0n && (account?.kind === 'world' || account?.kind === 'difference')
}

function step(
  kinds: ReadonlyMap<string, RecallAccount>,
  amounts: Map<string, bigint>,
  came: Map<string, bigint>,
  { fromId, toId, amount }: RecallMove,
): void {
  const from = fromId === null ? undefined : kinds.get(fromId)
  const to = toId === null ? undefined : kinds.get(toId)
  if (from && fromId !== null) {
    amounts.set(fromId, (amounts.get(fromId) ?? 0n) - amount)
    const back = came.get(fromId) ?? 0n
    if (back > 0n) came.set(fromId, back > amount ? back - amount : 0n) // What was sent back goes first.
  }
  if (to && toId !== null) {
    amounts.set(toId, (amounts.get(toId) ?? 0n) + amount)
    const isReturn = from?.kind === 'transit' && isBack(from.reason) && to.kind === 'stock' && to.state === 'held'
    if (isReturn) came.set(toId, (came.get(toId) ?? 0n) + amount)
  }
}

function sum(
  kinds: ReadonlyMap<string, RecallAccount>,
  amounts: ReadonlyMap<string, bigint>,
  came: ReadonlyMap<string, bigint>,
): Map<RecallPart, bigint> {
  const parts = new Map<RecallPart, bigint>()
  for (const { part, amount } of pieces(kinds, amounts, came)) parts.set(part, (parts.get(part) ?? 0n) + amount)
  return parts
}

type Piece = { readonly accountId: string; readonly part: RecallPart; readonly amount: bigint }

/** Account by account, in which part its mass is. */
function pieces(
  kinds: ReadonlyMap<string, RecallAccount>,
  amounts: ReadonlyMap<string, bigint>,
  came: ReadonlyMap<string, bigint>,
): Piece[] {
  return [...kinds].flatMap(([accountId, account]) => {
    const amount = amounts.get(accountId) ?? 0n
    if (amount === 0n || isSource(account, amount)) return []
    const back = came.get(accountId) ?? 0n
    const returned = back < amount ? back : amount
    return [
      ...(returned > 0n ? [{ accountId, part: 'returned' as const, amount: returned }] : []),
      { accountId, part: partOf(account), amount: amount - returned },
    ]
  })
}

/**
 * What one part is made of now, or was after an event of the course, or as that began; the largest account first. Together they are the
 * part, as `followMass` has it.
 */
export function piecesOf(ledger: RecallLedger, asked: RecallPart, moment?: string): readonly Omit<Piece, 'part'>[] {
  const kinds = new Map(ledger.accounts.map((account) => [account.accountId, account]))
  const before = new Map(ledger.accounts.map(({ accountId, amount }) => [accountId, amount]))
  for (const { fromId, toId, amount } of ledger.moves) {
    if (toId !== null) before.set(toId, (before.get(toId) ?? 0n) - amount)
    if (fromId !== null) before.set(fromId, (before.get(fromId) ?? 0n) + amount)
  }
  const amounts = new Map(before)
  const came = new Map<string, bigint>()
  const last =
    moment === undefined ? ledger.moves.length - 1 : ledger.moves.findLastIndex(({ eventId }) => eventId === moment)
  for (const move of ledger.moves.slice(0, last + 1)) step(kinds, amounts, came, move)
  return pieces(kinds, amounts, came)
    .flatMap(({ accountId, part, amount }): Piece[] => {
      if (part !== 'destroyed') return [{ accountId, part, amount }]
      const earlier = before.get(accountId) ?? 0n
      const gone = earlier < amount ? earlier : amount
      return [
        { accountId, part: 'gone-before', amount: gone },
        { accountId, part, amount: amount - gone },
      ]
    })
    .filter(({ part, amount }) => part === asked && amount > 0n)
    .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
    .map(({ accountId, amount }) => ({ accountId, amount }))
}

/** Only what was destroyed since the recall is its work; the rest was gone before. */
function shownOf(raw: ReadonlyMap<RecallPart, bigint>, destroyedBefore: bigint): Parts {
  const all = new Map(raw)
  const destroyed = all.get('destroyed') ?? 0n
  const before = destroyed < destroyedBefore ? destroyed : destroyedBefore
  all.set('destroyed', destroyed - before)
  all.set('gone-before', (all.get('gone-before') ?? 0n) + before)
  return new Map(recallParts.flatMap((part) => ((all.get(part) ?? 0n) > 0n ? [[part, all.get(part) ?? 0n]] : [])))
}

function thinned(moments: readonly Moment[]): readonly Moment[] {
  if (moments.length <= momentsMax) return moments
  const every = Math.ceil(moments.length / momentsMax)
  return moments.filter((_, index) => index % every === 0 || index === moments.length - 1)
}
