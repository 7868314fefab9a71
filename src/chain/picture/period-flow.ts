// Where material went in a period, as a flow between those who have it: of one holder, or of the whole country by kind of party. Every node
// between gives what it got, its stock at both ends of the period included. Not here: reading movements
// (sides.ts of a holder, country-sides.ts).
import { type AuthorityId, type PartyId, type PlainDate, printId, refuseNow, startOfLegalDay } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { PeriodFlow } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectCountrySides } from './country-sides.ts'
import { type SideRow, selectHoldings, selectSides } from './sides.ts'
import { selectPartyKinds } from './store.ts'

export type PeriodAsked = {
  readonly from: PlainDate
  /** The day after the last. */
  readonly until: PlainDate
  readonly holderId: PartyId | null
}

type Node = PeriodFlow['nodes'][number]
type Link = { readonly from: string; readonly to: string; amount: bigint; events: bigint }

/** Refuses `unknown-party` when the reader may not know the party. */
export async function periodFlow(tx: Tx, actor: Actor, { from, until, holderId }: PeriodAsked): Promise<PeriodFlow> {
  const { authorityId } = actor
  const asked = actor.wall === 'holder' ? actor.partyId : holderId // Of others a holder sees what it shares with them, which is no flow.
  const { rows, holdings, naming } =
    asked === null
      ? { ...(await selectCountrySides(tx, authorityId, { from, until })), naming: countryNaming }
      : await holderSides(tx, authorityId, { from, until, holderId: asked })
  const { openingMg, closingMg, nodes, links } = foldPeriod(rows, holdings, naming)
  return {
    from: from.toString(),
    until: until.toString(),
    of: asked === null ? null : { partyId: printId('party', asked), name: naming.nameOf(asked) },
    openingMg: `${openingMg}`,
    closingMg: `${closingMg}`,
    nodes,
    links: links.map(({ amount, events, ...ends }) => ({ ...ends, amount: `${amount}`, events: Number(events) })),
  }
}

/** Everyone by kind of party. */
const countryNaming: Naming = { self: null, nameOf: (kind) => kind }

async function holderSides(
  tx: Tx,
  authorityId: AuthorityId,
  { from, until, holderId }: { readonly from: PlainDate; readonly until: PlainDate; readonly holderId: PartyId },
) {
  const span = { from: startOfLegalDay(from), until: startOfLegalDay(until) }
  const rows = await selectSides(tx, authorityId, { ...span, holderId })
  const holdings = await selectHoldings(tx, authorityId, holderId)
  const wanted = nothingWanted()
  for (const id of [...rows.flatMap(({ fromWho, toWho }) => [fromWho, toWho]), holderId])
    if (id !== null) wanted.parties.add(id)
  const names = await lookUp(tx, authorityId, wanted)
  const known = await selectPartyKinds(tx, authorityId, [holderId])
  if (!known.has(holderId)) refuseNow(chainProblems['unknown-party'], {})
  const naming: Naming = { self: holderId, nameOf: (id) => names.party(id).name }
  return { rows, holdings, naming }
}

export type Naming = {
  /** Whose flow it is; null: of everyone, and who stands in a row is a kind of party. */
  readonly self: string | null
  readonly nameOf: (who: string) => string
}
export type Folded = {
  readonly openingMg: bigint
  readonly closingMg: bigint
  readonly nodes: Node[]
  readonly links: Link[]
}

/** Pure: rows and what everyone has now, to a flow that conserves at every node between. */
export function foldPeriod(rows: readonly SideRow[], holdings: ReadonlyMap<string, bigint>, naming: Naming): Folded {
  const nodes = new Map<string, Node>()
  const links = new Map<string, Link>()
  const closing = new Map<string, bigint>()
  const opening = new Map<string, bigint>()
  const put = (node: Node) => {
    if (!nodes.has(node.id)) nodes.set(node.id, node)
    return node.id
  }
  const bump = (map: Map<string, bigint>, key: string, amount: bigint) => map.set(key, (map.get(key) ?? 0n) + amount)
  /** Whose stock is followed: the one asked for, or everyone's by kind. */
  const isFollowed = (who: string | null): who is string =>
    who !== null && (naming.self === null || who === naming.self)
  const stockNode = (who: string): Node =>
    naming.self === null
      ? { id: `class:${who}`, kind: 'class', side: 'between', label: naming.nameOf(who) }
      : { id: 'self', kind: 'self', side: 'between', label: naming.nameOf(who) }
  const nodeOf = (kind: SideRow['fromKind'], who: string | null, state: string | null, side: 'in' | 'out'): Node => {
    if (kind === 'who' && isFollowed(who)) return stockNode(who)
    if (kind === 'who' && who !== null) return { id: `${side}:${who}`, kind: 'party', side, label: naming.nameOf(who) }
    if (kind === 'world') return { id: `${side}:world:${state ?? ''}`, kind: 'world', side, label: state ?? '' }
    if (kind === 'difference') return { id: `${side}:difference`, kind: 'difference', side, label: 'difference' }
    return { id: `${side}:unseen`, kind: 'unseen', side, label: 'unseen' }
  }
  for (const [who, amount] of holdings) if (isFollowed(who)) bump(closing, stockNode(who).id, amount)
  for (const [who] of holdings) if (isFollowed(who)) put(stockNode(who))
  for (const row of rows) {
    const from = nodeOf(row.fromKind, row.fromWho, row.fromState, 'in')
    const to = nodeOf(row.toKind, row.toWho, row.toState, 'out')
    const isOurs = from.side === 'between' || to.side === 'between'
    if (!isOurs || from.id === to.id) continue
    // What happened after the period is taken off what there is now; what happened in it gives the beginning.
    for (const [node, amount] of [
      [from, -row.amount],
      [to, row.amount],
    ] as const) {
      if (node.side !== 'between') continue
      if (!row.isInside) bump(closing, node.id, -amount)
      else bump(opening, node.id, -amount)
    }
    if (!row.isInside) continue
    const key = `${put(from)}→${put(to)}`
    const link = links.get(key) ?? { from: from.id, to: to.id, amount: 0n, events: 0n }
    link.amount += row.amount
    link.events += row.events
    links.set(key, link)
  }
  for (const [id, amount] of closing) bump(opening, id, amount)
  const ends = (map: ReadonlyMap<string, bigint>, side: 'opening' | 'closing') => {
    let total = 0n
    for (const [id, amount] of map) {
      if (amount <= 0n) continue
      total += amount
      const node: Node = { id: side, kind: side, side: side === 'opening' ? 'in' : 'out', label: side }
      const [from, to] = side === 'opening' ? [put(node), id] : [id, put(node)]
      links.set(`${from}→${to}`, { from, to, amount, events: 0n })
    }
    return total
  }
  const openingMg = ends(opening, 'opening')
  const closingMg = ends(closing, 'closing')
  const used = new Set([...links.values()].flatMap(({ from, to }) => [from, to]))
  return {
    openingMg,
    closingMg,
    nodes: [...nodes.values()].filter(({ id }) => used.has(id)),
    links: [...links.values()],
  }
}
