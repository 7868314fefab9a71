// The only SQL of quality's threads and steps. Not here: what may follow what (orders.ts, cases.ts, certificates.ts).
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import {
  type AuthorityId,
  type BatchId,
  canonicalJson,
  type EventId,
  type Instant,
  type Json,
  legalDayOf,
  newId,
  type PartyId,
  printId,
  type QualityId,
  refuseNow,
  type StepId,
  saltLength,
  trustId,
} from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import { qualityProblems } from './problems.ts'

export const threadKinds = [
  'order',
  'case',
  'certificate',
  'study',
  'signal',
  'appointment',
  'supply',
  'exclusion', // of a batch from the baseline of a chart
] as const
export type ThreadKind = (typeof threadKinds)[number]

export type StepFact = {
  readonly step: number
  readonly stepId: StepId
  readonly kind: string
  readonly state: string
  readonly at: Instant
  readonly actorId: string | null
  readonly partyId: PartyId
  readonly eventId: string | null
  readonly dueOn: string | null
  readonly content: { readonly [key: string]: Json }
}
export type ThreadFact = {
  readonly threadId: QualityId
  readonly kind: ThreadKind
  readonly number: string
  readonly batchId: BatchId | null
  readonly sampleId: BatchId | null
  readonly productCode: string | null
  readonly holderId: PartyId
  /** The other party beside the holder: the laboratory; of an order form the supplier. */
  readonly laboratoryId: PartyId | null
  readonly refersId: QualityId | null
  readonly subject: string
  readonly openedAt: Instant
  readonly state: string
  readonly steps: readonly StepFact[]
}

export type ThreadWish = {
  readonly kind?: ThreadKind
  readonly ids?: readonly string[]
  readonly numbers?: readonly string[]
  readonly states?: readonly string[]
  /** Beside those in `states`: so many of the newest of that `kind`, whatever their state. */
  readonly orNewest?: number
  readonly batchId?: string
  readonly sampleIds?: readonly string[]
  readonly refersTo?: readonly string[]
  readonly subject?: string
  /** Whose it is, or who stands beside that: of an order form either side. */
  readonly partyId?: string
  /** Part of its number. */
  readonly numberHolds?: string
  /** A step of it goes with this event of the ledger. */
  readonly eventId?: string
  /** Oldest first; else newest first. */
  readonly oldestFirst?: boolean
  /** Null: all there are, however many. */
  readonly limit: number | null
}

type Row = Omit<ThreadFact, 'steps' | 'openedAt'> & {
  openedAt: Instant
  steps: (Omit<StepFact, 'at' | 'content'> & { at: string; record: string })[]
}

/** Of a list that is looked at and not paged through: whatever is open, and so many of the newest beside it. What is older is found by its batch. */
export const openOrNewest = (open: readonly string[]) => ({ states: open, orNewest: newestMax, limit: null })
const newestMax = 100

