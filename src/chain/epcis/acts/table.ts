// Which event each act is, field by field, both ways (chain.md 2.5). What the standard has no place for stands in our own namespace.
// Not here: moving mass, who may, and events that are no act of ours.
import type { ActKind, ActOf } from '../../contract.ts'
import type { ExpandedEvent } from '../expanded.ts'
import { type JsonObject, numberOf } from '../json.ts'
import { decimalText } from '../quantity.ts'
import { idOf, lotIn, lotUri, numberIn, numberUrn, ownWord, urnOf } from './names.ts'
import {
  elements,
  firstOf,
  isMatter,
  link,
  linked,
  loss,
  mass,
  massIfAny,
  matterMg,
  moisture,
  only,
  ownTexts,
  packingDifference,
  pieces,
  type Written,
  waste,
} from './parts.ts'
import { bizSteps, dispositions, transactions } from './words.ts'

/** How a batch is called on the way out: by its GTIN and lot, or by our id. */
export type Naming = { readonly batch: (batchId: string) => string; readonly movedMg: bigint }
/** And on the way in; `batch` answers an id for every name. */
export type Reading = { readonly batch: (uri: string) => string }

export type Mapping<Kind extends ActKind> = {
  readonly type: 'ObjectEvent' | 'TransformationEvent'
  readonly action?: 'ADD' | 'OBSERVE' | 'DELETE'
  /** Whether an event of this type and action is this act, by its words. */
  readonly is: (event: ExpandedEvent) => boolean
  readonly write: (act: ActOf<Kind>, naming: Naming) => Written
  /** Fields of the act that stand in ilmd: what a batch is called and made of. */
  readonly ilmd?: (act: ActOf<Kind>) => Readonly<Record<string, unknown>>
  /** Fields the standard holds, so that our namespace need not. */
  readonly taken: readonly string[]
  readonly read: (event: ExpandedEvent, reading: Reading) => Readonly<Record<string, unknown>>
}
type Table = { readonly [Kind in ActKind]?: Mapping<Kind> }

const step =
  (...words: readonly string[]) =>
  ({ bizStep }: ExpandedEvent) =>
    bizStep !== undefined && words.includes(bizStep)
const massOf = (element: { readonly massMg?: string } | undefined) => element?.massMg
const batchIn = (element: { readonly epcClass: string } | undefined, { batch }: Reading) =>
  element === undefined ? undefined : batch(element.epcClass)

/** A batch that an event opens: its name stands in ilmd, or is the lot number it is named by. */
function opened(event: ExpandedEvent, list: 'quantityList' | 'outputQuantityList', reading: Reading): object {
  const element = elements(event, list).find((one) => !isMatter(one))
  if (!element) return {}
  const given = ownTexts(event.ilmd ?? {}, 'batchId')[0]
  const name = ownTexts(event.ilmd ?? {}, 'name')[0] ?? lotIn(element.epcClass)?.name
  return { batchId: given ?? reading.batch(element.epcClass), ...(name === undefined ? {} : { name }) }
}

const portions = (lines: readonly { batchId: string; massMg: string }[], { batch }: Naming) =>
  lines.map(({ batchId, massMg }) => mass(batch(batchId), massMg))

function readPortions(
  event: ExpandedEvent,
  list: 'quantityList' | 'inputQuantityList',
  amount: string,
  reading: Reading,
) {
  const states = ownTexts(event, 'state')
  return elements(event, list)
    .filter((element) => !isMatter(element))
    .map((element, index) => ({
      batchId: reading.batch(element.epcClass),
      ...(states[index] === undefined ? {} : { state: states[index] }),
      ...(element.massMg === undefined ? {} : { [amount]: element.massMg }),
    }))
}

const single = <Kind extends ActKind>(
  action: 'OBSERVE' | 'DELETE',
  is: (event: ExpandedEvent) => boolean,
  words: (act: ActOf<Kind>) => Written,
): Mapping<Kind> =>
  ({
    type: 'ObjectEvent',
    action,
    is,
    taken: ['batchId', 'massMg'],
    write: (act: ActOf<Kind> & { batchId: string; massMg?: string }, { batch }: Naming) => ({
      ...words(act),
      quantityList: [act.massMg === undefined ? only(batch(act.batchId)) : mass(batch(act.batchId), act.massMg)],
    }),
    read: (event: ExpandedEvent, reading: Reading) => {
      const element = firstOf(event, 'quantityList')
      return { batchId: batchIn(element, reading), massMg: massOf(element) }
    },
  }) as unknown as Mapping<Kind> // Used for kinds that have a batch alone, each named below.

