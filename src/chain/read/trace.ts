// Where a batch came from and where it went, with exact shares and whereabouts. Not here: the arithmetic (shares.ts).
import { type BatchId, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchRef, Trace } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { batchRef, lookUp, nothingWanted } from '../refs.ts'
import { selectSeen } from '../store/events.ts'
import { type EdgeRow, type FamilyRow, selectTrace, type TraceFound } from '../store/family.ts'
import { selectTakenBack } from '../store/taken-back.ts'
import { type Edge, type Fraction, type Placed, reduce, sharesBack, sharesForward } from './shares.ts'

/** A hub lot may have hundreds of thousands of descendants; a person looks at fewer. */
const familyMax = 5_000

/** Refuses `chain/unknown-batch`. A holder sees all ancestors of what it has, and of the descendants what it has or had itself. */
export async function trace(
  tx: Tx,
  actor: Actor,
  { batchId, direction }: { readonly batchId: BatchId; readonly direction: Trace['direction'] },
): Promise<Trace> {
  const { authorityId } = actor
  const isBack = direction !== 'forward'
  const isForward = direction !== 'back'
  const found = await selectTrace(tx, authorityId, { batchId, back: isBack, forward: isForward, max: familyMax })
  if (!found) return refuseNow(chainProblems['unknown-batch'], {})
  const { back, batches: rows } = found
  const undone = await neverWere(tx, authorityId, batchId, found)
  const down = found.down.filter((id) => !undone.has(id))
  const places = found.places.filter((place) => !undone.has(place.batchId))
  const known = found.edges.filter(({ childId }) => !undone.has(childId))
  const given = new Map<string, bigint>() // Parents outside this family gave their part too.
  for (const { childId, amount } of known) given.set(childId, (given.get(childId) ?? 0n) + amount)
  const edges = known.filter(({ parentId, childId }) => rows.has(parentId) && rows.has(childId))
  const openedAmount = (id: string) => rows.get(id)?.openedAmount ?? 1n
  const descendants = new Set(down)
  const isCutting = ({ childId }: Edge) => rows.get(childId)?.kind === 'plant-lot'
  const shares = new Map<string, Found>([
    ...(isForward ? forwardBesideCuttings(batchId, within(edges, descendants), { openedAmount, isCutting }) : []),
    ...(isBack ? sharesBack(batchId, within(edges, new Set(back))) : []),
  ])
  const wanted = nothingWanted()
  for (const { premisesId } of rows.values()) wanted.premises.add(premisesId)
  for (const { holderId, premisesId } of places) {
    wanted.parties.add(holderId)
    if (premisesId) wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const seen = await seenOf(tx, actor, edges)
  const refs = new Map(Array.from(rows, ([id, row]) => [id, refOf(row)])) // Each is named in several places.
  const refTo = (id: string) => refs.get(id)! // Only batches of the family are asked for.
  return {
    asked: refTo(batchId),
    direction,
    nodes: Array.from(new Set([...back, ...down]), (id) => {
      const { productCode, openedOn, status, premisesId } = rows.get(id)! // The lists and the rows are of one answer.
      const { share, depth } = shares.get(id) ?? unplaced(descendants.has(id))
      const premises = names.premises(premisesId)
      return { batch: refTo(id), depth, productCode, openedOn, status, premises, share: share && printFraction(share) }
    }),
    edges: edges.map((edge) => {
      const { parentId, childId, eventId, amount } = edge
      return {
        parentId: refTo(parentId).batchId,
        childId: refTo(childId).batchId,
        eventId: seen.has(eventId) ? printId('event', trustId('event', eventId)) : null,
        amount: `${amount}`,
        ofChild: printFraction(reduce({ numerator: amount, denominator: given.get(childId) ?? amount })),
        ofParent: isCutting(edge)
          ? null
          : printFraction(reduce({ numerator: amount, denominator: openedAmount(parentId) })),
      }
    }),
    whereabouts: places.map(({ batchId: of, holderId, premisesId, hasMg, hadMg, states }) => ({
      batch: refTo(of),
      holder: names.party(holderId),
      premises: premisesId ? names.premises(premisesId) : null,
      hasMassMg: `${hasMg}`,
      hadMassMg: `${hadMg}`,
      states: [...states],
    })),
    truncated: found.isCut,
  }
}

type Found = Omit<Placed, 'share'> & { readonly share: Fraction | null }
type Asked = {
  readonly openedAmount: (batchId: string) => bigint
  readonly isCutting: (edge: Edge) => boolean
}

/** A mother gives any number of cuttings and loses nothing: what grew of them is her offspring, and no part of her. */
function forwardBesideCuttings(
  batchId: BatchId,
  edges: readonly Edge[],
  { openedAmount, isCutting }: Asked,
): ReadonlyMap<string, Found> {
  const reached = sharesForward(batchId, edges, openedAmount)
  if (!edges.some(isCutting)) return reached
  const parts = sharesForward(
    batchId,
    edges.filter((edge) => !isCutting(edge)),
    openedAmount,
  )
  return new Map(Array.from(reached, ([id, { depth }]) => [id, { depth, share: parts.get(id)?.share ?? null }]))
}

/** Which of the events the reader may open; staff all of them. */
async function seenOf(tx: Tx, { authorityId, wall }: Actor, edges: readonly EdgeRow[]): Promise<ReadonlySet<string>> {
  const ids = edges.map(({ eventId }) => eventId)
  return wall === 'staff' ? new Set(ids) : selectSeen(tx, authorityId, ids)
}

/** Descendants whose opening was taken back: what went into them came out again, and nothing of them went on. */
async function neverWere(
  tx: Tx,
  authorityId: Actor['authorityId'],
  asked: BatchId,
  { down, edges }: TraceFound,
): Promise<ReadonlySet<string>> {
  const descendants = new Set(down)
  const into = edges.filter(({ childId }) => childId !== asked && descendants.has(childId))
  const takenBack = await selectTakenBack(
    tx,
    authorityId,
    into.map(({ eventId }) => eventId),
  )
  return new Set(into.flatMap(({ childId, eventId }) => (takenBack.has(eventId) ? [childId] : [])))
}

/** A sample shares nothing with its sisters: ancestors go by edges between ancestors, descendants by those between descendants. */
const within = <One extends Edge>(edges: readonly One[], side: ReadonlySet<string>): One[] =>
  edges.filter(({ parentId, childId }) => side.has(parentId) && side.has(childId))

/** In the family of what was asked, and cut off from it where the family was cut off. */
const unplaced = (isDescendant: boolean): Placed => ({
  share: { numerator: 0n, denominator: 1n },
  depth: isDescendant ? 1 : -1,
})

const printFraction = ({ numerator, denominator }: Fraction) => ({
  numerator: `${numerator}`,
  denominator: `${denominator}`,
})

export function refOf({ batchId, name, kind }: Pick<FamilyRow, 'batchId' | 'name' | 'kind'>): BatchRef {
  return batchRef({ batchId: trustId('batch', batchId), name, kind })
}
