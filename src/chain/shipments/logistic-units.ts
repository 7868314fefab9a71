// Numbers for boxes: the company prefix of whoever sends, and the SSCCs given out under it, each for one shipment. Not here: what is in a box
// (acts/manifest.ts) and its label (labels/unit-labels.ts).
import { sql } from 'kysely'
import { type PartyId, refuseNow, type ShipmentId } from '#kernel'
import { loadLicensingFacts, ministerOf, onRecord } from '#licensing'
import { type Actor, databaseError, type Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { Act, CompanyPrefix, UnitsTaken } from '../contract.ts'
import { manifestProblems } from '../problems/manifest-problems.ts'
import { chainProblems } from '../problems.ts'

/** Whose boxes these are: the actor's party's, and for staff without one the Minister's. */
async function senderOf(tx: Tx, actor: Actor): Promise<PartyId> {
  if (actor.partyId !== null) return actor.partyId
  const minister = ministerOf(await loadLicensingFacts(tx, actor.authorityId, { parties: [], premises: [] }))
  return minister?.partyId ?? refuseNow(chainProblems['no-holder'], {})
}

export async function readCompanyPrefix(tx: Tx, actor: Actor): Promise<CompanyPrefix> {
  const sender = await senderOf(tx, actor)
  const { rows } = await sql<{ prefix: string }>`
    select prefix from licensing.company_prefix where authority_id = ${actor.authorityId} and party_id = ${sender}`.execute(
    tx,
  )
  return { prefix: rows[0]?.prefix ?? null }
}

/** Once; the same again changes nothing. Refuses `prefix-taken`, and `prefix-fixed` for another than was registered. */
export async function registerCompanyPrefix(tx: Tx, actor: Actor, prefix: string): Promise<CompanyPrefix> {
  const sender = await senderOf(tx, actor)
  const { rows } = await onRecord(tx, actor, { parties: [sender] }, () =>
    sql<{ prefix: string }>`
      select licensing.register_company_prefix(${actor.authorityId}, ${sender}, ${prefix}) as prefix`
      .execute(tx)
      .catch((error: unknown) => {
        if (databaseError(error)?.constraint === 'company_prefix_taken') refuseNow(manifestProblems['prefix-taken'], {})
        throw error
      }),
  )
  const known = rows[0]!.prefix // A function that returns a text returns one row.
  if (known !== prefix) refuseNow(manifestProblems['prefix-fixed'], { prefix: known })
  return { prefix: known }
}

export type UnitsAsked = { readonly shipmentId: ShipmentId; readonly count: number }

/** The first so many numbers of a shipment; asking again answers the same. Refuses `prefix-missing`, `numbers-used-up`, another's shipment. */
export async function takeUnits(tx: Tx, actor: Actor, { shipmentId, count }: UnitsAsked): Promise<UnitsTaken> {
  const sender = await senderOf(tx, actor)
  const { rows } = await sql<{ unit: number; sscc: string }>`
    select unit, sscc from chain.take_logistic_units(${actor.authorityId}, ${sender}, ${shipmentId}, ${count})`
    .execute(tx)
    .catch((error: unknown) => {
      switch (databaseError(error)?.constraint) {
        case 'company_prefix_none':
          return refuseNow(manifestProblems['prefix-missing'], {})
        case 'logistic_full':
          return refuseNow(manifestProblems['numbers-used-up'], {})
        case 'logistic_unit_own':
          return refuseNow(chainProblems['unknown-shipment'], {})
        default:
          throw error
      }
    })
  return { items: rows.map(({ unit, sscc }) => ({ unit, sscc })) }
}

/** Each box of an act has a number that was given out for this very shipment. */
export async function needUnitsTaken(tx: Tx, actor: Actor, act: Act): Promise<void> {
  if (act.kind !== 'ship' || !act.units) return
  const { rows } = await sql<{ sscc: string }>`
    select sscc from chain.logistic_unit
    where authority_id = ${actor.authorityId} and shipment_id = ${bare('shipment', act.shipmentId)}`.execute(tx)
  const taken = new Set(rows.map(({ sscc }) => sscc))
  for (const { sscc } of act.units) if (!taken.has(sscc)) refuseNow(manifestProblems['sscc-not-taken'], { sscc })
}
