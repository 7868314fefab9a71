// What a release turns on: results beside the specification and the label of the day, tests without a known limit, and what stands in the
// way. Not here: deciding (acts/quality.ts), and the certificate (certificates.ts).
import { type BatchId, legalDayOf, type PlainDate, printId, refuseNow, trustId } from '#kernel'
import type { Product } from '#law/contract'
import type { Actor, Tx } from '#platform'
import { verdictOf } from '#statistics'
import type { ResultFact } from '../acts/facts.ts'
import { bare } from '../bare-id.ts'
import type { ComparedRow, Observation, ReleaseDossier } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { batchRef } from '../refs.ts'
import { loadShelfLife } from '../stability/shelf-life-store.ts'
import { usualLastDay } from '../stability/within.ts'
import { findHold, selectBalances, selectBatches } from '../store/batches.ts'
import { selectSeen } from '../store/events.ts'
import { readResult } from '../store/facts.ts'
import { findResults } from '../store/family.ts'
import { certificatesFor } from './certificate-store.ts'
import { openCaseStates } from './open-case.ts'
import { openOrderStates, type QualityNeeds, resultOf } from './order-thread.ts'
import { type Compared, compareWithLabel, compareWithSpecification } from './specification.ts'
import { type Blocking, selectCapacity, selectQualityOf, selectThreads } from './store.ts'
import { supersededResults } from './superseded.ts'

export type Judged = Pick<ReleaseDossier, 'specification' | 'label' | 'unlimited' | 'verdict'>

/** Refuses `chain/unknown-batch`. */
export async function releaseDossier(
  tx: Tx,
  actor: Actor,
  { batchId }: { readonly batchId: BatchId },
  { law, now }: QualityNeeds,
): Promise<ReleaseDossier> {
  const { authorityId, userId } = actor
  const on = legalDayOf(now)
  const [row] = await selectBatches(tx, authorityId, {
    ids: [batchId],
    order: { by: 'opened', isDescending: true },
    limit: 1,
  })
  if (!row) return refuseNow(chainProblems['unknown-batch'], {})
  const product = law.product(row.productCode, on) ?? law.product(row.productCode, legalDayOf(row.openedAt))
  if (!product) return refuseNow(chainProblems['unknown-product'], { productCode: row.productCode })
  const results = (await findResults(tx, authorityId, batchId)).results.map(readResult)
  const about = await selectQualityOf(tx, authorityId, batchId)
  const judged = judge(product, results, await reportsOf(tx, actor, about))
  const asked = { batchId, productCode: row.productCode, about, standing: results }
  const superseded = await supersededResults(tx, actor, asked, law)
  // A number travels with the batch; the event behind it opens for who had a part in it.
  const behind = superseded
    .flatMap(({ was, became }) => [was.eventId, became?.eventId])
    .map((id) => id && bare('event', id))
  const seen = await selectSeen(tx, authorityId, [
    ...results.map(({ eventId }) => eventId),
    ...behind.flatMap((id) => id ?? []),
  ])
  const open = new Set([...seen].map((id) => printId('event', trustId('event', id))))
  const opened = <Row extends { readonly eventId: string | null }>(row: Row): Row =>
    row.eventId !== null && open.has(row.eventId) ? row : { ...row, eventId: null }
  const balances = await selectBalances(tx, authorityId, { batchId })
  const standing = (state: string) =>
    balances.filter(
      (one) => one.kind === 'stock' && one.state === state && one.ledger === 'material_mg' && one.amount > 0n,
    )
  const sum = (state: string) => `${standing(state).reduce((total, { amount }) => total + amount, 0n)}`
  const place = [...standing('quarantine'), ...standing('released')][0]?.premisesId ?? row.premisesId
  const certificates = await certificatesFor(tx, authorityId, batchId)
  const asksCapacity = law.quality.needsQualified(on) && userId !== null
  return {
    batch: batchRef(row),
    productCode: row.productCode,
    productName: product.name,
    on: on.toString(),
    quarantineMassMg: sum('quarantine'),
    releasedMassMg: sum('released'),
    premisesId: place && `pre_${place}`,
    ...judged,
    ...{ specification: judged.specification.map(opened), label: judged.label.map(opened) },
    unlimitedEvents: judged.unlimited.flatMap(({ test, value }) => {
      const measured = value === null ? undefined : results.find(({ analyte }) => analyte === test)
      const eventId = measured && printId('event', measured.eventId)
      return eventId && open.has(eventId) ? [{ test, eventId }] : []
    }),
    blocking: blockingOf(about).map(({ id, ...rest }) => ({ id: printId('quality', id), ...rest })),
    superseded: superseded.map((one) => ({ ...one, was: opened(one.was), became: one.became && opened(one.became) })),
    differences: balances
      .filter(({ kind, ledger }) => kind === 'difference' && ledger === 'material_mg')
      .map(({ accountId, state, amount }) => ({
        accountId: printId('account', trustId('account', accountId)),
        ...{ state, amountMg: `${amount}` },
      })),
    onHold: (await findHold(tx, authorityId, batchId)) !== null,
    certificates: certificates.map(({ number, state }) => ({ number, state })),
    isQualified: asksCapacity ? await selectCapacity(tx, authorityId, { userId, on: on.toString() }) : null,
    // Packs name their last day themselves; a release of them holds as long.
    expiresOn: (
      (row.kind === 'pack-lot' && row.expiresOn) ||
      (await holdsUntil(tx, actor, { batchId, on }, law.quality))
    ).toString(),
    nextCertificate: `COA-${on.year}-${row.name}`.slice(0, 40),
  }
}

