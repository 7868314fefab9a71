// Where a batch came from and where it went, with exact shares and whereabouts. Not here: the arithmetic (shares.ts).
import { type BatchId, legalDayOf, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { BatchRef, Trace, TraceNode } from './contract.ts'
import { chainProblems } from './problems.ts'
import { batchRef, lookUp, nothingWanted } from './refs.ts'
import { type Fraction, type Placed, reduce, sharesBack, sharesForward } from './shares.ts'
import { type FamilyRow, selectEdges, selectFamily, selectWhereabouts } from './store/family.ts'

/** A hub lot may have hundreds of thousands of descendants; a person looks at fewer. */
const familyMax = 5_000

/** Refuses `chain/unknown-batch`. A holder sees all ancestors of what it has, and of the descendants what it has or had itself. */
export async function trace(
  tx: Tx,
  actor: Actor,
  { batchId, direction }: { readonly batchId: BatchId; readonly direction: Trace['direction'] },
): Promise<Trace> {
  const { authorityId } = actor
  const back = direction !== 'forward'
  const forward = direction !== 'back'
  const family = await selectFamily(tx, authorityId, { batchId, back, forward, max: familyMax })
  const asked = family.find((row) => row.batchId === batchId)
  if (!asked) return refuseNow(chainProblems['unknown-batch'], {})
  const ids = new Set(family.map((row) => row.batchId))
  const found = await selectEdges(tx, authorityId, { batchId, children: [...ids] })
  const given = new Map<string, bigint>() // Parents outside this family gave their part too.
  for (const { childId, amount } of found) given.set(childId, (given.get(childId) ?? 0n) + amount)
  const edges = found.filter(({ parentId, childId }) => ids.has(parentId) && ids.has(childId))
  const opened = new Map(family.map((row) => [row.batchId, row.openedAmount]))
  // A sample shares nothing with its sisters: ancestors go by edges between ancestors, descendants by those between descendants.
  const isOf = (side: boolean) => new Set(family.filter(({ isBack }) => isBack === side).map((row) => row.batchId))
  const within = (side: ReadonlySet<string>) =>
    edges.filter(({ parentId, childId }) => side.has(parentId) && side.has(childId))
  const shares = new Map<string, Placed>([
    ...(forward ? sharesForward(batchId, within(isOf(false)), (id) => opened.get(id) ?? 1n) : []),
    ...(back ? sharesBack(batchId, within(isOf(true))) : []),
  ])
  const places = await selectWhereabouts(tx, authorityId, [...(forward ? isOf(false) : [batchId])])
  const wanted = nothingWanted()
  for (const { premisesId } of family) wanted.premises.add(premisesId)
  for (const { holderId, premisesId } of places) {
    wanted.parties.add(holderId)
    if (premisesId) wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const rows = new Map(family.map((row) => [row.batchId, row]))
  const print = (id: string) => printId('batch', trustId('batch', id))
  return {
    asked: refOf(asked),
    direction,
    nodes: [...rows.values()].map((row): TraceNode => {
      const { share, depth } = shares.get(row.batchId) ?? {
        share: { numerator: 0n, denominator: 1n },
        depth: row.isBack ? -1 : 1,
      }
      return {
        batch: refOf(row),
        depth,
        productCode: row.productCode,
        openedOn: legalDayOf(row.openedAt).toString(),
        status: row.status,
        premises: names.premises(row.premisesId),
        share: printFraction(share),
      }
    }),
    edges: edges.map(({ parentId, childId, eventId, amount }) => ({
      parentId: print(parentId),
      childId: print(childId),
      eventId: printId('event', trustId('event', eventId)),
      amount: `${amount}`,
      ofChild: printFraction(reduce({ numerator: amount, denominator: given.get(childId) ?? amount })),
      ofParent: printFraction(reduce({ numerator: amount, denominator: opened.get(parentId) ?? amount })),
    })),
    whereabouts: places.flatMap(({ batchId: of, holderId, premisesId, hasMg, hadMg, states }) => {
      const row = rows.get(of)
      if (!row) return []
      return [
        {
          batch: refOf(row),
          holder: names.party(holderId),
          premises: premisesId ? names.premises(premisesId) : null,
          hasMassMg: `${hasMg}`,
          hadMassMg: `${hadMg}`,
          states: [...states],
        },
      ]
    }),
    truncated: family.length >= familyMax,
  }
}

const printFraction = ({ numerator, denominator }: Fraction) => ({
  numerator: `${numerator}`,
  denominator: `${denominator}`,
})

export function refOf({ batchId, name, kind }: Pick<FamilyRow, 'batchId' | 'name' | 'kind'>): BatchRef {
  return batchRef({ batchId: trustId('batch', batchId), name, kind })
}
