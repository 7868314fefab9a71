// Results that speak no more, for whoever decides on a release: corrected before they were confirmed, taken back, invalidated by an accepted
// explanation, or replaced by a later one. Not here: those that speak (dossier.ts), and what is done with a case (cases.ts).
import { sql } from 'kysely'
import { type AuthorityId, type BatchId, type Instant, legalDayOf, type PartyId, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { compareWithSpecification } from '#statistics'
import type { ResultFact } from '../acts/facts.ts'
import type { Observation, SupersededResult } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { findingsOf } from './open-case.ts'
import { contentOf, reportsIn } from './order-thread.ts'
import { type Blocking, selectThreads, type ThreadFact } from './store.ts'

type Row = Pick<ResultFact, 'analyte' | 'value' | 'unit' | 'of' | 'method' | 'uncertainty'>
/** What one event measured, and what was judged by looking with it. */
type Report = {
  readonly eventId: string | null
  readonly testedAt: Instant
  readonly productCode: string
  readonly rows: readonly (Row & { readonly isBelow?: boolean })[]
  readonly observations: readonly Observation[]
}
type Figure = SupersededResult['was']
type Found = Omit<SupersededResult, 'by' | 'at'> & { readonly at: Instant; readonly by: string | null }

export type SupersededAsked = {
  readonly batchId: BatchId
  readonly productCode: string
  /** Orders and cases of it and of what it was made of. */
  readonly about: readonly Blocking[]
  /** What was measured and not taken back, the nearest and newest first. */
  readonly standing: readonly ResultFact[]
}

/** The last first; as far as the reader may see the orders, the cases and the events. */
export async function supersededResults(
  tx: Tx,
  actor: Actor,
  { batchId, productCode, about, standing }: SupersededAsked,
  law: Pick<LawForChain, 'product'>,
): Promise<SupersededResult[]> {
  const { authorityId } = actor
  const idsOf = (kind: Blocking['kind']) => about.filter((one) => one.kind === kind).map(({ id }) => id)
  const threads = (kind: Blocking['kind']) => selectThreads(tx, authorityId, { kind, ids: idsOf(kind), limit: null })
  // What stood in a chamber says nothing of what lies in a store.
  const orders = (await threads('order')).filter((order) => !contentOf(order).study)
  const cases = await threads('case')
  const verdictOf = verdictsBy(law)
  const invalidated = cases.flatMap((one) => invalidatedBy(one, orders))
  const speaks = whatSpeaks(productCode, standing, orders)
  const isInvalidated = ({ test, eventId }: Named) =>
    invalidated.some((one) => one.test === test && one.was.eventId === (eventId && written(eventId)))
  const found = [
    ...orders.flatMap((order) => correctedIn(order, verdictOf)),
    ...invalidated,
    ...replacedBy(speaks, { orders, isInvalidated, verdictOf }),
    ...takenBackOf(await selectTakenBack(tx, authorityId, batchId), { speaks, orders, verdictOf }),
  ].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  const names = await lookUp(tx, authorityId, {
    ...nothingWanted(),
    parties: new Set(found.flatMap(({ by }) => by ?? [])),
  })
  return found.map(({ at, by, ...one }) => ({ ...one, at: at.toString(), by: by === null ? null : names.party(by) }))
}

const written = (eventId: string) => printId('event', trustId('event', eventId))
const refOf = (thread: ThreadFact) => ({ id: printId('quality', thread.threadId), number: thread.number })

function figuresIn({ eventId, rows, observations }: Report): Map<string, Figure> {
  const from = eventId && written(eventId)
  return new Map<string, Figure>([
    ...rows.map(({ analyte, value, unit, of, method, uncertainty, isBelow }): [string, Figure] => [
      analyte,
      { value, uncertainty, unit, of, method, conforms: null, ...(isBelow ? { isBelow } : {}), eventId: from },
    ]),
    ...observations.map(({ test, conforms, method }): [string, Figure] => [
      test,
      { value: null, uncertainty: null, unit: null, of: null, method, conforms, eventId: from },
    ]),
  ])
}

type VerdictOf = (report: Report, test: string) => SupersededResult['verdict']
/** Beside the specification of the day of the test. */
const verdictsBy =
  (law: Pick<LawForChain, 'product'>): VerdictOf =>
  ({ eventId, testedAt, productCode, rows, observations }, test) => {
    const seen = observations.find((one) => one.test === test)
    if (seen) return seen.conforms ? 'inside' : 'outside'
    const limits = law.product(productCode, legalDayOf(testedAt))?.specification ?? []
    const measured = rows.map((row) => ({ ...row, eventId: eventId ?? '' }))
    return compareWithSpecification(limits, measured).find(({ analyte }) => analyte === test)?.verdict ?? null
  }

function reportsOf(order: ThreadFact) {
  return reportsIn(order).map(({ received, rows, ...report }) => ({
    ...{ ...report, productCode: order.productCode ?? '', testedAt: report.at },
    // Each row was read from what was received in its place.
    rows: rows.map((row, at) => ({ ...row, isBelow: received[at]?.isBelow ?? false })),
  }))
}

const isSame = ({ eventId: _, ...one }: Figure, { eventId: __, ...other }: Figure) =>
  JSON.stringify(one) === JSON.stringify(other)

/** Of each report that another took the place of: what the other says differently, or says no more. */
function correctedIn(order: ThreadFact, verdictOf: VerdictOf): Found[] {
  const reports = reportsOf(order)
  return reports.slice(1).flatMap((next, at) => {
    const before = reports[at]! // The one before `next`.
    const after = figuresIn(next)
    return [...figuresIn(before)].flatMap(([test, was]): Found[] => {
      const became = after.get(test) ?? null
      if (became && isSame(was, became)) return []
      const { at: when, partyId, reason } = next
      return [
        {
          ...{ how: 'corrected', test, was, became, verdict: verdictOf(before, test) },
          ...{ at: when, by: partyId, reason, order: refOf(order), caseRef: null },
        },
      ]
    })
  })
}

/** What a case found, once somebody accepted that the laboratory erred and had it tested again. */
function invalidatedBy(found: ThreadFact, orders: readonly ThreadFact[]): Found[] {
  const accepted = found.steps.findLast(({ kind }) => kind === 'retested')
  if (found.state !== 'retest' || !accepted) return []
  const first = orders.find(({ threadId }) => threadId === found.refersId)
  const again = orders.find(({ refersId, state }) => refersId === found.threadId && state === 'confirmed')
  const [was, became] = [first, again].map((order) => order && reportsOf(order).at(-1))
  const reason = found.steps.findLast(({ kind }) => kind === 'explained')?.content['reason']
  const opened = found.steps[0]?.eventId ?? null
  return findingsOf(found).map(({ analyte, value, unit }) => ({
    ...{ how: 'invalidated', test: analyte, verdict: 'outside' },
    // A test without an order left its figure in its case alone.
    was: (was && figuresIn(was).get(analyte)) ?? {
      ...{ value, uncertainty: null, unit, of: null, method: '', conforms: value === null ? false : null },
      eventId: opened && written(opened),
    },
    became: (became && figuresIn(became).get(analyte)) ?? null,
    ...{ at: accepted.at, by: accepted.partyId, reason: typeof reason === 'string' ? reason : null },
    ...{ order: first ? refOf(first) : null, caseRef: refOf(found) },
  }))
}

type Named = { readonly test: string; readonly eventId: string | null }
type Spoken = Named & { readonly figure: Figure; readonly report: Report }

/** Of each test everything that was measured or seen and stands, the one that speaks first. */
function whatSpeaks(productCode: string, standing: readonly ResultFact[], orders: readonly ThreadFact[]) {
  const byTest = new Map<string, Spoken[]>()
  const add = (report: Report) => {
    for (const [test, figure] of figuresIn(report))
      byTest.set(test, [...(byTest.get(test) ?? []), { test, eventId: report.eventId, figure, report }])
  }
  for (const eventId of new Set(standing.map((one) => one.eventId))) {
    const rows = standing.filter((one) => one.eventId === eventId)
    add({ eventId, testedAt: rows[0]!.testedAt, productCode, rows, observations: [] }) // An event of `standing` has a row there.
  }
  for (const order of orders) {
    const last = order.state === 'confirmed' ? reportsOf(order).at(-1) : undefined
    if (last) add({ ...last, rows: [] }) // Its figures are among those that stand.
  }
  return byTest
}

type Beside = {
  readonly orders: readonly ThreadFact[]
  readonly verdictOf: VerdictOf
}

function replacedBy(
  speaks: ReadonlyMap<string, readonly Spoken[]>,
  { orders, verdictOf, isInvalidated }: Beside & { isInvalidated(one: Named): boolean },
): Found[] {
  return [...speaks.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const order = orders.find((one) => reportsIn(one).at(-1)?.eventId === first.eventId)
    return others
      .filter((one) => !isInvalidated(one))
      .map(
        ({ test, figure, report }): Found => ({
          ...{ how: 'replaced', test, was: figure, became: first.figure, verdict: verdictOf(report, test) },
          ...{ at: first.report.testedAt, by: order?.laboratoryId ?? null, reason: null },
          ...{ order: order ? refOf(order) : null, caseRef: null },
        }),
      )
  })
}