/** As long as a release holds, and never longer than the study of the product says. */
async function holdsUntil(
  tx: Tx,
  actor: Actor,
  { batchId, on }: { readonly batchId: BatchId; readonly on: PlainDate },
  quality: QualityNeeds['law']['quality'],
): Promise<PlainDate> {
  const fact = quality.stability(on).limitsExpiry ? await loadShelfLife(tx, actor, batchId) : null
  return usualLastDay(fact, { on, months: quality.releaseMonths(on) })
}

export function blockingOf(about: readonly Blocking[]): Blocking[] {
  const open: readonly string[] = [...openOrderStates]
  const cases: readonly string[] = openCaseStates
  return about.filter(({ kind, state }) => (kind === 'order' ? open : cases).includes(state))
}

type Reports = {
  readonly observations: readonly Observation[]
  /** Whether the laboratory could tell only that there was less than the number. */
  isBelow(result: Pick<ResultFact, 'eventId' | 'analyte'> | null | undefined): boolean
}

/** Of orders whose result was confirmed, newest first: what the laboratory saw, and what it could not put a number to. */
export async function reportsOf(tx: Tx, actor: Actor, about: readonly Blocking[]): Promise<Reports> {
  const ids = about.filter(({ kind, state }) => kind === 'order' && state === 'confirmed').map(({ id }) => id)
  const orders =
    ids.length === 0 ? [] : await selectThreads(tx, actor.authorityId, { kind: 'order', ids, limit: ids.length })
  const reports = orders.map(resultOf)
  const nameOf = ({ eventId, analyte }: { readonly eventId: string | null; readonly analyte: string }) =>
    `${eventId} ${analyte}`
  const below = new Set(
    reports.flatMap(({ eventId, rows, received }) =>
      // Each row was read from what was received in its place.
      rows.flatMap(({ analyte }, at) => (received[at]?.isBelow ? nameOf({ eventId, analyte }) : [])),
    ),
  )
  return {
    observations: reports.flatMap(({ observations }) => observations),
    isBelow: (result) => !!result && below.has(nameOf(result)),
  }
}

export function judge(product: Product, results: readonly ResultFact[], { observations, isBelow }: Reports): Judged {
  const specification = compareWithSpecification(product.specification, results)
  const below = (result: ResultFact | null | undefined) => (isBelow(result) ? { isBelow: true as const } : {})
  const view = (row: Compared): ComparedRow => ({ ...viewCompared(row), ...below(row.result) })
  return {
    specification: specification.map(view),
    label: compareWithLabel(product, results).map(view),
    unlimited: product.unlimited.map(({ test, source }) => {
      const seen = observations.find((one) => one.test === test)
      const measured = results.find(({ analyte }) => analyte === test)
      return {
        ...{ test, source, conforms: seen?.conforms ?? null },
        ...{ value: measured?.value ?? null, unit: measured?.unit ?? null, ...below(measured) },
      }
    }),
    verdict: verdictOf(specification),
  }
}

export function viewCompared({ result, ...row }: Compared): ComparedRow {
  return {
    ...{
      analyte: row.analyte,
      min: row.min,
      max: row.max,
      unit: row.unit,
      of: row.of,
      rule: row.rule,
      source: row.source,
    },
    ...(row.methods ? { methods: [...row.methods] } : {}),
    ...{ value: result?.value ?? null, measuredOf: result?.of ?? null, uncertainty: result?.uncertainty ?? null },
    ...{
      method: result?.method ?? null,
      compared: row.compared,
      accepted: row.accepted,
      verdict: row.verdict,
      why: row.why,
    },
    ...{ testedAt: result?.testedAt.toString() ?? null, eventId: result && printId('event', result.eventId) },
  }
}
