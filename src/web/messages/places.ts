// The texts of the screen where premises get their place on the map. Not here: the map of a trace (map.ts).
import { defineMessages, text } from '#kernel'

export const placesMessages = defineMessages({
  'places.title': { nl: 'Waar locaties liggen', en: 'Where premises lie' },
  'places.lead': {
    nl: 'Voor de kaart bij een partij. Van elke locatie kan de plaats bekend zijn, op een kilometer; de precieze plek zien alleen de houder en de autoriteit.',
    en: 'For the map of a batch. Of each place the town can be known, to a kilometre; the spot itself is seen by its holder and the authority alone.',
  },
  'places.forbidden': {
    nl: 'Uw rol legt geen ligging vast. Een beheerder van uw organisatie kan dat wel.',
    en: 'Your role does not record where premises lie. An administrator of your organisation can.',
  },
  'places.reading': text<{ known: number; unknown: number }>({
    nl: ({ known, unknown }) =>
      unknown === 0
        ? 'De ligging van alle locaties is bekend.'
        : `Van ${known} is de ligging bekend, van ${unknown} niet.`,
    en: ({ known, unknown }) =>
      unknown === 0
        ? 'The position of all premises is known.'
        : `The position of ${known} is known, of ${unknown} it is not.`,
  }),
  'places.place': { nl: 'Locatie', en: 'Premises' },
  'places.party': { nl: 'Van', en: 'Of' },
  'places.town': { nl: 'Plaats', en: 'Town' },
  'places.at': { nl: 'Ligging', en: 'Position' },
  'places.source': { nl: 'Bron', en: 'Source' },
  'places.unknown': { nl: 'onbekend', en: 'unknown' },
  'places.record': { nl: 'Vastleggen', en: 'Record' },
  'places.change': { nl: 'Wijzigen', en: 'Change' },
  'places.record.of': text<{ name: string }>({
    nl: ({ name }) => `Ligging vastleggen van ${name}`,
    en: ({ name }) => `Record where ${name} lies`,
  }),
  'places.exactness': { nl: 'Hoe precies', en: 'How exact' },
  'places.town.choice': { nl: 'De plaats', en: 'The town' },
  'places.town.note': {
    nl: 'Iedereen in de keten ziet dit, afgerond op een kilometer.',
    en: 'Everyone in the chain sees this, rounded to a kilometre.',
  },
  'places.spot.choice': { nl: 'De precieze plek', en: 'The spot itself' },
  'places.spot.note': {
    nl: 'Alleen uw organisatie en de autoriteit zien dit.',
    en: 'Your organisation and the authority alone see this.',
  },
  'places.unknown.choice': { nl: 'Onbekend', en: 'Unknown' },
  'places.unknown.note': {
    nl: 'Wat er stond, was onjuist; de locatie verdwijnt van de kaart.',
    en: 'What stood there was wrong; the place leaves the map.',
  },
  'places.latitude': { nl: 'Breedtegraad', en: 'Latitude' },
  'places.latitude.help': {
    nl: 'In graden, noord is plus. Bijvoorbeeld 52.08',
    en: 'In degrees, north is plus. For example 52.08',
  },
  'places.longitude': { nl: 'Lengtegraad', en: 'Longitude' },
  'places.longitude.help': {
    nl: 'In graden, oost is plus. Bijvoorbeeld 4.31',
    en: 'In degrees, east is plus. For example 4.31',
  },
  'places.degrees.wrong': {
    nl: 'Schrijf graden met een punt en hoogstens zes cijfers erachter.',
    en: 'Write degrees with a point and at most six digits after it.',
  },
  'places.source.help': {
    nl: 'Waar u dit vandaan hebt, bijvoorbeeld “Handelsregister”.',
    en: 'Where you have this from, for example “Trade register”.',
  },
  'places.knownOn': { nl: 'Nagekeken op', en: 'Looked up on' },
  'places.save': { nl: 'Vastleggen', en: 'Record' },
  'places.proof': { nl: 'Bewijs', en: 'Proof' },
  'places.proof.text': text<{ name: string }>({
    nl: ({ name }) =>
      `Wat het register zegt van ${name}, met zijn locaties en nummers, staat in het logboek. Namen en plekken staan er als gezouten hash.`,
    en: ({ name }) =>
      `What the register says of ${name}, with its premises and numbers, is in the log. Names and places are there as a salted hash.`,
  }),
  'places.proof.save': { nl: 'Bewijs opslaan', en: 'Save the proof' },
  'places.earlier': { nl: 'Eerder vastgelegd', en: 'Recorded before' },
  'places.saved': text<{ name: string }>({
    nl: ({ name }) => `De ligging van ${name} is vastgelegd.`,
    en: ({ name }) => `Where ${name} lies is recorded.`,
  }),
})
