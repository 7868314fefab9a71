// What of quality waits for someone: open cases, orders at the bench, signals, releases that end. Facts; the words belong to the web. Not
// here: the rest of the day's work (chain/agenda/work.ts).
import { sql } from 'kysely'
import { type BatchId, type PlainDate, printId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkKind, WorkSection } from '#platform/contract'
import type { LawForChain } from '../law.ts'
import { countThreads, selectThreads, type ThreadFact } from './store.ts'

type Asked = { readonly law: LawForChain; readonly today: PlainDate; readonly itemsMax: number }

export const qualityWorkKinds = ['quality-cases', 'orders-to-test', 'quality-signals', 'releases-ending'] as const
export type QualityWorkKind = (typeof qualityWorkKinds)[number] & WorkKind

export async function qualityWork(tx: Tx, actor: Actor, kind: QualityWorkKind, asked: Asked): Promise<WorkSection> {
  switch (kind) {
    case 'quality-cases':
      return threads(tx, actor, { kind, of: 'case', states: ['open', 'explained'], href: '/quality' }, asked)
    case 'orders-to-test':
      return threads(
        tx,
        actor,
        { kind, of: 'order', states: ['ordered', 'received', 'in-test', 'result'], href: '/bench' },
        asked,
      )
    case 'quality-signals':
      return threads(tx, actor, { kind, of: 'signal', states: ['raised'], href: '/quality' }, asked)
    case 'releases-ending':
      return endingReleases(tx, actor, asked)
    default:
      return kind satisfies never
  }
}

type Wish = {
  readonly kind: WorkKind
  readonly of: 'case' | 'order' | 'signal'
  readonly states: readonly string[]
  readonly href: string
}

async function threads(
  tx: Tx,
  actor: Actor,
  { kind, of, states, href }: Wish,
  { law, today, itemsMax }: Asked,
): Promise<WorkSection> {
  const { authorityId } = actor
  const rows = await selectThreads(tx, authorityId, { kind: of, states, oldestFirst: true, limit: itemsMax })
  const count = rows.length < itemsMax ? rows.length : await countThreads(tx, authorityId, { kind: of, states })
  const items = rows.map((row): WorkItem => {
    const id = printId('quality', row.threadId)
    return {
      ...{ id, title: row.number, since: row.openedAt.toString(), href: hrefOf(of, row) },
      subtitle: law.product(row.productCode ?? '', today)?.name ?? row.productCode ?? '',
      ...(row.steps[0]?.dueOn ? { dueOn: row.steps[0].dueOn } : {}),
    }
  })
  return { kind, count, items, href }
}

/** A signal's chart is one click away. */
function hrefOf(of: Wish['of'], { threadId, productCode, steps }: ThreadFact): string {
  const id = printId('quality', threadId)
  if (of === 'case') return `/quality/cases/${id}`
  if (of === 'order') return `/bench?order=${id}`
  const { studyId, analyte } = steps[0]?.content ?? {}
  if (typeof studyId === 'string') return `/quality/stability/${studyId}`
  return `/composition?product=${productCode ?? ''}&analyte=${typeof analyte === 'string' ? analyte : ''}`
}

type Ending = { batchId: BatchId; name: string; productCode: string; endsOn: PlainDate | null; count: bigint }

/** Released stock whose release ends soon: a retest in time keeps it on the market. What history released without a last day waits for one. */
async function endingReleases(tx: Tx, { authorityId }: Actor, { law, today, itemsMax }: Asked): Promise<WorkSection> {
  const warningDays = law.quality?.retestWarningDays(today) ?? 0
  const { rows } = await sql<Ending>`
    select b.batch_id as "batchId", b.name, b.product_code as "productCode", last.ends as "endsOn", count(*) over () as count
    from (
      select distinct on (v.batch_id) v.batch_id, v.expires_on as ends, v.verdict
      from chain.verdict as v
      where v.authority_id = ${authorityId}
        and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
      order by v.batch_id, v.decided_at desc, v.event_id desc) as last
    join chain.batch as b on b.authority_id = ${authorityId} and b.batch_id = last.batch_id
    where last.verdict = 'released'
      and (last.ends <= ${today.add({ days: warningDays }).toString()}::date or (last.ends is null and b.expires_on is null))
      and exists (
        select from chain.account as a
        join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
        where a.authority_id = ${authorityId} and a.batch_id = b.batch_id and a.kind = 'stock' and a.state = 'released' and n.amount > 0)
    order by last.ends nulls first, b.batch_id
    limit ${itemsMax}`.execute(tx)
  const items = rows.map(
    ({ batchId, name, productCode, endsOn }): WorkItem => ({
      ...{ id: printId('batch', batchId), title: name },
      ...(endsOn === null ? {} : { dueOn: endsOn.toString() }),
      subtitle: law.product(productCode, today)?.name ?? productCode,
      href: `/batches/${printId('batch', batchId)}/release`,
    }),
  )
  return { kind: 'releases-ending', count: Number(rows[0]?.count ?? 0n), items }
}