/** What this reader may see of it, with every step in order. */
export async function selectThreads(tx: Tx, authorityId: AuthorityId, wish: ThreadWish): Promise<ThreadFact[]> {
  const {
    kind,
    ids,
    numbers,
    states,
    orNewest,
    batchId,
    sampleIds,
    refersTo,
    subject,
    partyId,
    numberHolds,
    eventId,
    oldestFirst = false,
    limit,
  } = wish
  const conditions = [sql`t.authority_id = ${authorityId}`]
  if (kind) conditions.push(sql`t.kind = ${kind}`)
  if (ids) conditions.push(sql`t.thread_id = any (${[...ids]}::uuid[])`)
  if (numbers) conditions.push(sql`t.number = any (${[...numbers]}::text[])`)
  if (batchId) conditions.push(sql`t.batch_id = ${batchId}`)
  if (sampleIds) conditions.push(sql`t.sample_id = any (${[...sampleIds]}::uuid[])`)
  if (refersTo) conditions.push(sql`t.refers_id = any (${[...refersTo]}::uuid[])`)
  if (subject) conditions.push(sql`t.subject = ${subject}`)
  /** What narrows the list narrows the newest as well: the newest of these, not these of the newest. */
  const narrowed = (thread: RawBuilder<unknown>) => [
    ...(partyId ? [sql`(${thread}.holder_id = ${partyId} or ${thread}.laboratory_id = ${partyId})`] : []),
    ...(numberHolds ? [sql`position(lower(${numberHolds}) in lower(${thread}.number)) > 0`] : []),
  ]
  conditions.push(...narrowed(sql`t`))
  if (eventId)
    conditions.push(sql`t.thread_id in (
      select s.thread_id from chain.quality_step as s where s.authority_id = ${authorityId} and s.event_id = ${eventId})`)
  const isByKey = [ids, numbers, batchId, sampleIds, refersTo, subject, eventId].some((one) => one !== undefined)
  if (states && isByKey) conditions.push(sql`last.state = any (${[...states]}::text[])`)
  // What stands in a state is read alone, thread by thread: never all there ever were.
  const wanted = states && !isByKey ? [standingIn(authorityId, { states, ...(kind ? { kind } : {}) })] : []
  if (wanted.length > 0 && orNewest !== undefined) {
    const newest = sql.ref('newest')
    const all = [sql`newest.authority_id = ${authorityId}`, ...(kind ? [sql`newest.kind = ${kind}`] : [])]
    wanted.push(sql`
      (select newest.thread_id from chain.quality_thread as newest
        where ${sql.join([...all, ...narrowed(newest)], sql` and `)}
        order by newest.opened_at desc, newest.thread_id desc limit ${orNewest})`)
  }
  const threads =
    wanted.length > 0
      ? sql`(${sql.join(wanted, sql` union `)}) as wanted
        cross join lateral (
          select own.* from chain.quality_thread as own where own.authority_id = ${authorityId} and own.thread_id = wanted.thread_id
          offset 0) as t`
      : sql`chain.quality_thread as t`
  const { rows } = await sql<Row>`
    select t.thread_id as "threadId", t.kind, t.number, t.batch_id as "batchId", t.sample_id as "sampleId",
      t.product_code as "productCode", t.holder_id as "holderId", t.laboratory_id as "laboratoryId", t.refers_id as "refersId",
      t.subject, t.opened_at as "openedAt", last.state, (
        select jsonb_agg(jsonb_build_object('step', s.step, 'stepId', s.step_id, 'kind', s.kind, 'state', s.state, 'at', s.at,
          'actorId', s.actor_id, 'partyId', s.party_id, 'eventId', s.event_id, 'dueOn', s.due_on, 'record', s.record) order by s.step)
        from chain.quality_step as s where s.authority_id = t.authority_id and s.thread_id = t.thread_id) as steps
    from ${threads}
    join lateral (
      select s.state from chain.quality_step as s
      where s.authority_id = t.authority_id and s.thread_id = t.thread_id order by s.step desc limit 1) as last on true
    where ${sql.join(conditions, sql` and `)}
    order by ${oldestFirst ? sql`t.opened_at, t.thread_id` : sql`t.opened_at desc, t.thread_id desc`}
    limit ${limit}`.execute(tx)
  return rows.map(({ steps, ...row }) => ({
    ...row,
    steps: steps.map(({ record, at, ...step }) => ({
      ...step,
      at: Temporal.Instant.from(at),
      content: (JSON.parse(record) as { content: StepFact['content'] }).content, // Written by `recordOf` below.
    })),
  }))
}

/** The threads whose last step says one of these, as it is kept beside the steps. */
const standingIn = (
  authorityId: AuthorityId,
  { kind, states }: { readonly kind?: ThreadKind; readonly states: readonly string[] },
): RawBuilder<unknown> => sql`
  select k.thread_id from chain.thread_state as k
  where k.authority_id = ${authorityId} and ${kind ? sql`k.kind = ${kind}` : sql`true`} and k.state = any (${[...states]}::text[])`

