// Parties and premises as screens see them. Not here: what they may do; that is coverage-on.ts.
import { decodeCursor, encodeCursor, type Page, type PartyId, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { PartyKind, PartyView } from './contract.ts'
import { licensingProblems } from './problems.ts'
import { type PartyPlace, type PartyRow, readPeriod, selectParties } from './store.ts'

const pageDefault = 50
/** One answer stays readable and quick; the rest is a page away. */
const pageMax = 200

export type PartyFilter = {
  readonly kind?: PartyKind
  /** Of one of these kinds. */
  readonly kinds?: readonly PartyKind[]
  /** The number of the trade register, exactly: how a login names an organisation. */
  readonly kvk?: string
  /** This one alone. */
  readonly partyId?: PartyId
  /** Part of its name, of the number of the trade register, of its GLN, or of the name or town of its premises. */
  readonly q?: string
  readonly cursor?: string
  readonly limit?: number
}

/** By name. Refuses `licensing/bad-cursor`. */
export async function listParties(tx: Tx, actor: Actor, filter: PartyFilter = {}): Promise<Page<PartyView>> {
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const after = filter.cursor === undefined ? undefined : readPlace(filter.cursor)
  const { kind, kinds = kind && [kind], kvk, partyId } = filter
  const text = filter.q?.trim()
  const rows = await selectParties(tx, actor.authorityId, {
    ...(kinds ? { kinds } : {}),
    ...(kvk ? { kvk } : {}),
    ...(partyId ? { ids: [partyId] } : {}),
    ...(text ? { text } : {}),
    ...(after ? { after } : {}),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(viewParty),
    nextCursor: last && rows.length > limit ? encodeCursor([last.name.toLowerCase(), last.partyId]) : null,
  }
}

/** Refuses `licensing/unknown-party`. */
export async function party(tx: Tx, actor: Actor, partyId: PartyId): Promise<PartyView> {
  const [row] = await selectParties(tx, actor.authorityId, { ids: [partyId], limit: 1 })
  return row ? viewParty(row) : refuseNow(licensingProblems['unknown-party'], {})
}

export function readPlace(cursor: string): PartyPlace {
  const values = decodeCursor(cursor, 2)
  const [name, id] = values ?? []
  if (typeof name !== 'string' || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) {
    return refuseNow(licensingProblems['bad-cursor'], {})
  }
  return { name, id }
}

function viewParty({ partyId, kind, name, kvk, gln, country, premises }: PartyRow): PartyView {
  const printed = printId('party', trustId('party', partyId))
  return {
    partyId: printed,
    kind,
    name,
    kvk,
    gln,
    country,
    premises: premises.map((one) => ({
      premisesId: printId('premises', trustId('premises', one.premisesId)),
      partyId: printed,
      name: one.name,
      gln: one.gln,
      town: one.town,
      country: one.country,
      period: readPeriod(one.period),
    })),
  }
}
