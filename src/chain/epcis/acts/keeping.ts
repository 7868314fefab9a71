// Acts on stock that stays or ends where it lies: set aside, used up, counted, seized, refused; and what may be brought at all. Not here:
// the other rows.
import type { ActKind } from '../../contract.ts'
import type { ExpandedEvent } from '../expanded.ts'
import { type Mapping, readPortions, single, step, type Table } from './mapping.ts'
import { idOf, numberIn, numberUrn, ownWord, urnOf } from './names.ts'
import { link, linked, mass } from './parts.ts'
import { sidesOf } from './sides.ts'
import { actStep, bizSteps, transactions } from './words.ts'

/** A party of the act that stands in our namespace too, by our id: in another house the number it is told by is what is known of it. */
function withParty<Kind extends ActKind>(
  mapping: Mapping<Kind>,
  partyIn: (event: ExpandedEvent) => readonly [field: string, uri: string | undefined],
): Mapping<Kind> {
  return {
    ...mapping,
    read: (event, reading) => {
      const [field, uri] = partyIn(event)
      return { ...mapping.read(event, reading), ...(uri === undefined ? {} : { [field]: idOf('party', uri) }) }
    },
  }
}

export const keeping = {
  assay: single('OBSERVE', step(bizSteps.assaying), () => ({
    bizStep: bizSteps.assaying,
    disposition: 'in_progress',
  })),
  refuse: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.refusing),
    taken: ['shipmentId', 'returnShipmentId'],
    write: (act, { moved, beside }) => ({
      bizStep: bizSteps.refusing,
      disposition: 'returned',
      ...moved(),
      bizTransactionList: [
        link('bizTransaction', 'desadv', urnOf('shipment', act.shipmentId)),
        link('bizTransaction', transactions.returnShipment, urnOf('shipment', act.returnShipmentId)),
      ],
      ...sidesOf({
        from: beside.holderId === undefined ? null : { partyId: beside.holderId, premisesId: act.premisesId },
        to: beside.shipment?.from ?? null,
        isSold: false,
      }),
    }),
    read: ({ bizTransactionList }) => {
      const shipment = linked(bizTransactionList, transactions.despatchAdvice)
      const back = linked(bizTransactionList, transactions.returnShipment)
      return {
        ...(shipment === undefined ? {} : { shipmentId: idOf('shipment', shipment) }),
        ...(back === undefined ? {} : { returnShipmentId: idOf('shipment', back) }),
      }
    },
  },
  reserve: withParty(
    single<'reserve'>('OBSERVE', step(bizSteps.reserving), ({ forPartyId }) => ({
      bizStep: 'reserving',
      disposition: 'reserved',
      ...sidesOf({
        from: null,
        to: forPartyId === null ? null : { partyId: forPartyId, premisesId: null },
        isSold: false,
      }),
    })),
    ({ destinationList }) => ['forPartyId', linked(destinationList, transactions.possessingParty)],
  ),
  free: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.freeing),
    taken: [],
    write: (_act, { moved }) => ({ bizStep: bizSteps.freeing, disposition: 'available', ...moved() }),
    read: () => ({}),
  },
  'own-practice': single('OBSERVE', step(bizSteps.usingInPractice), () => ({
    bizStep: bizSteps.usingInPractice,
    disposition: 'dispensed',
  })),
  administer: single('OBSERVE', step(bizSteps.administering), () => ({
    bizStep: bizSteps.administering,
    disposition: 'dispensed',
  })),
  seize: withParty(
    single<'seize'>('DELETE', step(bizSteps.seizing), ({ holderId, premisesId }) => ({
      bizStep: bizSteps.seizing,
      disposition: 'unavailable',
      ...sidesOf({ from: { partyId: holderId, premisesId }, to: null, isSold: false }),
    })),
    ({ sourceList }) => ['holderId', linked(sourceList, transactions.possessingParty)],
  ),
  grant: {
    type: 'TransactionEvent',
    action: 'ADD',
    is: step(bizSteps.granting),
    taken: ['number'],
    write: (act) => ({
      bizStep: bizSteps.granting,
      disposition: 'active',
      epcList: [],
      bizTransactionList: [link('bizTransaction', ownWord(act.allowance), numberUrn('allowance', act.number))],
    }),
    read: ({ bizTransactionList = [] }) => {
      const [first] = bizTransactionList
      return { number: numberIn('allowance', first?.id ?? '') ?? undefined }
    },
  },
  count: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.counting, bizSteps.cycleCounting),
    taken: ['lines'],
    write: (act, { batch }) => ({
      bizStep: 'stock_taking',
      disposition: 'in_progress',
      quantityList: act.lines.map(({ batchId, countedMassMg }) => mass(batch(batchId), countedMassMg)),
      'grein:state': act.lines.map(({ state }) => state),
    }),
    read: (event, reading) => ({ lines: readPortions(event, 'quantityList', 'countedMassMg', reading) }),
  },
  countersign: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.countersigning),
    taken: ['signsId'],
    // What is signed is an event, and stands where papers stand; the signature moves nothing.
    write: (act) => ({
      bizStep: bizSteps.countersigning,
      epcList: [],
      bizTransactionList: [link('bizTransaction', transactions.signedEvent, urnOf('event', act.signsId))],
    }),
    read: ({ bizTransactionList }) => {
      const signed = linked(bizTransactionList, transactions.signedEvent)
      return signed === undefined ? {} : { signsId: idOf('event', signed) }
    },
  },
  'notify-loss': {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.notifyingLoss),
    taken: ['lossId'],
    write: (act) => ({
      bizStep: bizSteps.notifyingLoss,
      epcList: [],
      bizTransactionList: [link('bizTransaction', transactions.lossEvent, urnOf('event', act.lossId))],
    }),
    read: ({ bizTransactionList }) => {
      const loss = linked(bizTransactionList, transactions.lossEvent)
      return loss === undefined ? {} : { lossId: idOf('event', loss) }
    },
  },
  designate: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.designating),
    taken: [],
    write: () => ({ bizStep: bizSteps.designating, epcList: [] }),
    read: () => ({}),
  },
  'move-room': single('OBSERVE', step(bizSteps.storing), () => ({ bizStep: 'storing', disposition: 'in_progress' })),
  'settle-difference': {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(actStep('settle-difference')),
    taken: [],
    write: (_act, { moved }) => ({ bizStep: actStep('settle-difference'), ...moved() }),
    read: () => ({}),
  },
} satisfies Table