export async function countThreads(
  tx: Tx,
  authorityId: AuthorityId,
  asked: { readonly kind: ThreadKind; readonly states: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (${standingIn(authorityId, asked)}) as standing`.execute(tx)
  return rows[0]?.n ?? 0
}

export type NewThread = Pick<
  ThreadFact,
  'kind' | 'batchId' | 'sampleId' | 'productCode' | 'holderId' | 'laboratoryId'
> & {
  readonly number: string
  readonly refersId?: QualityId | null
  readonly subject?: string
}
export type NewStep = {
  readonly kind: string
  readonly state: string
  readonly at: Instant
  readonly content: StepFact['content']
  readonly eventId?: string | null
  readonly dueOn?: string | null
}

/** Opens a thread with its first step. */
export async function openThread(tx: Tx, actor: Actor, thread: NewThread, step: NewStep): Promise<ThreadFact> {
  const threadId = newId('quality')
  const opened: ThreadFact = {
    ...{ ...thread, refersId: thread.refersId ?? null, subject: thread.subject ?? '' },
    ...{ threadId, openedAt: step.at, state: step.state, steps: [] },
  }
  const added = await post(tx, actor, opened, { step, isNew: true })
  return { ...opened, steps: [added] }
}

/** One step more. Whoever comes second to the same step hears `quality-moved-on`. */
export async function addStep(tx: Tx, actor: Actor, thread: ThreadFact, step: NewStep): Promise<ThreadFact> {
  const added = await post(tx, actor, thread, { step, isNew: false })
  return { ...thread, state: step.state, steps: [...thread.steps, added] }
}

async function post(
  tx: Tx,
  actor: Actor,
  thread: ThreadFact,
  { step, isNew }: { readonly step: NewStep; readonly isNew: boolean },
): Promise<StepFact> {
  const stepId = newId('step')
  const partyId = actor.partyId ?? thread.holderId
  const fact: StepFact = {
    ...{
      stepId,
      step: thread.steps.length + 1,
      kind: step.kind,
      state: step.state,
      at: step.at,
      content: step.content,
    },
    ...{ actorId: actor.userId ?? actor.clientId, partyId, eventId: step.eventId ?? null, dueOn: step.dueOn ?? null },
  }
  const threads = isNew
    ? [
        {
          ...{
            id: thread.threadId,
            kind: thread.kind,
            number: thread.number,
            batch: thread.batchId,
            sample: thread.sampleId,
          },
          ...{ product: thread.productCode, holder: thread.holderId, laboratory: thread.laboratoryId },
          ...{ refers: thread.refersId, subject: thread.subject, at: thread.openedAt.toString() },
        },
      ]
    : []
  const steps = [
    {
      ...{
        thread: thread.threadId,
        step: fact.step,
        id: stepId,
        kind: fact.kind,
        state: fact.state,
        at: fact.at.toString(),
      },
      ...{ actor: fact.actorId, party: partyId, event: fact.eventId, due: fact.dueOn },
      ...{ record: recordOf(actor, thread, fact), salt: randomBytes(saltLength).toString('base64') },
    },
  ]
  try {
    // Of a study its holder and its laboratory raise a signal; of a chart the authority alone.
    const isOfStudy = isNew && thread.kind === 'signal' && thread.refersId !== null
    const door = isOfStudy ? sql`chain.post_study_signal` : sql`chain.post_quality`
    await sql`select ${door}(${actor.authorityId}, ${JSON.stringify(threads)}::jsonb, ${JSON.stringify(steps)}::jsonb)`.execute(
      tx,
    )
  } catch (error) {
    if (databaseError(error)?.constraint === 'quality_step_key') refuseNow(qualityProblems['quality-moved-on'], {})
    throw error
  }
  return fact
}

/** What a thread is and for whom, said once, as it is opened. `other`: the party beside the holder, a laboratory or of an order form the supplier. */
function openedOf({ holderId, laboratoryId, productCode, refersId, subject }: ThreadFact): Json {
  return {
    holder: printId('party', holderId),
    other: laboratoryId && printId('party', laboratoryId),
    product: productCode,
    refers: refersId && printId('quality', refersId),
    subject,
  }
}

/** What is hashed. People and parties by opaque id alone; a certificate is its own record, so that whoever has it can hash it. */
function recordOf(actor: Actor, thread: ThreadFact, step: StepFact): string {
  return canonicalJson({
    format: 'grein-quality/1',
    authority: printId('authority', actor.authorityId),
    thread: printId('quality', thread.threadId),
    kind: thread.kind,
    number: thread.number,
    batch: thread.batchId && printId('batch', thread.batchId),
    sample: thread.sampleId && printId('batch', thread.sampleId),
    opened: step.step === 1 ? openedOf(thread) : undefined,
    step: step.step,
    did: step.kind,
    state: step.state,
    at: step.at.toString(),
    by: printId('party', step.partyId),
    actor: step.actorId,
    event: step.eventId && printId('event', trustId('event', step.eventId)),
    dueOn: step.dueOn,
    content: step.content,
  })
}

export async function nextNumber(tx: Tx, authorityId: AuthorityId, prefix: string, at: Instant): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select chain.next_quality_number(${authorityId}, ${prefix}, ${legalDayOf(at).year}) as number`.execute(tx)
  return rows[0]!.number // A function that returns a text returns one row.
}

export type Blocking = {
  readonly id: QualityId
  readonly kind: 'order' | 'case'
  readonly number: string
  readonly state: string
}

/** Orders and cases about a batch and what it was made of, each with its last state. */
export async function selectQualityOf(tx: Tx, authorityId: AuthorityId, batchId: BatchId): Promise<Blocking[]> {
  const { rows } = await sql<Blocking>`
    select thread_id as id, kind, number, state from chain.quality_of(${authorityId}, ${batchId})`.execute(tx)
  return rows
}

/** The order whose last report is this event, as far as the reader may see it. */
export async function orderOfResult(
  tx: Tx,
  authorityId: AuthorityId,
  eventId: EventId,
): Promise<{ readonly number: string; readonly state: string } | null> {
  const { rows } = await sql<{ number: string; state: string }>`
    select t.number, (
      select last.state from chain.quality_step as last
      where last.authority_id = t.authority_id and last.thread_id = t.thread_id order by last.step desc limit 1) as state
    from chain.quality_step as s
    join chain.quality_thread as t on t.authority_id = s.authority_id and t.thread_id = s.thread_id and t.kind = 'order'
    where s.authority_id = ${authorityId} and s.event_id = ${eventId} and s.kind = 'result'`.execute(tx)
  return rows[0] ?? null
}

export async function selectCapacity(
  tx: Tx,
  authorityId: AuthorityId,
  { userId, on }: { readonly userId: string; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select chain.has_capacity(${authorityId}, ${userId}, 'qualified-person', ${on}::date) as has`.execute(tx)
  return rows[0]?.has ?? false
}

/** The batch a sample was taken of, for whoever may see that. */
export async function parentOf(tx: Tx, authorityId: AuthorityId, sampleId: BatchId): Promise<BatchId | null> {
  const { rows } = await sql<{ id: string }>`
    select parent_id as id from chain.batch_edge where authority_id = ${authorityId} and child_id = ${sampleId} limit 1`.execute(
    tx,
  )
  return rows[0] ? trustId('batch', rows[0].id) : null
}
