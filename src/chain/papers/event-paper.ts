// The paper that goes with an event: receipt note, manifest or destruction record, out of what was recorded. Not here: setting it (platform).
import {
  assert,
  type BatchId,
  type EventId,
  type Locale,
  legalDayOf,
  type PlainDate,
  parseId,
  refuseNow,
  type Translate,
  translator,
  writerIn,
} from '#kernel'
import type { Actor, DocumentStore, Paper, Tx } from '#platform'
import { type ActOf, type EventView, gramsIn, type ShipmentView } from '../contract.ts'
import { readEvent } from '../event-views.ts'
import { readShipment } from '../shipment-views.ts'
import type { LawForChain } from '../situation.ts'
import { type Address, selectAddresses } from '../store/addresses.ts'
import { selectBatches } from '../store/batches.ts'
import { type PrintedPhotograph, photographsOf } from './photographs.ts'
import { paperProblems } from './problems.ts'
import { paperTexts } from './texts.ts'
import { massInWords } from './words-for-mass.ts'

export const eventPapers = ['receive', 'ship', 'destroy'] as const
type PaperKind = (typeof eventPapers)[number]

export type PaperAsked = {
  readonly eventId: EventId
  readonly locale: Locale
  readonly law: LawForChain
  /** Where photographs lie. */
  readonly documents: DocumentStore
}

/** Refuses `chain/unknown-event`, and `chain/no-paper` where the event has none or its words are not the reader's. */
export async function eventPaper(tx: Tx, actor: Actor, asked: PaperAsked): Promise<Paper> {
  const event = await readEvent(tx, actor, asked.eventId)
  const { act } = event
  if (act?.kind === 'destroy') {
    const photographs = await photographsOf(tx, actor, asked.documents, act.photographs ?? [])
    return destructionPaper(await gather(tx, actor, event, asked), act, photographs)
  }
  if (act?.kind !== 'ship' && act?.kind !== 'receive') return refuseNow(paperProblems['no-paper'], {})
  const shipmentId = parseId('shipment', act.shipmentId)
  assert(shipmentId, 'an act holds a shipment id')
  const shipment = await readShipment(tx, actor, shipmentId)
  return shipmentPaper(await gather(tx, actor, event, asked, shipment), act.kind, shipment)
}

type Named = { readonly name: string; readonly substance: string; readonly form: string }
type Gathered = {
  readonly event: EventView
  readonly locale: Locale
  readonly addresses: ReadonlyMap<string, Address>
  readonly named: (batchId: string) => Named
  readonly on: PlainDate
}

async function gather(
  tx: Tx,
  actor: Actor,
  event: EventView,
  { locale, law }: PaperAsked,
  shipment: ShipmentView | null = null,
): Promise<Gathered> {
  const on = legalDayOf(Temporal.Instant.from(event.occurredAt))
  const printed = [event.premises, shipment?.fromPremises, shipment?.toPremises].flatMap((one) =>
    one ? [one.premisesId] : [],
  )
  const premises = await selectAddresses(
    tx,
    actor.authorityId,
    printed.map((id) => parseId('premises', id) ?? ''),
  )
  const wanted = [...event.batches, ...(shipment?.lines.map(({ batch }) => batch) ?? [])]
  const ids = [...new Set(wanted.map(({ batchId }) => parseId('batch', batchId) as BatchId))] // Printed by ourselves.
  const rows =
    ids.length === 0
      ? []
      : await selectBatches(tx, actor.authorityId, {
          ids,
          order: { by: 'name', isDescending: false },
          limit: ids.length,
        })
  const byId = new Map(rows.map((row) => [`bat_${row.batchId}`, row]))
  return {
    event,
    locale,
    on,
    addresses: new Map(premises.map((row) => [`pre_${row.premisesId}`, row])),
    named(batchId) {
      const row = byId.get(batchId)
      const product = row ? law.product(row.productCode, legalDayOf(row.openedAt)) : null
      const list = product && law.listOf(product.substanceId, on)
      const substance = product ? `${product.name} (${product.substanceId}${list ? `, ${list}` : ''})` : '–'
      return {
        name: wanted.find((one) => one.batchId === batchId)?.name ?? row?.name ?? '',
        substance,
        form: product?.form ?? '–',
      }
    },
  }
}

