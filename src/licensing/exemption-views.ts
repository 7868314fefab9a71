// Exemptions as screens see them, in the version of a day. Not here: applications, and deciding whether one covers an act.
import { type ExemptionId, encodeCursor, type Page, type PartyId, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { ExemptionView } from './contract.ts'
import { readPlace } from './party-views.ts'
import { licensingProblems } from './problems.ts'
import { type ExemptionRow, readPeriod, selectExemptions } from './store.ts'

const pageDefault = 50
const pageMax = 200

export type ExemptionFilter = {
  readonly holderId?: PartyId
  readonly on: Temporal.PlainDate
  /** Those alone that hold on this day. */
  readonly inForceOn?: Temporal.PlainDate
  /** Part of its number, or of the name of its holder. */
  readonly q?: string
  readonly cursor?: string
  readonly limit?: number
}

/** By number; each in the version that holds on `on`, else the nearest. A holder sees its own alone. Refuses `licensing/bad-cursor`. */
export async function listExemptions(tx: Tx, actor: Actor, filter: ExemptionFilter): Promise<Page<ExemptionView>> {
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const after = filter.cursor === undefined ? undefined : readPlace(filter.cursor)
  const { holderId, on, inForceOn } = filter
  const text = filter.q?.trim()
  const rows = await selectExemptions(tx, actor.authorityId, {
    ...(holderId ? { holderId } : {}),
    ...(inForceOn ? { inForceOn } : {}),
    ...(text ? { text } : {}),
    ...(after ? { after } : {}),
    on,
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(viewExemption),
    nextCursor: last && rows.length > limit ? encodeCursor([last.number, last.exemptionId]) : null,
  }
}

/** Refuses `licensing/unknown-exemption`, also for someone else's. */
export async function exemption(
  tx: Tx,
  actor: Actor,
  { exemptionId, on }: { readonly exemptionId: ExemptionId; readonly on: Temporal.PlainDate },
): Promise<ExemptionView> {
  const [row] = await selectExemptions(tx, actor.authorityId, { exemptionId, on, limit: 1 })
  return row ? viewExemption(row) : refuseNow(licensingProblems['unknown-exemption'], {})
}

function viewExemption(row: ExemptionRow): ExemptionView {
  return {
    exemptionId: printId('exemption', trustId('exemption', row.exemptionId)),
    number: row.number,
    holder: { partyId: printId('party', trustId('party', row.holderId)), name: row.holderName },
    period: readPeriod(row.period),
    ground: row.ground,
    basis: row.basis,
    scope: row.scope.map(({ acts, substances, purposes, premises, maxStockMg }) => ({
      acts: [...acts],
      substances,
      purposes,
      premises: premises.map((id) => ({
        premisesId: printId('premises', trustId('premises', id)),
        name: row.premisesNames[id] ?? '',
      })),
      maxStockMg,
    })),
    conditions: row.conditions,
    withdrawnOn: row.withdrawnOn?.toString() ?? null,
  }
}
