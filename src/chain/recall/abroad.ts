// Who abroad is to know of a recall, and whom staff told: each buyer of what was exported, each who supplied what it was made of, and for each country
// its authority. The Minister watches the border, so its staff tell them, within the term in which a holder here answers. Of its own drill a holder tells
// its own buyers. Not here: notices to holders (tell.ts).
import {
  type AuthorityId,
  type Instant,
  type PartyId,
  parseId,
  printId,
  type RecallId,
  refuseNow,
  trustId,
} from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import type { AbroadCount, AbroadRow, NewAbroadTelling } from '../contract.ts'
import { batchRef, type Names } from '../refs.ts'
import { type CrossingFact, putTelling, selectCrossings, selectTellings, type TellingFact } from './abroad-store.ts'
import { recallProblems } from './problems.ts'
import { selectRecalls } from './store.ts'
import { printDocument, printRecall } from './tell.ts'

/** One who is to be told. */
export type Duty = {
  readonly country: string
  /** Null: the authority of that country. */
  readonly partyId: PartyId | null
  readonly crossings: readonly CrossingFact[]
  readonly dueAt: Instant
  readonly heardAt: Instant | null
  readonly isLate: boolean
  readonly tellings: readonly TellingFact[]
}

/**
 * Of one recall: each who bought or supplied, and each country's authority once, however many are there. The clock of an authority begins with the
 * first crossing of its border that is known; a holder's own drill asks nothing of authorities. Those who have not heard first, the longest due at
 * the top. Pure.
 */
export function dutiesOf(crossings: readonly CrossingFact[], tellings: readonly TellingFact[], now: Instant): Duty[] {
  const duties = [...Map.groupBy(crossings, ({ country }) => country)].flatMap(([country, there]) => [
    ...(there.every(({ heldBy }) => heldBy === null)
      ? [dutyOf({ country, partyId: null, crossings: there, tellings, now })]
      : []),
    ...[...Map.groupBy(there, ({ partyId }) => partyId)].map(([partyId, own]) =>
      dutyOf({ country, partyId, crossings: own, tellings, now }),
    ),
  ])
  const heardLast = ({ heardAt }: Duty) => Number(heardAt !== null)
  return duties.sort(
    (a, b) =>
      heardLast(a) - heardLast(b) ||
      Temporal.Instant.compare(a.dueAt, b.dueAt) ||
      a.country.localeCompare(b.country) ||
      (a.partyId ?? '').localeCompare(b.partyId ?? ''),
  )
}

function dutyOf({
  country,
  partyId,
  crossings,
  tellings,
  now,
}: Pick<Duty, 'country' | 'partyId' | 'crossings' | 'tellings'> & { readonly now: Instant }): Duty {
  const own = tellings.filter((one) => one.country === country && one.partyId === partyId)
  const heard = own.filter(({ outcome }) => outcome === 'received').map(({ at }) => at)
  const heardAt = heard.sort(Temporal.Instant.compare)[0] ?? null
  const due = crossings.map(({ knownAt, termSeconds }) => knownAt.add({ seconds: termSeconds }))
  const dueAt = due.sort(Temporal.Instant.compare)[0] ?? now
  return {
    country,
    partyId,
    crossings,
    dueAt,
    heardAt,
    isLate: heardAt === null && Temporal.Instant.compare(dueAt, now) <= 0,
    tellings: own,
  }
}

export const noneAbroad: AbroadCount = { toTell: 0, heard: 0, late: 0 }

export function countDuties(duties: readonly Duty[]): AbroadCount {
  return {
    toTell: duties.length,
    heard: duties.filter(({ heardAt }) => heardAt !== null).length,
    late: duties.filter(({ isLate }) => isLate).length,
  }
}

