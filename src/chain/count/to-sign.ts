// What waits for a second signature, as work for whoever may give it. Not here: signing (acts/sign.ts).
import { type PlainDate, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkSection } from '#platform/contract'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectToSign } from '../store/signatures.ts'

/** A holder's own, from the first day; of everybody, for staff, what is late. The kind of act is the subtitle: its words belong to the web. */
export async function signaturesToGive(
  tx: Tx,
  actor: Actor,
  { today, itemsMax }: { readonly today: PlainDate; readonly itemsMax: number },
): Promise<WorkSection> {
  const rows = await selectToSign(tx, actor, { limit: itemsMax, dueBefore: actor.wall === 'staff' ? today : null })
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'signatures-to-give',
    count: Number(rows[0]?.count ?? 0n),
    items: rows.map(({ eventId, kind, premisesId, occurredAt, dueOn }) => ({
      id: printId('event', trustId('event', eventId)),
      title: names.premises(premisesId).name,
      subtitle: kind,
      dueOn: dueOn.toString(),
      since: occurredAt.toString(),
      href: `/events/${printId('event', trustId('event', eventId))}`,
    })),
  }
}
