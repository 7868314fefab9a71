// Which party the Minister is, among the facts of one authority. Not here: what the Minister may do (exceptions.ts).
import { assert } from '#kernel'
import type { LicensingFacts, PartyFact } from './facts.ts'

/**
 * The one party whose exception is the Minister's: of kind `authority`. Null where the registers name none yet; with two, nobody could
 * say whose stock a delivery becomes, so that is a fault of the registers and not a choice to make here.
 * @basis opiumwet/8i/5
 */
export function ministerOf({ parties }: Pick<LicensingFacts, 'parties'>): PartyFact | null {
  const ministers = [...parties.values()].filter(({ kind }) => kind === 'authority')
  assert(ministers.length <= 1, 'an authority has one party that is the Minister')
  return ministers[0] ?? null
}
