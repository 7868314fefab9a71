// The same request twice is one request. Not here: events of the chain, whose own id does this work (chain's door).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson, type Json, refuseNow } from '#kernel'
import { type Actor, subjectOf } from '../actor.ts'
import { platformProblems } from '../problems.ts'
import type { Tx } from './database.ts'

type KeyTables = {
  'platform.idempotency_key': {
    authority_id: string
    subject: string
    key: string
    content_sha256: Buffer
    answer: string
  }
}

/**
 * The first answer to this key, or `work` done and its answer kept for 90 days. `content` is everything the answer depends on,
 * the operation's name included. Keys belong to whoever sends them: nobody meets another's. Refuses `platform/key-reused`.
 *
 * Of two at the same moment the second waits at the insert, is turned away by `idempotency_key_once`, and `transaction`
 * runs it again: then it finds the first answer.
 */
export async function idempotent<Answer extends Json>(
  tx: Tx,
  actor: Pick<Actor, 'authorityId' | 'userId' | 'clientId' | 'wall'>,
  { key, content }: { readonly key: string; readonly content: Json },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const keys = tx.withTables<KeyTables>()
  const subject = subjectOf(actor)
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest()
  const earlier = await keys
    .selectFrom('platform.idempotency_key')
    .select(['content_sha256 as sha256', 'answer'])
    .where('authority_id', '=', actor.authorityId)
    .where('subject', '=', subject)
    .where('key', '=', key)
    .executeTakeFirst()
  if (earlier) {
    if (!earlier.sha256.equals(sha256)) refuseNow(platformProblems['key-reused'], { key })
    return JSON.parse(earlier.answer) as Answer // Written by the insert below, for this same content.
  }
  const answer = await work()
  await keys
    .insertInto('platform.idempotency_key')
    .values({
      authority_id: actor.authorityId,
      subject,
      key,
      content_sha256: sha256,
      answer: JSON.stringify(answer),
    })
    .execute()
  return answer
}

/** Drops what is older than 90 days, for every authority; how many. */
export async function forgetIdempotencyKeys(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ forgotten: bigint }>`select platform.forget_idempotency_keys() as forgotten`.execute(tx)
  return rows[0]?.forgotten ?? 0n
}
