// The paper that goes with an event: receipt note, manifest, destruction record or count report, out of what was recorded. Not here: setting it
// (platform).
import { assert, type Locale, parseId, refuseNow, translator, writerIn } from '#kernel'
import type { Actor, Paper, Tx } from '#platform'
import { type ActOf, gramsIn, type ShipmentView } from '../contract.ts'
import { readEvent } from '../read/event-views.ts'
import { readShipment } from '../shipments/shipment-views.ts'
import { countPaper } from './count-paper.ts'
import { addressLines, type Filled, type Gathered, gather, type PaperAsked, paperOf } from './gather.ts'
import { handOverPaper } from './hand-over-paper.ts'
import { type PrintedPhotograph, photographsOf } from './photographs.ts'
import { paperProblems } from './problems.ts'
import { secondSigner } from './second-signer.ts'
import { paperTexts } from './texts.ts'
import { massInWords } from './words-for-mass.ts'

/** Refuses `chain/unknown-event`, `chain/paper-erased`, and `chain/no-paper` where the event has none or its words are not the reader's. */
export async function eventPaper(tx: Tx, actor: Actor, asked: PaperAsked): Promise<Paper> {
  const event = await readEvent(tx, actor, asked.eventId)
  const { act } = event
  if (event.erased) return refuseNow(paperProblems['paper-erased'], {})
  if (act?.kind === 'destroy') {
    const photographs = await photographsOf(tx, actor, asked.documents, act.photographs ?? [])
    return destructionPaper(await gather(tx, actor, event, asked), act, photographs)
  }
  if (act?.kind === 'hand-over') return handOverPaper(await gather(tx, actor, event, asked), act)
  if (act?.kind === 'count') return countPaper(await gather(tx, actor, event, asked), act, asked.law)
  if (act?.kind !== 'ship' && act?.kind !== 'receive') return refuseNow(paperProblems['no-paper'], {})
  const shipmentId = parseId('shipment', act.shipmentId)
  assert(shipmentId, 'an act holds a shipment id')
  const shipment = await readShipment(tx, actor, { shipmentId, law: asked.law })
  return shipmentPaper(await gather(tx, actor, event, asked, shipment), act.kind, shipment)
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
    event && at ? [t('sign.event', { at }), event, t('sign.name')] : [t('on-the-way'), t('sign.name')]
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
      ...(act.plants === undefined ? [] : [[t('plants'), `${act.plants}`] as const]),
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

const inWords = (massMg: string, locale: Locale): string => massInWords(BigInt(massMg), locale)
