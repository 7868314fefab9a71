// Under which article a holder keeps what it records of its stock, and which of a refusal's articles are that holder's. Pure. Not here: the articles
// themselves (corpus), finding the holder (store/keepers.ts), and what the record says.
import { covers, type PartyId, type PlainDate, Refused } from '#kernel'
import type { LicensingFacts, PartyKind } from '#licensing'
import { type RecordArticle, recordArticles } from '../contract.ts'
import type { Situation } from './situation.ts'

/** Whoever has stock on record. An exemption counts for the kinds that may have stock without one. */
export type Keeper = { readonly kind: PartyKind; readonly isExempted: boolean }

/**
 * Pharmacists, and doctors and vets who dispense, keep it by decree; whoever has an exemption keeps it because the exemption says so; and of the Minister
 * no Dutch article asks it, but the treaty of every governmental authority. Null where it is not established: an institution has stock under Ow 5(2)
 * without an exemption, and Owb 7 does not name it; a carrier and a buyer abroad keep no stock here.
 * @basis opiumwetbesluit/7 opiumwet/8a/2/f enkelvoudig-verdrag/34/b
 */
export function recordBasis({ kind, isExempted }: Keeper): RecordArticle | null {
  switch (kind) {
    case 'pharmacy':
      return 'opiumwetbesluit/7'
    case 'authority':
      return 'enkelvoudig-verdrag/34/b'
    case 'institution':
    case 'carrier':
    case 'foreign-buyer':
      return isExempted ? 'opiumwet/8a/2/f' : null
    case 'grower':
    case 'laboratory':
    case 'irradiator':
    case 'packer':
    case 'wholesaler':
      return 'opiumwet/8a/2/f'
    default:
      return kind satisfies never
  }
}

/** Who keeps the record of `partyId` on a day; null where nothing is known of the party. */
export function keeperOf(licensing: LicensingFacts, partyId: PartyId, on: PlainDate): Keeper | null {
  const party = licensing.parties.get(partyId)
  if (!party) return null
  const isExempted = licensing.exemptions.some(({ holderId, period }) => holderId === partyId && covers(period, on))
  return { kind: party.kind, isExempted }
}

/** What a decision rests on where it is only kept on record: the article of whose record it is; none where that is not established. */
export function keptUnder(s: Situation, partyId: PartyId = s.holder.partyId): string[] {
  const article = recordBasis(keeperOf(s.licensing, partyId, s.on) ?? { kind: s.holder.kind, isExempted: false })
  return article === null ? [] : [article]
}

/** The row of a refusal names every article that asks a record of somebody: of those this holder's own remains, and all others as they are. */
export function articlesFor(articles: readonly string[], own: readonly string[]): readonly string[] {
  const isOfRecord = (article: string) => (recordArticles as readonly string[]).includes(article)
  if (!articles.some(isOfRecord)) return articles
  return [...articles.filter((article) => !isOfRecord(article)), ...own]
}

/** What `work` refuses, with the article that holds for whose record it is. */
export function tellingKeeper<T>(own: readonly string[], work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw forKeeper(error, own)
  }
}

export function forKeeper(error: unknown, own: readonly string[]): unknown {
  if (!(error instanceof Refused)) return error
  return new Refused({ ...error.refusal, basis: articlesFor(error.refusal.basis, own) })
}
