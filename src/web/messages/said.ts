// How the page of an event names what was said with it, where a form asks that as a question. Not here: what a form calls as the page
// does (record.ts).
import { defineMessages, text } from '#kernel'

export const saidMessages = defineMessages({
  'said.title': { nl: 'Wat erbij is vastgelegd', en: 'What was recorded with it' },
  'said.plantsGone': { nl: 'Aantal planten', en: 'Number of plants' },
  'said.plantsGone.mass': { nl: 'Wogen samen', en: 'Weighed together' },
  'said.solvent': { nl: 'Geëxtraheerd met', en: 'Extracted with' },
  'said.carrier': { nl: 'Dragerolie in wat eruit kwam', en: 'Carrier oil in what came out' },
  'said.dose': { nl: 'Dosis', en: 'Dose' },
  'said.dose.kGy': text<{ dose: string }>({ nl: ({ dose }) => `${dose} kGy`, en: ({ dose }) => `${dose} kGy` }),
  'said.packs': { nl: 'Pakken', en: 'Packs' },
  'said.packs.of': text<{ packs: number; each: string }>({
    nl: ({ packs, each }) => `${packs} van ${each}`,
    en: ({ packs, each }) => `${packs} of ${each}`,
  }),
  'said.gtin': { nl: 'GTIN', en: 'GTIN' },
  'said.shipReason': { nl: 'Soort zending', en: 'Kind of shipment' },
  'said.until': { nl: 'Gereserveerd tot', en: 'Reserved until' },
  'said.destroyMethod': { nl: 'Wijze van vernietigen', en: 'How it was destroyed' },
  'said.witness': text<{ which: number }>({
    nl: ({ which }) => `Personeelsnummer getuige ${which}`,
    en: ({ which }) => `Staff number of witness ${which}`,
  }),
  'said.discovered': { nl: 'Ontdekt', en: 'Discovered' },
  'said.allowance': { nl: 'Verleend', en: 'Granted' },
  'said.scope': { nl: 'Geblokkeerd', en: 'Held' },
  'said.outOf': { nl: 'Uitleg', en: 'Explanation' },
  'said.to': { nl: 'Gemeld aan', en: 'Told to' },
  'said.reference': { nl: 'Nummer van de ontvangst', en: 'Number of the receipt' },
  'said.uses': { nl: 'Bestemd voor', en: 'Meant for' },
  'said.uses.none': { nl: 'niets meer', en: 'nothing any more' },
  'said.result': text<{ value: string; unit: string; of: string; method: string }>({
    nl: ({ value, unit, of, method }) => `${value}\u00a0${unit} ${of}, ${method}`,
    en: ({ value, unit, of, method }) => `${value}\u00a0${unit} ${of}, ${method}`,
  }),
})
