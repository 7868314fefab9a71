// Acts that bring mass elsewhere or out of the chain, as events. Not here: the other rows.
import { portions, readPortions, single, step, type Table } from './mapping.ts'
import { idOf, numberIn, numberUrn, urnOf } from './names.ts'
import { link, linked, mass } from './parts.ts'
import { bizSteps, transactions } from './words.ts'

export const moving = {
  'hand-over': single('OBSERVE', step(bizSteps.handingOver), () => ({
    bizStep: bizSteps.handingOver,
    disposition: 'in_progress',
  })),
  ship: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.shipping)(event) && linked(event.bizTransactionList, transactions.exportPermit) === undefined,
    taken: ['shipmentId', 'receiverId', 'toPremisesId', 'lines'],
    write: (act, naming) => ({
      bizStep: 'shipping',
      disposition: act.reason === 'return' ? 'returned' : 'in_transit',
      ...(act.units ? { epcList: act.units.map(({ sscc }) => `https://id.gs1.org/00/${sscc}`) } : {}),
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
} satisfies Table
