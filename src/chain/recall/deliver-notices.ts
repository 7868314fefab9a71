// Posts notices of recalls to the programs that want them, signed, and writes down what came of each call. Not here: the way out (platform), and
// what a person answers (notices.ts). At least once: a notice may come twice after a crash, and its recallId says that it is the same.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Instant, newId, type PartyId, printId, type RecallId } from '#kernel'
import { type Actor, type Database, type Posted, type Poster, recordLeaf, signBody, withdrawnClients } from '#platform'
import type { RecallMessage, RecallPosting } from '../contract.ts'
import { type DestinationFact, type DestinationId, type DueCall, selectDueCalls } from './destination-store.ts'
import { readNotice } from './notices.ts'
import { printRecall } from './tell.ts'

export type NoticeDelivery = {
  readonly database: Database
  /** The house. */
  readonly actor: Actor
  readonly poster: Poster
  readonly now: () => Temporal.Instant
}

/** So many calls at once: one slow receiver must not keep the others waiting. */
const atOnceMax = 8

/** One round over all that are due; says how many were taken. */
export async function deliverNotices(options: NoticeDelivery): Promise<number> {
  const { database, actor, now } = options
  const due = await database.transaction(actor, (tx) => selectDueCalls(tx, actor.authorityId, now()))
  if (due.length === 0) return 0
  const subjects = due.map(({ subject }) => subject)
  const withdrawn = await database.transaction(actor, (tx) => withdrawnClients(tx, actor.authorityId, subjects))
  const queue = [...due]
  let delivered = 0
  const work = async () => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      if (withdrawn.has(call.subject)) await end(options, call)
      else if ((await deliverOne(options, call)).outcome === 'delivered') delivered += 1
    }
  }
  await Promise.all(Array.from({ length: atOnceMax }, work))
  return delivered
}

async function deliverOne(options: NoticeDelivery, call: DueCall): Promise<RecallPosting> {
  const { database, actor, now } = options
  // Behind the wall of whoever it is for: what they may not see is not sent to them.
  const standing: Actor = { ...actor, wall: 'holder', partyId: call.holderId }
  const notice = await database.transaction(standing, (tx) =>
    readNotice(tx, standing, { recallId: call.recallId, now: now() }),
  )
  return post(options, call, { kind: notice.kind, notice, recallId: call.recallId })
}

/** A call that says it is a test, made at once: whoever registered sees what came of it. */
export function tryDestination(
  options: NoticeDelivery,
  destination: Pick<DestinationFact, 'destinationId' | 'holderId' | 'dest'>,
): Promise<RecallPosting> {
  return post(options, destination, { kind: 'test', notice: null, recallId: null })
}

type Where = { readonly destinationId: DestinationId; readonly holderId: PartyId; readonly dest: string }
type What = Pick<RecallMessage, 'kind' | 'notice'> & { readonly recallId: RecallId | null }

async function post(options: NoticeDelivery, where: Where, { kind, notice, recallId }: What): Promise<RecallPosting> {
  const { database, actor, poster, now } = options
  const token = await database.transaction(actor, (tx) =>
    sql<{
      token: string
    }>`select chain.recall_destination_token(${actor.authorityId}, ${where.holderId}, ${where.destinationId}) as token`
      .execute(tx)
      .then(({ rows }) => rows[0]?.token ?? ''),
  )
  const postingId = newId('document')
  const sentAt = now()
  const message: RecallMessage = {
    format: 'grein-recall-notice/1',
    kind,
    postingId: printId('document', postingId),
    destinationId: printId('destination', where.destinationId),
    sentAt: sentAt.toString(),
    notice,
  }
  const body = JSON.stringify(message)
  const posted = await poster.post(where.dest, body, {
    'content-type': 'application/json',
    'user-agent': 'grein',
    'gs1-signature': signBody(body, token, sentAt), // The same header and form as answers to EPCIS subscriptions: one check serves both.
  })
  const at = now()
  const { outcome, detail } = outcomeOf(posted)
  await note(options, { where, recallId, postingId, outcome, detail, at, body })
  if (posted.kind === 'answered' && posted.status === 410) await end(options, where)
  return { at: at.toString(), outcome, detail, recallId: recallId && printRecall(recallId) }
}

function outcomeOf(posted: Posted): Pick<RecallPosting, 'outcome' | 'detail'> {
  switch (posted.kind) {
    case 'answered':
      return {
        outcome: posted.status >= 200 && posted.status < 300 ? 'delivered' : 'failed',
        detail: `${posted.status}`,
      }
    case 'not-allowed':
      return { outcome: 'failed', detail: `not-allowed: ${posted.why}` }
    case 'failed':
      return { outcome: 'failed', detail: posted.why.slice(0, 200) }
    default:
      return posted satisfies never
  }
}

type Noted = Omit<RecallPosting, 'at' | 'recallId'> & {
  readonly where: Where
  readonly recallId: RecallId | null
  readonly postingId: string
  readonly at: Instant
  readonly body: string
}

/** That a machine took a notice is evidence, and a leaf; it is no answer of a person. */
async function note(
  { database, actor }: NoticeDelivery,
  { where: { holderId, destinationId }, recallId, postingId, outcome, detail, at, body }: Noted,
): Promise<void> {
  const row = { id: postingId, holder: holderId, destination: destinationId, recall: recallId, outcome, detail }
  await database.transaction(actor, async (tx) => {
    await sql`select chain.put_recall_posting(${actor.authorityId}, ${JSON.stringify({ ...row, at: at.toString() })}::jsonb)`.execute(
      tx,
    )
    if (recallId === null || outcome !== 'delivered') return
    const record = {
      format: 'grein-recall-posting/1',
      recall: printRecall(recallId),
      holder: printId('party', holderId),
      destination: printId('destination', destinationId),
      takenAt: at.toString(),
      status: detail,
      bodySha256: createHash('sha256').update(body).digest('hex'),
    }
    await recordLeaf(tx, actor, { entryId: postingId, partyId: holderId, record })
  })
}

/** Whoever says "gone" wants no more of it, and a program that was withdrawn is called no more. */
async function end({ database, actor, now }: NoticeDelivery, { holderId, destinationId }: Where): Promise<void> {
  await database.transaction(actor, (tx) =>
    sql`select chain.end_recall_destination(${actor.authorityId}, ${holderId}, ${destinationId}, ${now()})`.execute(tx),
  )
}