type Filled = {
  readonly facts: readonly (readonly [string, string])[]
  readonly parties: readonly (readonly [string, readonly string[]])[]
  readonly head: readonly string[]
  readonly columns: readonly ('text' | 'wide' | 'mass')[]
  readonly rows: readonly (readonly string[])[]
  readonly remarks: readonly string[]
  readonly signatures: readonly (readonly [string, readonly string[]])[]
  readonly carrier: readonly string[]
  readonly boxes: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | null
}

function paperOf(
  { event, locale, on }: Gathered,
  kind: PaperKind,
  filled: Filled,
  photographs: readonly PrintedPhotograph[] = [],
): Paper {
  const t = translator(paperTexts, locale)
  const { leafIndex, eventId, holder, recordedAt, occurredAt, exemption } = event
  const write = writerIn(locale)
  return {
    template: new URL('./papers.typ', import.meta.url),
    language: locale,
    title: t(`title.${kind}`),
    author: holder?.name ?? '',
    foot: t('foot', {
      event: eventId,
      index: leafIndex === null ? t('foot.waiting') : t('foot.index', { index: leafIndex }),
    }),
    day: on,
    files: Object.fromEntries(
      photographs.flatMap(({ documentId, bytes }) => (bytes ? [[`${documentId}.jpg`, bytes]] : [])),
    ),
    data: {
      ...filled,
      pictures: photographs.map(({ documentId, sha256, bytes }, at) => ({
        file: bytes ? `/${documentId}.jpg` : null,
        alt: t('photograph.alt', { number: at + 1 }),
        lines: [t('photograph.number', { number: at + 1 }), sha256, ...(bytes ? [] : [t('photograph.not-as-signed')])],
      })),
      facts: [
        [t('number'), eventId],
        [t('happened'), write.instant(occurredAt)],
        [t('recorded'), write.instant(recordedAt)],
        ...(exemption ? [[t('exemption'), exemption.number]] : []),
        [t('basis'), t(`basis.${kind}`)],
        ...filled.facts,
      ],
    },
  }
}

function addressLines({ addresses, locale }: Gathered, partyName: string, premisesId: string | undefined): string[] {
  const t = translator(paperTexts, locale)
  const found = premisesId === undefined ? undefined : addresses.get(premisesId)
  if (!found) return [partyName]
  const gln = found.gln ? [`GLN ${found.gln}`] : []
  return [partyName, found.name, t('address', found), ...gln, t('street')]
}

function shipmentPaper(gathered: Gathered, kind: 'ship' | 'receive', shipment: ShipmentView): Paper {
  const { locale, named } = gathered
  const t = translator(paperTexts, locale)
  const grams = (mass: string | null) => (mass === null ? '–' : `${gramsIn(mass, locale)} g`)
  const isHere = shipment.receivedAt !== null
  const rows = shipment.lines.map(({ batch, shippedMassMg, receivedMassMg }) => {
    const { name, substance, form } = named(batch.batchId)
    const counted = receivedMassMg ?? shippedMassMg
    const difference = receivedMassMg === null ? null : `${BigInt(receivedMassMg) - BigInt(shippedMassMg)}`
    return [
      name,
      substance,
      form,
      grams(shippedMassMg),
      grams(receivedMassMg),
      grams(difference),
      inWords(counted, locale),
    ]
  })
  const signed = (event: string | null, at: string | null) =>
    event && at ? [t('sign.event', { event, at }), t('sign.name')] : [t('on-the-way'), t('sign.name')]
  const remark = shipment.differenceDueOn
    ? [t('differs', { due: shipment.differenceDueOn })]
    : isHere
      ? [t('agrees')]
      : [t('on-the-way')]
  return paperOf(gathered, kind, {
    facts: journeyOf(gathered, shipment),
    parties: [
      [t('supplier'), addressLines(gathered, shipment.sender.name, shipment.fromPremises.premisesId)],
      [t('receiver'), addressLines(gathered, shipment.receiver.name, shipment.toPremises.premisesId)],
    ],
    head: [t('batch'), t('substance'), t('form'), t('shipped'), t('received'), t('difference'), t('words')],
    columns: ['text', 'wide', 'text', 'mass', 'mass', 'mass', 'wide'],
    rows,
    remarks: remark,
    signatures: [
      [t('sign.sent'), signed(shipment.shipEventId, shipment.shippedAt)],
      [t('sign.received'), signed(shipment.receiveEventId, shipment.receivedAt)],
    ],
    // What the sender did not say, whoever drives writes by hand.
    carrier: kind === 'ship' && shipment.transport === null ? [t('carrier'), t('driver'), t('vehicle')] : [],
    boxes: boxesOf(gathered, shipment),
  })
}

