// Parties and exemptions as screens show them, turned into a seed. Not here: bringing it in (seed-licensing.ts).
import { assert, type IdName, type Period, parseId } from '#kernel'
import type { ExemptionView, PartyView } from './contract.ts'
import type { LicensingSeed } from './seed-licensing.ts'

/** For worlds that are described in the words of the contract: the demo, and exports of another Grein. */
export function seedFromViews({
  parties,
  exemptions,
}: {
  readonly parties: readonly PartyView[]
  readonly exemptions: readonly ExemptionView[]
}): LicensingSeed {
  return {
    parties: parties.map(({ partyId, kind, name, kvk, gln, country }) => ({
      partyId: bare('party', partyId),
      kind,
      name,
      kvk,
      gln,
      country,
    })),
    premises: parties.flatMap(({ premises }) =>
      premises.map(({ premisesId, partyId, name, gln, town, country, period }) => ({
        premisesId: bare('premises', premisesId),
        partyId: bare('party', partyId),
        name,
        gln,
        town,
        country,
        period: readPeriod(period),
      })),
    ),
    exemptions: exemptions.map(
      ({ exemptionId, number, holder, period, ground, basis, scope, conditions, withdrawnOn }) => ({
        exemptionId: bare('exemption', exemptionId),
        number,
        holderId: bare('party', holder.partyId),
        ground,
        basis,
        withdrawnOn: withdrawnOn === null ? null : Temporal.PlainDate.from(withdrawnOn),
        versions: [
          {
            period: readPeriod(period),
            scope: scope.map(({ acts, substances, purposes, premises, maxStockMg }) => ({
              acts,
              substances,
              purposes,
              premises: premises.map(({ premisesId }) => bare('premises', premisesId)),
              maxStockMg: maxStockMg === null ? null : BigInt(maxStockMg),
            })),
            conditions,
          },
        ],
      }),
    ),
  }
}

function bare<Name extends IdName>(name: Name, text: string) {
  const id = parseId(name, text)
  assert(id, `a view holds a ${name} id`)
  return id
}

function readPeriod({ from, until }: { from: string; until: string | null }): Period {
  return { from: Temporal.PlainDate.from(from), until: until === null ? null : Temporal.PlainDate.from(until) }
}
