// The texts of the map of a trace and of where premises lie. Not here: the other texts of a trace (trace.ts, chain.ts).
import { defineMessages, text } from '#kernel'

const nl = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const mapMessages = defineMessages({
  'map.title': { nl: 'Op de kaart', en: 'On the map' },
  /** `said`: the shipments as they stand in the sentence, where they open. */
  'map.reading': text<{ places: number; shipments: number; said: string; mass: string; beside: number }>({
    nl: ({ places, shipments, said, mass, beside }) =>
      `${nl(places, 'locatie', 'locaties')} op de kaart en ${shipments === 0 ? 'geen zendingen' : `${said} ${shipments === 1 ? 'zending' : 'zendingen'} van samen ${mass}`}${beside === 0 ? '' : `; ${nl(beside, 'locatie staat', 'locaties staan')} ernaast`}.`,
    en: ({ places, shipments, said, mass, beside }) =>
      `${nl(places, 'place', 'places')} on the map and ${shipments === 0 ? 'no shipments' : `${said} ${shipments === 1 ? 'shipment' : 'shipments'} of ${mass} together`}${beside === 0 ? '' : `; ${nl(beside, 'place is', 'places are')} listed beside it`}.`,
  }),
  'map.truncated': {
    nl: 'De kaart toont de eerste vijfduizend partijen van deze familie.',
    en: 'The map shows the first five thousand batches of this family.',
  },
  'map.choose': {
    nl: 'Kies een stip voor wat daar ligt en wat er kwam en ging.',
    en: 'Choose a dot for what lies there, and what came and went.',
  },
  'map.legend': { nl: 'Hoe u dit leest', en: 'How to read this' },
  'map.legend.stands': {
    nl: 'Hier ligt er nog van; een groter vlak is meer massa',
    en: 'Some of it lies here; a larger area is more mass',
  },
  'map.legend.was': { nl: 'Hier was het, nu niet meer', en: 'It was here, and is no more' },
  'map.legend.several': { nl: 'Meer locaties op één plek', en: 'Several places at one spot' },
  'map.legend.width': {
    nl: 'Hoe breder de lijn, hoe meer massa; de pijl wijst naar de ontvanger',
    en: 'The wider the line, the more mass; the arrow points to the receiver',
  },
  'map.legend.town': {
    nl: 'Een stip staat op het midden van de plaats, op een kilometer nauwkeurig. Waar een teler precies zit, zien alleen die teler en de autoriteit.',
    en: 'A dot is the middle of a town, to a kilometre. Where a grower is exactly, that grower and the authority alone can see.',
  },
  'map.reason.supply': { nl: 'levering', en: 'supply' },
  'map.reason.service': { nl: 'bestralen of verpakken', en: 'irradiation or packing' },
  'map.reason.sample': { nl: 'monster', en: 'sample' },
  'map.reason.return': { nl: 'retour', en: 'return' },
  'map.reason.recall': { nl: 'terug door een terugroepactie', en: 'back for a recall' },
  'map.mark': text<{ name: string; places: number; has: string }>({
    nl: ({ name, places, has }) => `${name}: ${nl(places, 'locatie', 'locaties')}, hier ligt nu ${has}`,
    en: ({ name, places, has }) => `${name}: ${nl(places, 'place', 'places')}, ${has} lies here now`,
  }),
  'map.place.none': { nl: 'Hier ligt er nu niets van.', en: 'None of it lies here now.' },
  'map.place.now': { nl: 'Ligt hier nu', en: 'Lies here now' },
  'map.place.had': { nl: 'Kwam hier in totaal', en: 'Came here in all' },
  'map.place.opened': { nl: 'Hier begonnen', en: 'Began here' },
  'map.place.more': text<{ count: number }>({
    nl: ({ count }) => `en nog ${count}`,
    en: ({ count }) => `and ${count} more`,
  }),
  'map.place.in': { nl: 'Kwam binnen', en: 'Came in' },
  'map.place.out': { nl: 'Ging weg', en: 'Went out' },
  'map.place.known': text<{ source: string; on: string; exactness: 'town' | 'spot' }>({
    nl: ({ source, on, exactness }, { day }) =>
      `${exactness === 'town' ? 'Midden van de plaats' : 'Precieze plek'}; bron: ${source}, ${day(on)}.`,
    en: ({ source, on, exactness }, { day }) =>
      `${exactness === 'town' ? 'Middle of the town' : 'The spot itself'}; source: ${source}, ${day(on)}.`,
  }),
  'map.place.unknown': { nl: 'Niemand heeft vastgelegd waar dit ligt.', en: 'Nobody recorded where this lies.' },
  'map.place.outside': { nl: 'Ligt buiten de kaart.', en: 'Lies outside the map.' },
  'map.close': { nl: 'Terug naar de uitleg', en: 'Back to the legend' },
  'map.shipments': text<{ count: number; mass: string }>({
    nl: ({ count, mass }) => `${mass} in ${nl(count, 'zending', 'zendingen')}`,
    en: ({ count, mass }) => `${mass} in ${nl(count, 'shipment', 'shipments')}`,
  }),
  'map.beside': { nl: 'Niet op de kaart', en: 'Not on the map' },
  'map.abroad': { nl: 'Naar het buitenland', en: 'To other countries' },
  'map.exports': text<{ count: number; mass: string }>({
    nl: ({ count, mass }) => `${mass} in ${nl(count, 'uitvoer', 'uitvoeren')}`,
    en: ({ count, mass }) => `${mass} in ${nl(count, 'export', 'exports')}`,
  }),
  'map.table.places': { nl: 'Locaties', en: 'Places' },
  'map.table.place': { nl: 'Locatie', en: 'Place' },
  'map.table.town': { nl: 'Plaats', en: 'Town' },
  'map.table.at': { nl: 'Ligging', en: 'Position' },
  'map.table.flows': { nl: 'Zendingen tussen de locaties', en: 'Shipments between the places' },
  'map.table.from': { nl: 'Van', en: 'From' },
  'map.table.to': { nl: 'Naar', en: 'To' },
  'map.table.why': { nl: 'Waarom', en: 'Why' },
  'map.table.mass': { nl: 'Massa', en: 'Mass' },
  'map.table.shipments': { nl: 'Zendingen', en: 'Shipments' },
  'map.unknown': { nl: 'onbekend', en: 'unknown' },
})
