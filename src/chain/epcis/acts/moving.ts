// Acts that bring mass elsewhere or out of the chain, as events. Not here: the other rows.
import { portions, readPortions, single, step, type Table } from './mapping.ts'
import { idOf, numberIn, numberUrn, ssccLink, urnOf } from './names.ts'
import { exemptionLinks, link, linked, mass } from './parts.ts'
import { type Side, sidesOf } from './sides.ts'
import { bizSteps, transactions } from './words.ts'

const sideOf = (partyId: string | undefined, premisesId: string | null): Side | null =>
  partyId === undefined ? null : { partyId, premisesId }

export const moving = {
  'hand-over': single<'hand-over'>('OBSERVE', step(bizSteps.handingOver), ({ premisesId }, { beside }) => ({
    bizStep: bizSteps.handingOver,
    disposition: 'in_progress',
    ...sidesOf({
      from: sideOf(beside.holderId, premisesId),
      to: sideOf(beside.counterId, premisesId), // It lies where it lay.
      isSold: true,
    }),
  })),
  ship: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.shipping)(event) && linked(event.bizTransactionList, transactions.exportPermit) === undefined,
    taken: ['shipmentId', 'receiverId', 'toPremisesId', 'lines', 'orderNumber', 'returnNumber'],
    write: (act, naming) => ({
      bizStep: 'shipping',
      disposition: act.reason === 'return' ? 'returned' : 'in_transit',
      ...(act.units ? { epcList: act.units.map(({ sscc }) => ssccLink(sscc)) } : {}),
      quantityList: portions(act.lines, naming),
      bizTransactionList: [
        link('bizTransaction', 'desadv', urnOf('shipment', act.shipmentId)),
        ...(act.orderNumber === undefined ? [] : [link('bizTransaction', 'po', numberUrn('order', act.orderNumber))]),
        ...(act.returnNumber === undefined
          ? []
          : [link('bizTransaction', 'rma', numberUrn('return', act.returnNumber))]),
      ],
      ...sidesOf({
        from: sideOf(naming.beside.holderId, act.premisesId),
        to: { partyId: act.receiverId, premisesId: act.toPremisesId },
        isSold: act.reason === 'supply',
      }),
      'grein:state': act.lines.map(({ state }) => state),
    }),
    read: (event, reading) => {
      const shipment = linked(event.bizTransactionList, transactions.despatchAdvice)
      // Somebody else's order is theirs: only an order form of ours is answered by a despatch. So are their words for a return.
      const order = numberIn('order', linked(event.bizTransactionList, transactions.order) ?? '')
      const agreed = numberIn('return', linked(event.bizTransactionList, transactions.returnAuthorisation) ?? '')
      const receiver = linked(event.destinationList, transactions.possessingParty)
      const place = linked(event.destinationList, transactions.location)
      return {
        ...(shipment === undefined ? {} : { shipmentId: idOf('shipment', shipment) }),
        ...(receiver === undefined ? {} : { receiverId: idOf('party', receiver) }),
        ...(place === undefined ? {} : { toPremisesId: idOf('premises', place) }),
        ...(order === null ? {} : { orderNumber: order }),
        ...(agreed === null ? {} : { returnNumber: agreed }),
        lines: readPortions(event, 'quantityList', 'massMg', reading),
      }
    },
  },
  receive: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.receiving),
    taken: ['shipmentId', 'lines'],
    write: (act, { batch, beside }) => ({
      bizStep: 'receiving',
      disposition: beside.isDifferent ? 'mismatch_quantity' : 'in_progress',
      quantityList: act.lines.map(({ batchId, receivedMassMg }) => mass(batch(batchId), receivedMassMg)),
      bizTransactionList: [
        link('bizTransaction', 'desadv', urnOf('shipment', act.shipmentId)),
        link('bizTransaction', 'recadv', urnOf('event', act.eventId)), // Its receipt note is of this event.
      ],
      ...sidesOf({
        from: beside.shipment?.from ?? null,
        to: sideOf(beside.holderId, act.premisesId),
        isSold: beside.shipment?.isSold ?? false,
      }),
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
        ...exemptionLinks(naming.beside),
      ],
      ...sidesOf({
        from: sideOf(naming.beside.holderId, act.premisesId),
        to: { partyId: act.buyerId, premisesId: null },
        isSold: true,
      }),
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
  // The disposition is of what it was taken from, not of what was dispensed.
  dispense: single<'dispense'>(
    null,
    (event) => step(bizSteps.dispensing)(event) && event.action !== 'ADD',
    (_act, { beside }) => ({
      action: beside.isUsedUp ? 'DELETE' : 'OBSERVE',
      bizStep: 'dispensing',
      disposition: beside.isUsedUp === false ? 'partially_dispensed' : 'dispensed',
    }),
  ),
  destroy: single('DELETE', step(bizSteps.destroying), () => ({ bizStep: 'destroying', disposition: 'destroyed' })),
  lose: single<'lose'>('DELETE', step(bizSteps.losing), ({ cause }) => ({
    bizStep: bizSteps.losing,
    disposition: cause === 'theft' ? 'stolen' : 'unknown',
  })),
} satisfies Table
