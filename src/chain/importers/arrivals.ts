// Which line of which shipment a row of a receipt weighs: one, or what to add so that it is one. Never the first that fits. Not here: recording it.
import type { Instant } from '#kernel'
import type { StockState } from '../contract.ts'
import { stateText } from '../state-text.ts'
import type { Read } from './cells.ts'
import type { PremisesFound, Refs } from './refs.ts'

type Row = {
  readonly moment: Instant
  readonly premises: PremisesFound
  readonly batch: string
  readonly shipment: string | null
  readonly state: StockState | null
}
export type ArrivedLine = { readonly shipmentId: string; readonly batchId: string; readonly state: StockState }

/** A row with the very moment of a receipt that is there is that receipt, sent again. */
export function arrivalOf({ moment, premises, batch, shipment, state }: Row, refs: Refs): Read<ArrivedLine> {
  const fitting = refs.arrivals.filter(
    ({ premisesId, lines }) => premisesId === premises.premisesId && lines.some(({ batchId }) => batchId === batch),
  )
  const received = fitting.filter(({ receivedAt }) => receivedAt?.equals(moment))
  const underWay = received.length > 0 ? received : fitting.filter(({ receivedAt }) => receivedAt === null)
  const found = underWay.filter(({ shipmentId }) => shipment === null || shipmentId === shipment)
  const [arrival, other] = found
  if (!arrival) return underWay.length === 0 ? noneUnderWay : notThatOne(idsOf(underWay))
  if (other) return whichShipment(idsOf(found))
  const lines = arrival.lines.filter((line) => line.batchId === batch)
  const meant = lines.filter((line) => state === null || line.state === state)
  const [line, second] = meant
  if (!line || second) return whichState(lines.map((one) => one.state))
  return { value: { shipmentId: arrival.shipmentId, batchId: batch, state: line.state } }
}

const idsOf = (arrivals: Refs['arrivals']) => arrivals.map(({ shipmentId }) => shipmentId)

const fault = (nl: string, en: string): { readonly fault: { nl: string; en: string } } => ({ fault: { nl, en } })
const noneUnderWay = fault(
  'Er is geen zending met deze partij onderweg naar deze locatie.',
  'No shipment with this batch is on its way to these premises.',
)
const notThatOne = (ids: readonly string[]) =>
  fault(
    `Deze zending is niet met deze partij onderweg naar deze locatie; wel: ${ids.join(', ')}.`,
    `This shipment is not on its way to these premises with this batch; these are: ${ids.join(', ')}.`,
  )
const whichShipment = (ids: readonly string[]) =>
  fault(
    `Er zijn meer zendingen met deze partij onderweg. Schrijf in de kolom "zending" welke dit is: ${ids.join(' of ')}.`,
    `Several shipments with this batch are under way. Write in the column "shipment" which this is: ${ids.join(' or ')}.`,
  )
const whichState = (states: readonly StockState[]) =>
  fault(
    `Deze partij zit in de zending als ${states.map((one) => stateText[one].nl).join(' en als ')}. Schrijf in de kolom "staat" welke dit is.`,
    `This batch is in the shipment as ${states.map((one) => stateText[one].en).join(' and as ')}. Write in the column "state" which this is.`,
  )
