// Where a holder's program wants its notices of recalls: registered, listed, ended. Not here: posting them (deliver-notices.ts).
import { sql } from 'kysely'
import { type Instant, type PartyId, parseId, printId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { NewRecallDestination, RecallDestination } from '../contract.ts'
import { type DestinationFact, type DestinationId, selectDestinations, selectPostings } from './destination-store.ts'
import { recallProblems } from './problems.ts'
import { printRecall } from './tell.ts'

/** Each is called for every notice. */
export const destinationsMax = 3

type Asked = { readonly now: Instant; readonly mayCall: (url: string) => boolean }

/** Refuses `destination-not-allowed`, `too-many-destinations`, `destination-changed`. The same again is once. */
export async function registerDestination(
  tx: Tx,
  actor: Actor,
  { destinationId, dest, signatureToken }: NewRecallDestination,
  { now, mayCall }: Asked,
): Promise<RecallDestination> {
  const { authorityId } = actor
  const holderId = ownParty(actor)
  const id = parseId('destination', destinationId)
  if (id === null) return refuseNow(recallProblems['unknown-destination'], {})
  if (!mayCall(dest)) return refuseNow(recallProblems['destination-not-allowed'], {})
  const mine = await selectDestinations(tx, authorityId, { holderId })
  const isNew = !mine.some((one) => one.destinationId === id)
  if (isNew && mine.filter(({ endedAt }) => endedAt === null).length >= destinationsMax)
    refuseNow(recallProblems['too-many-destinations'], { max: destinationsMax })
  const row = { id, dest, token: signatureToken, at: now.toString() }
  await sql`select chain.put_recall_destination(${authorityId}, ${JSON.stringify(row)}::jsonb)`.execute(tx)
  const kept = await findDestination(tx, actor, id)
  const { rows } = await sql<{
    same: boolean
  }>`select chain.is_recall_token(${authorityId}, ${id}, ${signatureToken}) as same`.execute(tx)
  if (kept.dest !== dest || !rows[0]?.same) refuseNow(recallProblems['destination-changed'], {})
  return readDestination(tx, actor, id)
}

/** The actor's own party's; who acts for none has none. */
export async function listDestinations(tx: Tx, { authorityId, partyId }: Actor): Promise<RecallDestination[]> {
  if (partyId === null) return []
  const destinations = await selectDestinations(tx, authorityId, { holderId: partyId })
  const postings = Map.groupBy(await selectPostings(tx, authorityId, partyId), ({ destinationId }) => destinationId)
  return destinations.map(({ destinationId, dest, createdAt, endedAt }) => ({
    destinationId: printId('destination', destinationId),
    dest,
    createdAt: createdAt.toString(),
    endedAt: endedAt?.toString() ?? null,
    postings: (postings.get(destinationId) ?? []).map(({ at, outcome, detail, recallId }) => ({
      at: at.toString(),
      outcome,
      detail,
      recallId: recallId && printRecall(recallId),
    })),
  }))
}

/** Refuses `unknown-destination`, also for another's. */
export async function readDestination(tx: Tx, actor: Actor, destinationId: DestinationId): Promise<RecallDestination> {
  const found = (await listDestinations(tx, actor)).find(
    (one) => one.destinationId === printId('destination', destinationId),
  )
  return found ?? refuseNow(recallProblems['unknown-destination'], {})
}

/** Refuses `unknown-destination`. What was ended stays to be read, with its calls. */
export async function endDestination(
  tx: Tx,
  actor: Actor,
  { destinationId, now }: { readonly destinationId: DestinationId; readonly now: Instant },
): Promise<void> {
  const { holderId } = await findDestination(tx, actor, destinationId)
  await sql`select chain.end_recall_destination(${actor.authorityId}, ${holderId}, ${destinationId}, ${now})`.execute(
    tx,
  )
}

/** One's own. Refuses `unknown-destination`. */
export async function findDestination(tx: Tx, actor: Actor, destinationId: DestinationId): Promise<DestinationFact> {
  const { authorityId, partyId } = actor
  const [found] =
    partyId === null ? [] : await selectDestinations(tx, authorityId, { holderId: partyId, destinationId })
  return found ?? refuseNow(recallProblems['unknown-destination'], {})
}

function ownParty({ partyId }: Actor): PartyId {
  return partyId ?? refuseNow(recallProblems['unknown-destination'], {})
}
