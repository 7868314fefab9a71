// The registers of the demo world in the shape in which licensing takes them in. Not here: what stands in them (world.ts).
import { assert, type IdName, type Period, parseId } from '#kernel'
import type { LicensingSeed } from '#licensing'
import type { DemoWorld } from './contract.ts'

/** The demo's numbers are of the range GS1 keeps for examples, as if a thousand of them at a time were given out (`gln` in world.ts). */
const prefixLength = 9

export function licensingSeed({ parties, exemptions }: DemoWorld): LicensingSeed {
  return {
    parties: parties.map(({ partyId, kind, name, kvk, gln, country }) => ({
      partyId: bare('party', partyId),
      kind,
      name,
      kvk,
      gln,
      prefixLength,
      country,
    })),
    premises: parties.flatMap(({ premises }) =>
      premises.map(({ premisesId, partyId, name, gln, town, country, period }) => ({
        premisesId: bare('premises', premisesId),
        partyId: bare('party', partyId),
        name,
        gln,
        prefixLength,
        town,
        country,
        period: days(period),
      })),
    ),
    exemptions: exemptions.map(({ exemptionId, number, holder, ground, basis, period, scope, conditions }) => ({
      exemptionId: bare('exemption', exemptionId),
      number,
      holderId: bare('party', holder.partyId),
      ground,
      basis,
      versions: [
        {
          period: days(period),
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
    })),
  }
}

function bare<Name extends IdName>(name: Name, printed: string) {
  const id = parseId(name, printed)
  assert(id, 'the world prints its ids')
  return id
}

function days({ from, until }: { from: string; until: string | null }): Period {
  return { from: Temporal.PlainDate.from(from), until: until === null ? null : Temporal.PlainDate.from(until) }
}
