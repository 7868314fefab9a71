// The texts of a transformation told in parts. Not here: those of capture (epcis.ts).
import { defineMessages } from '#kernel'

export const halfMessages = defineMessages({
  'half.title': { nl: 'Omzetting in delen', en: 'Transformation in parts' },
  'half.no-output': { nl: 'Er is niet gemeld wat eruit kwam.', en: 'What came out was not told.' },
  'half.no-input': { nl: 'Er is niet gemeld wat erin ging.', en: 'What went in was not told.' },
  'half.way': {
    nl: 'Stuur een gebeurtenis met dezelfde transformationID en het andere deel, of neem deze terug met een errorDeclaration.',
    en: 'Send an event with the same transformationID and the other part, or take this one back with an errorDeclaration.',
  },
  'half.none': { nl: 'Hiervan is niets voor u te zien.', en: 'Nothing of this is yours to see.' },
  'half.when': { nl: 'Wanneer', en: 'When' },
  'half.in': { nl: 'Erin', en: 'In' },
  'half.out': { nl: 'Eruit', en: 'Out' },
  'half.event': { nl: 'Gebeurtenis', en: 'Event' },
})
