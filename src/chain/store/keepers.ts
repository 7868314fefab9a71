// Under which article holders keep their record, with what the registers say of them. Not here: which article that is (acts/record-basis.ts).
import { type PartyId, type PlainDate, Refused } from '#kernel'
import { loadLicensingFacts, type PartyKind } from '#licensing'
import type { Actor, Tx } from '#platform'
import { forKeeper, keeperOf, recordBasis } from '../acts/record-basis.ts'
import type { RecordArticle } from '../contract.ts'

export type KnownHolder = { readonly holderId: PartyId; readonly holderKind: PartyKind }

/** Null where it is not established. The exemptions are read of the few kinds for whom they decide it. */
export async function loadRecordBasis(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { holders, on }: { readonly holders: readonly KnownHolder[]; readonly on: PlainDate },
): Promise<(holder: KnownHolder) => RecordArticle | null> {
  const parties = [...new Set(holders.filter(dependsOnExemption).map(({ holderId }) => holderId))]
  const facts = parties.length === 0 ? null : await loadLicensingFacts(tx, authorityId, { parties, premises: [] })
  return ({ holderId, holderKind }) =>
    recordBasis((facts && keeperOf(facts, holderId, on)) ?? { kind: holderKind, isExempted: false })
}

const dependsOnExemption = ({ holderKind: kind }: KnownHolder) =>
  recordBasis({ kind, isExempted: true }) !== recordBasis({ kind, isExempted: false })

/** Each article once under which any of these keeps its record. */
export async function recordArticlesOf(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { holders, on }: { readonly holders: readonly PartyId[]; readonly on: PlainDate },
): Promise<RecordArticle[]> {
  const parties = [...new Set(holders)]
  if (parties.length === 0) return []
  const facts = await loadLicensingFacts(tx, authorityId, { parties, premises: [] })
  const keepers = parties.flatMap((holderId) => keeperOf(facts, holderId, on) ?? [])
  return [...new Set(keepers.flatMap((keeper) => recordBasis(keeper) ?? []))]
}

/** What is refused before the act is decided, with the article of whose record it is. */
export async function refusedForKeeper<T>(
  tx: Tx,
  actor: Pick<Actor, 'authorityId'>,
  { holderId, on }: { readonly holderId: PartyId; readonly on: PlainDate },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw forKeeper(error, await recordArticlesOf(tx, actor, { holders: [holderId], on }))
  }
}
