// What a change of law touches in the registers and the ledger, as far as the reader may look: each number with the list behind it.
// Not here: the change itself (law) and the addresses (compare-routes.ts).
import { exportedByCountry, underProducts } from '#chain'
import { legalTimeZone, type PlainDate } from '#kernel'
import { type Law, type LawComparison, type Touched, type TouchedItem, type TouchedRoom, termOn } from '#law'
import { type ExemptionView, listExemptions } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { House } from '../house.ts'

type Substance = Touched['substances'][number]
type Given = { readonly house: House; readonly a: Law; readonly b: Law; readonly comparison: LawComparison }
type Reader = (
  tx: Tx,
  actor: Actor,
  given: Given & { readonly substances: readonly Substance[] },
) => Promise<TouchedRoom | null>

/** One page of a register, and how many pages are read: an authority has some hundreds of exemptions. */
const pageSize = 200
const pagesMax = 50
/** As many as a reader looks through; the counts are of all. */
const itemsMax = 100

/** Every room that can be reached, with who reads it. Null: this system keeps no such things, and the answer says so. A reader that answers null has no bearing. */
const readers: Readonly<Record<TouchedRoom['room'], Reader | null>> = {
  exemptions: readExemptions,
  premises: readPremises,
  products: readProducts,
  batches: (tx, actor, given) => readLedger('batches', tx, actor, given),
  shipments: (tx, actor, given) => readLedger('shipments', tx, actor, given),
  exports: readExports,
  studies: null,
  applications: null,
}

export async function touchedBy(tx: Tx, actor: Actor, given: Given): Promise<Touched> {
  const { comparison } = given
  const substances = comparison.moved.flatMap(({ what, substanceId, nameNl, nameEn, from, to }) =>
    what === 'substance' && substanceId !== null ? [{ substanceId, nameNl, nameEn, from, to }] : [],
  )
  const rooms: TouchedRoom[] = []
  for (const room of Object.keys(readers) as TouchedRoom['room'][]) {
    const reader = readers[room] // The keys of a literal record.
    const found = reader ? await reader(tx, actor, { ...given, substances }) : { ...nothing(room), kept: false }
    if (found) rooms.push(found)
  }
  return { a: comparison.a, b: comparison.b, substances, rooms }
}

const nothing = (room: TouchedRoom['room']): TouchedRoom => ({
  ...{ room, kept: true, count: 0, hurt: 0, massMg: null, href: null, items: [] },
})

function roomOf(
  room: TouchedRoom['room'],
  items: readonly TouchedItem[],
  rest: Partial<TouchedRoom> = {},
): TouchedRoom {
  const hurt = items.filter(({ effect }) => effect === 'uncovered' || effect === 'newly-controlled').length
  return { ...nothing(room), count: items.length, hurt, items: items.slice(0, itemsMax), ...rest }
}

type Hit = { readonly exemption: ExemptionView; readonly substance: Substance; readonly effect: TouchedItem['effect'] }

