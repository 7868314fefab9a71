// Reads how full the ceilings are among which a holder has a choice. Not here: choosing (acts/stand.ts), judging what comes in (chain.judge_ceilings),
// and showing them (limits/list-ceilings.ts).
import { sql } from 'kysely'
import { type AuthorityId, covers, type Instant, legalDayOf, type PartyId, type PremisesId } from '#kernel'
import type { LicensingFacts } from '#licensing'
import type { Tx } from '#platform'
import type { CeilingFact } from '../acts/facts.ts'
import type { ActKind } from '../contract.ts'
import type { LawForChain } from '../law.ts'

export type CeilingsAskedOf = {
  readonly kind: ActKind
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly at: Instant
}

type Named = { readonly exemptionId: string; readonly substanceId: string }

/** What lies there under them from then on is what such an act adds to. */
const bringsIn: ReadonlySet<ActKind> = new Set(['harvest', 'import', 'receive'])

/** The ceilings a holder may choose among for such an act: none where nothing comes in, where it has one exemption for it, or where none names a most. */
export function ceilingsToChoose(
  { exemptions }: Pick<LicensingFacts, 'exemptions'>,
  { kind, holderId, premisesId, at }: CeilingsAskedOf,
): readonly Named[] {
  if (!bringsIn.has(kind)) return []
  const on = legalDayOf(at)
  const reaching = exemptions.flatMap(({ exemptionId, holderId: whose, period, scope }) =>
    whose === holderId && covers(period, on)
      ? scope
          .filter(({ acts, premises }) =>
            acts.includes('have') || acts.includes('grow')
              ? premises.length === 0 || premises.includes(premisesId)
              : false,
          )
          .map(({ substances, maxStockMg }) => ({ exemptionId, substances, maxStockMg }))
      : [],
  )
  if (new Set(reaching.map(({ exemptionId }) => exemptionId)).size < 2) return []
  const named = reaching
    .filter(({ maxStockMg }) => maxStockMg !== null)
    .flatMap(({ exemptionId, substances }) => substances.map(({ substanceId }) => ({ exemptionId, substanceId })))
  return [...new Map(named.map((one) => [`${one.exemptionId} ${one.substanceId}`, one])).values()]
}

export async function loadCeilings(
  tx: Tx,
  authorityId: AuthorityId,
  {
    named,
    law,
    ...asked
  }: Omit<CeilingsAskedOf, 'kind'> & { readonly named: readonly Named[]; readonly law: LawForChain },
): Promise<CeilingFact[]> {
  const { holderId, premisesId, at } = asked
  const said = named.map(({ exemptionId, substanceId }) => ({
    exemption: exemptionId,
    substance: substanceId,
    products: law.productsOf(substanceId),
  }))
  const { rows } = await sql<CeilingFact>`
    select r.exemption_id as "exemptionId", r.substance_id as "substanceId", r.most as "maxMg", r.lies as "liesMg"
    from chain.lies_under(${authorityId}, ${holderId}, ${premisesId}, ${at.toString()}, ${JSON.stringify(said)}) as r`.execute(
    tx,
  )
  return rows
}
