// The names in a file and what they stand for: premises by GLN (as EPCIS writes it too) or name, batches by the name on their label, shipments under way. What is
// looked up is what the sender may see. Not here: whether the act may be done with it.
import { sql } from 'kysely'
import { type BatchId, type Instant, parseId, printId, type ShipmentId, trustId } from '#kernel'
import { listParties } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { StockState } from '../contract.ts'
import { readPlaceName } from '../epcis/places/forms.ts'
import { selectShipments } from '../store/shipments.ts'
import type { Read } from './cells.ts'

export type PremisesFound = { readonly premisesId: string; readonly partyId: string }
export type Arrival = {
  readonly shipmentId: string
  /** When it was received; null: it is under way. */
  readonly receivedAt: Instant | null
  readonly premisesId: string
  readonly lines: readonly { readonly batchId: string; readonly state: StockState }[]
}

/** What the texts of a file may stand for, read once for all its rows. Ids are printed ones. */
export type Refs = {
  /** `whose`: 'mine' looks among the sender's own alone. */
  premises(text: string, whose: 'mine' | 'anyone'): Read<PremisesFound>
  batch(text: string): Read<string>
  /** The shipments under way to the sender, the oldest first, and what it received last: the same file may come again. */
  readonly arrivals: readonly Arrival[]
}

/** As many pages as a register of a country has, and then some. */
const pagesMax = 50
const arrivalsMax = 500

export async function loadRefs(
  tx: Tx,
  actor: Actor,
  { batchNames, readsArrivals }: { readonly batchNames: readonly string[]; readonly readsArrivals: boolean },
): Promise<Refs> {
  const places = await loadPlaces(tx, actor)
  const batches = await loadBatches(tx, actor, batchNames)
  return {
    arrivals: readsArrivals ? await loadArrivals(tx, actor) : [],
    premises(text, whose) {
      const among = whose === 'mine' && actor.partyId ? places.filter(({ isMine }) => isMine) : places
      const named = readPlaceName(text)
      const asked =
        named.kind === 'gln'
          ? named.gln
          : named.kind === 'ours'
            ? printId('premises', trustId('premises', named.id))
            : text.toLowerCase()
      const found = among.filter(({ gln, name, premisesId }) => [gln, name.toLowerCase(), premisesId].includes(asked))
      const [one, other] = found
      if (other)
        return fault(
          'Er zijn meer locaties met deze naam. Schrijf het GLN.',
          'There are several premises of this name. Write the GLN.',
        )
      return one ? { value: one } : unknownPlace(whose)
    },
    batch(text) {
      const found = batches.get(text.toLowerCase()) ?? []
      const [one, other] = found
      if (other !== undefined)
        return fault(
          `Er zijn meer partijen die zo heten. Schrijf het nummer: ${found.join(' of ')}.`,
          `Several batches have this name. Write the id: ${found.join(' or ')}.`,
        )
      return one === undefined
        ? fault(
            'U hebt of had geen partij met deze naam. Schrijf de naam zoals die op het etiket staat.',
            'You have or had no batch of this name. Write the name as it stands on the label.',
          )
        : { value: one }
    },
  }
}

const fault = (nl: string, en: string): { readonly fault: { nl: string; en: string } } => ({ fault: { nl, en } })

const unknownPlace = (whose: 'mine' | 'anyone') =>
  whose === 'mine'
    ? fault('U hebt geen locatie met dit GLN of deze naam.', 'You have no premises with this GLN or this name.')
    : fault('Er is geen locatie met dit GLN of deze naam.', 'There are no premises with this GLN or this name.')

type Place = PremisesFound & { readonly gln: string | null; readonly name: string; readonly isMine: boolean }

async function loadPlaces(tx: Tx, actor: Actor): Promise<Place[]> {
  const mine = actor.partyId ? printId('party', actor.partyId) : null
  const places: Place[] = []
  let cursor: string | undefined
  for (let page = 0; page < pagesMax; page++) {
    const { items, nextCursor } = await listParties(tx, actor, { limit: 200, ...(cursor ? { cursor } : {}) })
    for (const { partyId, premises } of items)
      for (const { premisesId, gln, name } of premises)
        places.push({ premisesId, partyId, gln, name, isMine: partyId === mine })
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return places
}

/** By name in lower case, and by id. Row-level security shows a holder what it has or had. */
async function loadBatches(tx: Tx, actor: Actor, names: readonly string[]): Promise<Map<string, string[]>> {
  const ids = names.flatMap((name) => parseId('batch', name) ?? [])
  const lower = [...new Set(names.map((name) => name.toLowerCase()))]
  const { rows } = await sql<{ batchId: BatchId; name: string; isTakenBack: boolean }>`
    select b.batch_id as "batchId", b.name, b.taken_back_id is not null as "isTakenBack" from chain.batch as b
    where b.authority_id = ${actor.authorityId} and (lower(b.name) = any (${lower}::text[]) or b.batch_id = any (${ids}::uuid[]))
      and (${actor.partyId}::uuid is null or exists (
        select from chain.batch_party as p
        where p.authority_id = b.authority_id and p.batch_id = b.batch_id and p.holder_id = ${actor.partyId}))
    order by b.opened_at, b.batch_id`.execute(tx)
  const found = new Map<string, string[]>()
  const standing = new Set(rows.flatMap(({ name, isTakenBack }) => (isTakenBack ? [] : name.toLowerCase())))
  for (const { batchId, name, isTakenBack } of rows) {
    const printed = printId('batch', batchId)
    // What was taken back is meant by its name only while no other bears it; by its number always.
    if (!isTakenBack || !standing.has(name.toLowerCase()))
      found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), printed])
    found.set(printed, [printed])
  }
  return found
}

async function loadArrivals(tx: Tx, { authorityId, partyId }: Actor): Promise<Arrival[]> {
  if (partyId === null) return []
  const asked = { receiverId: partyId, limit: arrivalsMax }
  const rows = [
    ...(await selectShipments(tx, authorityId, { ...asked, status: 'in-transit', oldestFirst: true })),
    ...(await selectShipments(tx, authorityId, { ...asked, isSettled: true })),
  ]
  return rows.map(({ shipmentId, toPremisesId, receivedAt, status, lines }) => ({
    shipmentId: printId('shipment', shipmentId as ShipmentId), // A uuid column of our own.
    receivedAt: status === 'in-transit' ? null : receivedAt,
    premisesId: printId('premises', trustId('premises', toPremisesId)),
    lines: lines.map(({ batchId, state }) => ({ batchId: printId('batch', batchId as BatchId), state })),
  }))
}
