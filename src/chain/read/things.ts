// What an id stands for, whatever it is: its name, and the screen that shows it to staff. Not here: whether the reader may see it; the walls say that, and
// what they hide has no name.
import { type IdName, printId, trustId } from '#kernel'
import { exemptionNumbers, registerNames } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { DeniedThing } from '#platform/contract'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectThings, type ThingRow } from '../store/things.ts'

/** By bare id; what is not there, or not the reader's to see, is left out. */
export async function nameThings(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeniedThing>> {
  if (ids.length === 0) return new Map()
  const rows = await selectThings(tx, actor.authorityId, ids)
  const wanted = nothingWanted()
  for (const { senderId, receiverId } of rows)
    for (const partyId of [senderId, receiverId]) if (partyId) wanted.parties.add(partyId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  const nameOf = ({ name, senderId, receiverId }: ThingRow) =>
    senderId && receiverId ? `${names.party(senderId).name} – ${names.party(receiverId).name}` : name
  const registers = await registerNames(tx, actor.authorityId, { parties: ids, premises: ids })
  const printed = (name: IdName, id: string) => printId(name, trustId(name, id))
  return new Map<string, DeniedThing>([
    ...rows.map((row): [string, DeniedThing] => {
      const { id, kind } = row
      return [id, { kind, name: nameOf(row), href: hrefOf(row) }]
    }),
    ...[...registers.parties].map(([id, name]): [string, DeniedThing] => [
      id,
      { kind: 'party', name, href: `/holders/${printed('party', id)}` },
    ]),
    ...[...registers.premises].map(([id, name]): [string, DeniedThing] => [
      id,
      { kind: 'premises', name, href: `/ledger?premises=${printed('premises', id)}` },
    ]),
    ...[...(await exemptionNumbers(tx, actor.authorityId, ids))].map(([id, name]): [string, DeniedThing] => [
      id,
      { kind: 'exemption', name, href: `/exemptions/${printed('exemption', id)}` },
    ]),
  ])
}

function hrefOf({ kind, id, name }: ThingRow): string {
  const printed = (as: IdName) => printId(as, trustId(as, id))
  switch (kind) {
    case 'batch':
      return `/batches/${printed('batch')}`
    case 'event':
      return `/events/${printed('event')}`
    case 'shipment':
      return `/shipments/${printed('shipment')}`
    case 'account':
      return `/ledger/${printed('account')}`
    case 'recall':
      return `/recalls/${printed('recall')}`
    case 'order-form':
      return `/orders/${encodeURIComponent(name)}`
    case 'certificate':
      return `/certificates/${encodeURIComponent(name)}`
    case 'test-order':
      return `/quality/orders/${printed('quality')}`
    case 'case':
      return `/quality/cases/${printed('quality')}`
    case 'study':
      return `/quality/stability/${printed('quality')}`
    default:
      return kind satisfies never
  }
}
