// What somebody may begin without a batch, at any premises of theirs and with any product, and what stands in the way. Not here: what can be done with a
// batch (record/act-options.ts), and whether one planting is right (acts/grow.ts).
import {
  covers,
  type Instant,
  type Locale,
  legalDayOf,
  type PlainDate,
  type PremisesId,
  parseId,
  Refused,
} from '#kernel'
import type { Product } from '#law/contract'
import { listParties, loadLicensingFacts, ministerOf, type PartyView } from '#licensing'
import type { Actor, Tx } from '#platform'
import { needCover } from '../acts/checks.ts'
import { isGrown } from '../acts/made-from.ts'
import type { Situation } from '../acts/situation.ts'
import { type Beginning, type Beginnings, beginningKinds } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { loadChainFacts } from '../store/facts.ts'
import { lawActsOf } from './act-options.ts'
import { viewRefusal } from './preview-act.ts'

export type BeginningsAsked = {
  readonly law: LawForChain
  /** Those on offer today. */
  readonly products: readonly Product[]
  readonly now: Instant
  readonly locale: Locale
}

/** One line for each act that begins a batch; none for who has no premises here. What no product or place allows says why for the first of them. */
export async function listBeginnings(tx: Tx, actor: Actor, asked: BeginningsAsked): Promise<Beginnings> {
  const { authorityId, partyId } = actor
  const { law, products, now, locale } = asked
  const on = legalDayOf(now)
  const places = await placesOf(tx, actor, on)
  const licensing = await loadLicensingFacts(tx, authorityId, { parties: partyId ? [partyId] : [], premises: places })
  const holder = partyId ? licensing.parties.get(partyId) : ministerOf(licensing)
  const [first] = places
  if (!holder || !first) return { items: [] }
  const facts = await loadChainFacts(tx, authorityId, { batches: [], holder: holder.partyId, premises: first })
  const base = {
    ...{ authorityId, holder, licensing, facts, law, on, now, at: now },
    isHistory: false,
    isPerson: actor.userId !== null,
    isStaff: actor.wall === 'staff',
  }
  const situations = places.map((premisesId): Situation => ({ ...base, premisesId }))
  return { items: beginningKinds.flatMap((kind) => judge(kind, { situations, products, locale })) }
}

/** Open today: a holder's own, and for staff those of the authority. */
async function placesOf(tx: Tx, actor: Actor, on: PlainDate): Promise<PremisesId[]> {
  const whose = actor.partyId ? { partyId: actor.partyId } : { kind: 'authority' as const }
  const { items } = await listParties(tx, actor, { ...whose, limit: 1 })
  return (items[0]?.premises ?? [])
    .filter((one) => isOpen(one, on))
    .flatMap((one) => parseId('premises', one.premisesId) ?? [])
}

function isOpen({ period: { from, until } }: PartyView['premises'][number], on: PlainDate): boolean {
  const dayOf = (text: string) => Temporal.PlainDate.from(text)
  return covers({ from: dayOf(from), until: until === null ? null : dayOf(until) }, on)
}

type Judged = Pick<BeginningsAsked, 'products' | 'locale'> & { readonly situations: readonly Situation[] }

/** The first place and product that allow it, or the first refusal. */
function judge(kind: Beginning['kind'], { situations, products, locale }: Judged): Beginning[] {
  let refused: Beginning | null = null
  for (const product of kind === 'plant' ? products.filter(isGrown) : products) {
    for (const situation of situations) {
      try {
        const { basis } = needCover(situation, { acts: lawActsOf[kind], product })
        return [{ kind, allowed: true, basis: [...basis], refusal: null }]
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const refusal = viewRefusal(error.refusal, locale)
        refused ??= { kind, allowed: false, basis: refusal.basis, refusal }
      }
    }
  }
  return refused ? [refused] : []
}
