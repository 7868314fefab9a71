// A write under an `Idempotency-Key`: done once, answered as often as it is asked. Not here: keeping the answers (platform), and acts (their event id is their key).
import type { Json } from '#kernel'
import { type Actor, idempotent, type Tx } from '#platform'

/** The first answer again for the same key, operation and content; without a key it is done each time. Refuses the key with other content. */
export function once<Answer extends Json>(
  tx: Tx,
  actor: Actor,
  { key, operation, about }: { readonly key: string | null; readonly operation: string; readonly about: Json },
  work: () => Promise<Answer>,
): Promise<Answer> {
  return key === null ? work() : idempotent<Answer>(tx, actor, { key, content: { operation, about } }, work)
}