/** Codes of UN/ECE 20; colony forming units have none. The dose is told in grays. */
const unitCodes: Readonly<Record<string, string>> = { '%': 'P1', ppm: '59', 'ug/kg': 'J33', kGy: 'A95' }

const measured = (type: string, value: string, unit: string): JsonObject => ({
  type,
  value: numberOf(decimalText(value)),
  ...(unitCodes[unit] === undefined ? {} : { uom: unitCodes[unit] }),
})

export const actTable: Table = {
  plant: {
    type: 'ObjectEvent',
    action: 'ADD',
    is: step(bizSteps.commissioning),
    taken: ['batch', 'plants', 'productCode', 'cultivar'],
    ilmd: ({ batch, productCode, cultivar }) => ({ name: batch.name, productCode, cultivar }),
    write: ({ batch, plants }, naming) => ({
      bizStep: 'commissioning',
      disposition: 'active',
      quantityList: [pieces(naming.batch(batch.batchId), plants)],
    }),
    read: (event, reading) => ({
      batch: opened(event, 'quantityList', reading),
      plants: Number(firstOf(event, 'quantityList')?.quantity),
      productCode: ownTexts(event.ilmd ?? {}, 'productCode')[0],
      cultivar: ownTexts(event.ilmd ?? {}, 'cultivar')[0],
    }),
  },
  harvest: {
    type: 'TransformationEvent',
    is: step(bizSteps.harvesting),
    taken: ['plantLotId', 'plantsCut', 'batch', 'wetMassMg'],
    ilmd: ({ batch }) => ({ name: batch.name }),
    write: (act, { batch }) => ({
      bizStep: bizSteps.harvesting,
      disposition: 'in_progress',
      inputQuantityList: [pieces(batch(act.plantLotId), act.plantsCut)],
      outputQuantityList: [mass(batch(act.batch.batchId), act.wetMassMg)],
    }),
    read: (event, reading) => ({
      plantLotId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      plantsCut: Number(firstOf(event, 'inputQuantityList')?.quantity),
      batch: opened(event, 'outputQuantityList', reading),
      wetMassMg: massOf(firstOf(event, 'outputQuantityList')),
    }),
  },
  dry: {
    type: 'TransformationEvent',
    is: step(bizSteps.drying),
    taken: ['batchId', 'driedMassMg'],
    write: (act, { batch, movedMg }) => ({
      bizStep: bizSteps.drying,
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), movedMg)],
      outputQuantityList: [
        mass(batch(act.batchId), act.driedMassMg),
        ...massIfAny(moisture, movedMg - BigInt(act.driedMassMg)),
      ],
    }),
    read: (event, reading) => {
      const dried = elements(event, 'outputQuantityList').find((one) => !isMatter(one))
      return { batchId: batchIn(dried, reading), driedMassMg: massOf(dried) }
    },
  },
  process: {
    type: 'TransformationEvent',
    is: step(...Object.values(bizSteps.methods)),
    taken: ['method', 'inputs', 'output', 'outputMassMg', 'wasteMassMg'],
    ilmd: ({ output }) => ({ name: output.name }),
    write: (act, naming) => {
      const inMg = act.inputs.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
      const [outMg, wasteMg] = [BigInt(act.outputMassMg), BigInt(act.wasteMassMg)]
      return {
        bizStep: bizSteps.methods[act.method],
        disposition: 'in_progress',
        inputQuantityList: portions(act.inputs, naming),
        outputQuantityList: [
          mass(naming.batch(act.output.batchId), outMg),
          ...massIfAny(waste, wasteMg),
          ...massIfAny(loss, inMg - outMg - wasteMg),
        ],
        'grein:state': act.inputs.map(({ state }) => state),
      }
    },
    read: (event, reading) => ({
      method: Object.entries(bizSteps.methods).find(([, word]) => word === event.bizStep)?.[0],
      inputs: readPortions(event, 'inputQuantityList', 'massMg', reading),
      output: opened(event, 'outputQuantityList', reading),
      outputMassMg: massOf(elements(event, 'outputQuantityList').find((one) => !isMatter(one))),
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
  'hand-over': single('OBSERVE', step(bizSteps.handingOver), () => ({
    bizStep: bizSteps.handingOver,
    disposition: 'in_progress',
  })),
  sample: {
    type: 'TransformationEvent',
    is: step(bizSteps.sampling),
    taken: ['batchId', 'massMg', 'sample'],
    ilmd: ({ sample }) => ({ name: sample.name }),
    write: (act, { batch }) => ({
      bizStep: 'sampling',
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), act.massMg)],
      outputQuantityList: [mass(batch(act.sample.batchId), act.massMg)],
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      massMg: massOf(firstOf(event, 'outputQuantityList')),
      sample: opened(event, 'outputQuantityList', reading),
    }),
  },
  test: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.inspecting),
    taken: ['sampleId', 'consumedMassMg'],
    write: (act, { batch }) => ({
      bizStep: 'inspecting',
      disposition: 'in_progress',
      quantityList: [mass(batch(act.sampleId), act.consumedMassMg)],
      // For who reads sensors; the results as they were reported stand in our namespace, digits and all.
      sensorElementList: [
        {
          sensorReport: act.results.map(({ analyte, value, unit }) =>
            measured(ownWord(`analyte:${analyte}`), value, unit),
          ),
        },
      ],
    }),
    read: (event, reading) => ({
      sampleId: batchIn(firstOf(event, 'quantityList'), reading),
      consumedMassMg: massOf(firstOf(event, 'quantityList')),
    }),
  },
  release: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.accepting)(event) &&
      (event.disposition === dispositions.conformant || event.disposition === dispositions.nonConformant),
    taken: ['batchId', 'verdict', 'certificate'],
    write: (act, { batch }) => ({
      bizStep: 'accepting',
      disposition: act.verdict === 'released' ? 'conformant' : 'non_conformant',
      quantityList: [only(batch(act.batchId))],
      certificationInfo: numberUrn('certificate', act.certificate),
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'quantityList'), reading),
      verdict: event.disposition === dispositions.conformant ? 'released' : 'rejected',
      certificate: numberIn('certificate', event.certificationInfo?.[0] ?? '') ?? undefined,
    }),
  },
  irradiate: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.irradiating),
    taken: ['batchId'],
    write: (act, { batch }) => ({
      bizStep: bizSteps.irradiating,
      disposition: 'in_progress',
      quantityList: [only(batch(act.batchId))],
      sensorElementList: [{ sensorReport: [measured('AbsorbedDose', `${act.doseKGy}e3`, 'kGy')] }],
    }),
    read: (event, reading) => ({ batchId: batchIn(firstOf(event, 'quantityList'), reading) }),
  },
  pack: {
    type: 'TransformationEvent',
    is: step(bizSteps.packing),
    taken: ['batchId', 'inputMassMg', 'pack', 'wasteMassMg', 'gtin'],
    ilmd: ({ pack }) => ({ name: pack.name, batchId: pack.batchId }),
    write: (act, { batch }) => {
      const [inMg, wasteMg] = [BigInt(act.inputMassMg), BigInt(act.wasteMassMg)]
      const packsMg = BigInt(act.packs) * BigInt(act.packMassMg)
      const restMg = inMg - packsMg - wasteMg
      return {
        bizStep: 'packing',
        disposition: 'container_closed',
        // Packs that hold a little more than their label: the label says so, and the run's difference makes it up.
        inputQuantityList: [mass(batch(act.batchId), inMg), ...massIfAny(packingDifference, -restMg)],
        outputQuantityList: [
          mass(lotUri({ ...act.pack, gtin: act.gtin }), packsMg),
          ...massIfAny(waste, wasteMg),
          ...massIfAny(packingDifference, restMg),
        ],
      }
    },
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      inputMassMg: massOf(firstOf(event, 'inputQuantityList')),
      pack: opened(event, 'outputQuantityList', reading),
      gtin: lotIn(elements(event, 'outputQuantityList').find((one) => !isMatter(one))?.epcClass ?? '')?.gtin,
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
  ship: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.shipping)(event) && linked(event.bizTransactionList, transactions.exportPermit) === undefined,
    taken: ['shipmentId', 'receiverId', 'toPremisesId', 'lines'],
    write: (act, naming) => ({
      bizStep: 'shipping',
      disposition: act.reason === 'return' ? 'returned' : 'in_transit',
      quantityList: portions(act.lines, naming),
      bizTransactionList: [link('bizTransaction', 'desadv', urnOf('shipment', act.shipmentId))],
      destinationList: [
        link('destination', 'possessing_party', urnOf('party', act.receiverId)),
        link('destination', 'location', urnOf('premises', act.toPremisesId)),
      ],
      'grein:state': act.lines.map(({ state }) => state),
    }),
    read: (event, reading) => {
      const shipment = linked(event.bizTransactionList, transactions.despatchAdvice)
      const receiver = linked(event.destinationList, transactions.possessingParty)
      const place = linked(event.destinationList, transactions.location)
      return {
        ...(shipment === undefined ? {} : { shipmentId: idOf('shipment', shipment) }),
        ...(receiver === undefined ? {} : { receiverId: idOf('party', receiver) }),
        ...(place === undefined ? {} : { toPremisesId: idOf('premises', place) }),
        lines: readPortions(event, 'quantityList', 'massMg', reading),
      }
    },
  },
  receive: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.receiving),
    taken: ['shipmentId', 'lines'],
    write: (act, { batch }) => ({
      bizStep: 'receiving',
      disposition: 'in_progress',
      quantityList: act.lines.map(({ batchId, receivedMassMg }) => mass(batch(batchId), receivedMassMg)),
      bizTransactionList: [link('bizTransaction', 'desadv', urnOf('shipment', act.shipmentId))],
      'grein:state': act.lines.map(({ state }) => state),
    }),
    read: (event, reading) => {
      const shipment = linked(event.bizTransactionList, transactions.despatchAdvice)
      return {
        ...(shipment === undefined ? {} : { shipmentId: idOf('shipment', shipment) }),
        lines: readPortions(event, 'quantityList', 'receivedMassMg', reading),
      }
    },
  },
  export: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.shipping)(event) && linked(event.bizTransactionList, transactions.exportPermit) !== undefined,
    taken: ['buyerId', 'exportPermit', 'importPermit', 'lines'],
    write: (act, naming) => ({
      bizStep: 'shipping',
      disposition: 'in_transit',
      quantityList: portions(act.lines, naming),
      bizTransactionList: [
        link('bizTransaction', transactions.exportPermit, numberUrn('permit', act.exportPermit)),
        link('bizTransaction', transactions.importPermit, numberUrn('permit', act.importPermit)),
      ],
      destinationList: [link('destination', 'possessing_party', urnOf('party', act.buyerId))],
      'grein:state': act.lines.map(({ state }) => state),
    }),
    read: (event, reading) => {
      const permit = (type: string) => numberIn('permit', linked(event.bizTransactionList, type) ?? '') ?? undefined
      const buyer = linked(event.destinationList, transactions.possessingParty)
      return {
        ...(buyer === undefined ? {} : { buyerId: idOf('party', buyer) }),
        exportPermit: permit(transactions.exportPermit),
        importPermit: permit(transactions.importPermit),
        lines: readPortions(event, 'quantityList', 'massMg', reading),
      }
    },
  },
  dispense: single('OBSERVE', step(bizSteps.dispensing), () => ({ bizStep: 'dispensing', disposition: 'dispensed' })),
  destroy: single('DELETE', step(bizSteps.destroying), () => ({ bizStep: 'destroying', disposition: 'destroyed' })),
  lose: single<'lose'>('DELETE', step(bizSteps.losing), ({ cause }) => ({
    bizStep: bizSteps.losing,
    disposition: cause === 'theft' ? 'stolen' : 'unknown',
  })),
  hold: single<'hold'>(
    'OBSERVE',
    (event) => step(bizSteps.holding)(event) && event.persistentDisposition?.unset === undefined,
    ({ scope }) => ({
      bizStep: 'holding',
      disposition: 'non_sellable_other',
      ...(scope === 'recall' ? { persistentDisposition: { set: ['recalled'] } } : {}),
    }),
  ),
  lift: single(
    'OBSERVE',
    (event) => step(bizSteps.holding)(event) && event.persistentDisposition?.unset !== undefined,
    () => ({
      bizStep: 'holding',
      disposition: 'in_progress',
      persistentDisposition: { unset: ['recalled'] },
    }),
  ),
}