/** By recall, as far as the reader's wall lets it look; of those of which nothing crossed the border, nothing. */
export async function findDuties(
  tx: Tx,
  authorityId: AuthorityId,
  { recallIds, now }: { readonly recallIds: readonly RecallId[]; readonly now: Instant },
): Promise<ReadonlyMap<RecallId, readonly Duty[]>> {
  const crossings = Map.groupBy(await selectCrossings(tx, authorityId, recallIds), ({ recallId }) => recallId)
  const tellings = Map.groupBy(await selectTellings(tx, authorityId, [...crossings.keys()]), ({ recallId }) => recallId)
  return new Map([...crossings].map(([id, own]) => [id, dutiesOf(own, tellings.get(id) ?? [], now)]))
}

export function viewDuty({ partyId, crossings, heardAt, tellings, dueAt, ...duty }: Duty, names: Names): AbroadRow {
  const total = (way: CrossingFact['way']) =>
    `${crossings.reduce((sum, one) => (one.way === way ? sum + one.massMg : sum), 0n)}`
  return {
    ...duty,
    party: partyId && names.party(partyId),
    exportedMg: total('exported'),
    importedMg: total('imported'),
    crossings: crossings.map(({ way, eventId, occurredAt, massMg, foreignName, batchId, name, kind }) => ({
      way,
      foreignName,
      eventId: printId('event', trustId('event', eventId)),
      batch: batchRef({ batchId, name, kind }),
      at: occurredAt.toString(),
      massMg: `${massMg}`,
    })),
    dueAt: dueAt.toString(),
    heardAt: heardAt?.toString() ?? null,
    tellings: tellings.map(({ tellingId, recipient, way, outcome, remark, at }) => ({
      tellingId: printDocument(tellingId),
      recipient,
      way,
      outcome,
      remark,
      at: at.toString(),
    })),
  }
}

export type TellingAsked = { readonly recallId: RecallId; readonly input: NewAbroadTelling; readonly now: Instant }

/**
 * That staff told somebody abroad, or the authority of a country, and what came of it: a leaf of the log; of its own drill its holder. The same telling
 * twice is once. Refuses `unknown-recall` to everybody else, `not-exported-there`, `attempt-changed`.
 */
export async function recordTelling(tx: Tx, actor: Actor, { recallId, input, now }: TellingAsked): Promise<void> {
  const { authorityId, wall } = actor
  const [recall] = await selectRecalls(tx, authorityId, { now, recallId })
  const teller = wall === 'staff' ? null : wall === 'holder' ? actor.partyId : undefined
  if (!recall || recall.heldBy !== teller) return refuseNow(recallProblems['unknown-recall'], {})
  const partyId = input.partyId === null ? null : parseId('party', input.partyId)
  const { tellingId, country, recipient, way, outcome, remark } = input
  const duties = (await findDuties(tx, authorityId, { recallIds: [recallId], now })).get(recallId) ?? []
  const duty = duties.find((one) => one.country === country && one.partyId === partyId)
  if (!duty) return refuseNow(recallProblems['not-exported-there'], {})
  const id = parseId('document', tellingId)
  const said = { country, buyer: partyId, recipient, way, outcome, remark }
  const row = { id, recall: recallId, ...said, at: now.toString(), actor: actor.userId }
  if (!(await putTelling(tx, authorityId, row))) {
    const earlier = duty.tellings.find((one) => one.tellingId === id)
    const isSame =
      earlier?.recipient === recipient &&
      earlier.way === way &&
      earlier.outcome === outcome &&
      earlier.remark === remark
    return isSame ? undefined : refuseNow(recallProblems['attempt-changed'], {})
  }
  if (!id) return
  // Who was spoken to, and the words of the remark, may name somebody: they stay out of the leaf.
  const record = {
    format: 'grein-recall-telling/1',
    recall: printRecall(recallId),
    kind: recall.kind,
    ...(recall.heldBy ? { heldBy: printId('party', recall.heldBy) } : {}),
    country,
    party: partyId && printId('party', partyId),
    way,
    outcome,
    toldAt: now.toString(),
    recordedBy: actor.userId ? printId('user', actor.userId) : null,
  }
  await recordLeaf(tx, actor, { entryId: id, partyId: recall.heldBy, record })
}