type TakenBack = Row & {
  readonly eventId: string
  readonly testedAt: Instant
  readonly productCode: string
  readonly at: Instant
  readonly by: PartyId
  readonly reason: string | null
}

/** Tests of samples of the batch and of what it was made of that were taken back, and why. */
async function selectTakenBack(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<TakenBack[]> {
  const { rows } = await sql<TakenBack>`
    with recursive up as (
      select ${batchId}::uuid as id
      union
      select d.parent_id from up join chain.batch_edge as d on d.authority_id = ${authorityId} and d.child_id = up.id
    )
    select r.event_id as "eventId", r.analyte, r.value, r.unit, r.measured_of as of, r.method, r.uncertainty, r.tested_at as "testedAt",
      s.product_code as "productCode", e.occurred_at as at, e.holder_id as by, said.act ->> 'reason' as reason
    from up
    join chain.batch_edge as d on d.authority_id = ${authorityId} and d.parent_id = up.id
    join chain.batch as s on s.authority_id = d.authority_id and s.batch_id = d.child_id and s.kind = 'sample'
    join chain.result as r on r.authority_id = s.authority_id and r.sample_id = s.batch_id
    join chain.correction as c on c.authority_id = r.authority_id and c.corrects_id = r.event_id
    join chain.event as e on e.authority_id = c.authority_id and e.event_id = c.event_id
    left join lateral chain.records_of(${authorityId}, array[c.event_id]) as said on true
    order by r.tested_at desc, r.event_id, r.analyte`.execute(tx)
  return rows
}

function takenBackOf(
  rows: readonly TakenBack[],
  { speaks, orders, verdictOf }: Beside & { readonly speaks: ReadonlyMap<string, readonly Spoken[]> },
): Found[] {
  const ofOrders = new Set(orders.flatMap(reportsIn).map(({ eventId }) => eventId))
  return rows
    .filter(({ eventId }) => !ofOrders.has(eventId))
    .map(({ analyte: test, eventId, testedAt, productCode, at, by, reason }): Found => {
      const own = rows.filter((one) => one.eventId === eventId)
      const report = { eventId, testedAt, productCode, rows: own, observations: [] }
      return {
        ...{ how: 'taken-back', test, was: figuresIn(report).get(test)!, verdict: verdictOf(report, test) }, // It is a row of that event.
        ...{ became: speaks.get(test)?.[0]?.figure ?? null, at, by, reason, order: null, caseRef: null },
      }
    })
}