/** Who carries it, in what, when and along which way, as the sender said. */
function journeyOf({ locale }: Gathered, { transport, sender }: ShipmentView): (readonly [string, string])[] {
  if (transport === null) return []
  const t = translator(paperTexts, locale)
  const write = writerIn(locale)
  const { carrier, vehicle, driver, departsAt, arrivesAt, route } = transport
  return [
    [t('carrier'), carrier ? carrier.name : t('carrier.own', { name: sender.name })],
    [t('vehicle'), vehicle],
    ...(driver === null ? [] : [[t('driver'), driver] as const]),
    [t('departs'), write.instant(departsAt)],
    [t('arrives'), write.instant(arrivesAt)],
    ...(route === null ? [] : [[t('route'), route] as const]),
  ]
}

function boxesOf({ locale }: Gathered, { units }: ShipmentView): Filled['boxes'] {
  if (units.length === 0) return null
  const t = translator(paperTexts, locale)
  return {
    head: [t('sscc'), t('contents')],
    rows: units.map(({ sscc, contents }) => [
      sscc,
      contents.map(({ batch, massMg }) => `${batch.name} ${gramsIn(massMg, locale)} g`).join(', '),
    ]),
  }
}

function destructionPaper(gathered: Gathered, act: ActOf<'destroy'>, photographs: readonly PrintedPhotograph[]): Paper {
  const { event, locale, named } = gathered
  const t = translator(paperTexts, locale)
  const { name, substance, form } = named(act.batchId)
  const filled: Filled = {
    facts: [
      [t('method'), t(`method.${act.method}`)],
      [t('photographs'), photographs.length === 0 ? t('photographs.none') : `${photographs.length}`],
      [t('documents'), act.documents.length === 0 ? '–' : act.documents.join(', ')],
    ],
    parties: [[t('holder'), addressLines(gathered, event.holder?.name ?? '', event.premises?.premisesId)]],
    head: [t('batch'), t('substance'), t('form'), t('destroyed'), t('words')],
    columns: ['text', 'wide', 'text', 'mass', 'wide'],
    rows: [[name, substance, form, `${gramsIn(act.massMg, locale)} g`, inWords(act.massMg, locale)]],
    remarks: [],
    signatures: [
      ...act.witnesses.map((number) => [t('sign.witness', { number }), [t('sign.name')]] as const),
      ...secondSigner(event, t),
    ],
    carrier: [],
    boxes: null,
  }
  return paperOf(gathered, 'destroy', filled, photographs)
}

/** Whoever signed with an event of their own, or that it is waited for. */
function secondSigner({ secondSignature }: EventView, t: Translate<typeof paperTexts>): [string, string[]][] {
  if (!secondSignature) return []
  const { signed, dueOn } = secondSignature
  if (!signed) return [[t('sign.second'), [t('sign.waits', { due: dueOn })]]]
  return [[t('sign.second'), [signed.party?.name ?? '', t('sign.event', { event: signed.eventId, at: signed.at })]]]
}

const inWords = (massMg: string, locale: Locale): string => massInWords(BigInt(massMg), locale)