/** An exemption covers a substance on the list it was given for; what moves to another is not covered. @basis opiumwet/8a/2/a */
async function hitsIn(
  tx: Tx,
  actor: Actor,
  { b, substances }: Pick<Given, 'b'> & { substances: readonly Substance[] },
): Promise<readonly Hit[]> {
  if (substances.length === 0) return []
  const hits: Hit[] = []
  let cursor: string | null = null
  for (let page = 0; page < pagesMax; page++) {
    const { items, nextCursor } = await listExemptions(tx, actor, {
      ...{ on: b.days.on, limit: pageSize },
      ...(cursor === null ? {} : { cursor }),
    })
    for (const exemption of items.filter((one) => isInForce(one, b.days.on)))
      for (const substance of substances) {
        const scopes = exemption.scope.flatMap((scope) => scope.substances)
        const given = scopes.filter(({ substanceId }) => substanceId === substance.substanceId)
        if (given.length === 0) continue
        const isCovered = given.some(({ list }) => list === substance.to)
        const effect = substance.to === 'none' ? 'not-needed' : isCovered ? 'still-covered' : 'uncovered'
        hits.push({ exemption, substance, effect })
      }
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return hits
}

function isInForce({ period, withdrawnOn }: ExemptionView, on: PlainDate): boolean {
  const day = on.toString()
  return (
    period.from <= day && (period.until === null || day < period.until) && (withdrawnOn === null || day < withdrawnOn)
  )
}

async function readExemptions(tx: Tx, actor: Actor, given: Parameters<Reader>[2]): Promise<TouchedRoom> {
  const hits = await hitsIn(tx, actor, given)
  const items = hits.map(({ exemption: { exemptionId, number, holder }, substance, effect }) => ({
    ...{ title: `${number} · ${holder.name}`, subtitle: substance.nameNl, massMg: null, effect },
    href: `/exemptions/${exemptionId}`,
  }))
  return roomOf('exemptions', items, { href: '/exemptions' })
}

/** The premises those exemptions name; an exemption that names none holds at all of its holder's. */
async function readPremises(tx: Tx, actor: Actor, given: Parameters<Reader>[2]): Promise<TouchedRoom> {
  const found = new Map<string, TouchedItem>()
  for (const { exemption, substance, effect } of await hitsIn(tx, actor, given)) {
    const scopes = exemption.scope.filter((scope) =>
      scope.substances.some(({ substanceId }) => substanceId === substance.substanceId),
    )
    for (const { premisesId, name } of scopes.flatMap((scope) => scope.premises)) {
      const subtitle = `${exemption.holder.name} · ${exemption.number}`
      found.set(premisesId, {
        title: name,
        subtitle,
        massMg: null,
        effect,
        href: `/exemptions/${exemption.exemptionId}`,
      })
    }
  }
  return roomOf('premises', [...found.values()])
}

const productsOf = ({ b, substances }: Parameters<Reader>[2]) =>
  b.corpus.products.filter((product) => substances.some(({ substanceId }) => substanceId === product.substanceId))

/** A thing is on no list any more, on one for the first time, or on another. */
function effectOn({ from, to }: Pick<Substance, 'from' | 'to'>): TouchedItem['effect'] {
  return to === 'none' ? 'released' : from === 'none' || from === 'expert' ? 'newly-controlled' : 'other-list'
}

async function readProducts(_tx: Tx, _actor: Actor, given: Parameters<Reader>[2]): Promise<TouchedRoom> {
  const items = productsOf(given).map(({ productCode, name, substanceId }) => ({
    ...{ title: name, subtitle: productCode, massMg: null },
    effect: effectOn(moveOf(given.substances, substanceId)),
    href: `/batches?product=${productCode}`,
  }))
  return roomOf('products', items)
}

/** Of a product that was found by its substance. */
const moveOf = (substances: readonly Substance[], id: string): Pick<Substance, 'from' | 'to'> =>
  substances.find(({ substanceId }) => substanceId === id) ?? { from: 'none', to: 'none' }

async function readLedger(
  room: 'batches' | 'shipments',
  tx: Tx,
  actor: Actor,
  given: Parameters<Reader>[2],
): Promise<TouchedRoom> {
  const products = productsOf(given)
  const mayRead = given.house.access.check(actor, 'chain:read-batches').allowed
  if (products.length === 0 || !mayRead) return nothing(room)
  const held = await underProducts(
    tx,
    actor,
    products.map(({ productCode }) => productCode),
  )
  const effectOf = (code: string) =>
    effectOn(moveOf(given.substances, products.find(({ productCode }) => productCode === code)?.substanceId ?? ''))
  if (room === 'shipments') {
    const { count, massMg, items } = held.shipments
    const effect = effectOf(products[0]!.productCode) // There is one: asked above.
    return {
      ...{ ...nothing(room), count, massMg: `${massMg}`, hurt: effect === 'newly-controlled' ? count : 0 },
      items: items.map(({ shipmentId, sender, receiver, massMg: mass }) => ({
        ...{ title: `${sender} → ${receiver}`, subtitle: null, massMg: `${mass}`, effect },
        href: `/shipments/${shipmentId}`,
      })),
    }
  }
  const { count, massMg, items } = held.batches
  return {
    ...{ ...nothing(room), count, massMg: `${massMg}`, href: '/batches?sort=left&order=desc' },
    hurt: items.filter(({ productCode }) => effectOf(productCode) === 'newly-controlled').length,
    items: items.map(({ batchId, name, productCode, massMg: mass }) => ({
      ...{ title: name, subtitle: productCode, massMg: mass === null ? null : `${mass}` },
      effect: effectOf(productCode),
      href: `/batches/${batchId}`,
    })),
  }
}

/** A figure that limits what leaves the country: this year's exports of each country beside it. */
const exportCeiling = 'export-ceiling'

async function readExports(tx: Tx, actor: Actor, { a, comparison, house }: Given): Promise<TouchedRoom | null> {
  const isChanged = comparison.terms.some(({ termId }) => termId === exportCeiling)
  if (!isChanged || !house.access.check(actor, 'chain:read-batches').allowed) return null
  const ceiling = termOn(a.corpus, exportCeiling, 'mass-mg', a.days.on)
  const year = { year: a.days.on.year, month: 1, day: 1 }
  const from = Temporal.PlainDate.from(year).toZonedDateTime(legalTimeZone)
  const until = from.add({ years: 1 })
  const countries = await exportedByCountry(tx, actor, { from: from.toInstant(), until: until.toInstant() })
  const items = countries.map(({ country, massMg, exports }) => ({
    ...{ title: country, subtitle: `${exports} × ${year.year}`, massMg: `${massMg}` },
    effect: ceiling.ok && massMg > BigInt(ceiling.value.value.max) ? ('above' as const) : ('below' as const),
    href: '/batches?sort=last&order=desc',
  }))
  const massMg = countries.reduce((sum, { massMg: mass }) => sum + mass, 0n)
  return roomOf('exports', items, {
    massMg: `${massMg}`,
    hurt: items.filter(({ effect }) => effect === 'above').length,
  })
}
