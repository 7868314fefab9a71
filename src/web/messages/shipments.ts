// The texts of the list of shipments. Not here: the words for what became of one (chain.ts), and how it travels (manifest.ts).
import { defineMessages } from '#kernel'

export const shipmentsMessages = defineMessages({
  'shipments.title': { nl: 'Zendingen', en: 'Shipments' },
  'shipments.lead': {
    nl: 'Wat onderweg is staat bovenaan, het langst onderweg het eerst; daaronder wat is aangekomen.',
    en: 'What is on its way stands on top, the longest on its way first; below it what has arrived.',
  },
  'shipments.what': { nl: 'Wat', en: 'What' },
  'shipments.from': { nl: 'Van', en: 'From' },
  'shipments.to': { nl: 'Naar', en: 'To' },
  'shipments.you': { nl: 'u', en: 'you' },
  'shipments.state': { nl: 'Stand', en: 'Status' },
  'shipments.left': { nl: 'Vertrokken', en: 'Left' },
  'shipments.sent': { nl: 'Verzonden', en: 'Shipped' },
  'shipments.received': { nl: 'Ontvangen', en: 'Received' },
  'shipments.order': { nl: 'Bestelformulier', en: 'Order form' },
  'shipments.holder': { nl: 'Houder', en: 'Holder' },
  'shipments.direction': { nl: 'Richting', en: 'Direction' },
  'shipments.direction.sent': { nl: 'verzonden', en: 'sent' },
  'shipments.direction.received': { nl: 'ontvangen', en: 'received' },
  'shipments.any': { nl: 'alle', en: 'all' },
  'shipments.overdue': { nl: 'Te laat onderweg', en: 'Late on its way' },
  'shipments.since': { nl: 'Vertrokken vanaf', en: 'Left from' },
  'shipments.until': { nl: 'Tot en met', en: 'Through' },
  'shipments.clear': { nl: 'Alles tonen', en: 'Show all' },
  'shipments.none': { nl: 'Nog niets verzonden', en: 'Nothing shipped yet' },
  'shipments.none.text': {
    nl: 'Wat u verzendt of naar u onderweg is, komt hier te staan.',
    en: 'What you send or what is on its way to you appears here.',
  },
  'shipments.none.filter': { nl: 'Niets gevonden', en: 'Nothing found' },
  'shipments.none.filter.text': {
    nl: 'Kies een ruimere periode, een andere stand of een andere houder.',
    en: 'Choose a wider period, another state or another holder.',
  },
})
