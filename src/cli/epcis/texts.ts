// What the commands about EPCIS documents say, in Dutch and English. Not here: any other command.
import { defineMessages, text } from '#kernel'

export const epcisTexts = defineMessages({
  'epcis-check.about': {
    nl: 'of een EPCIS-document geldig is, en of de massa klopt: wat erin gaat, komt eruit',
    en: 'whether an EPCIS document is valid, and whether its mass balances: what goes in comes out',
  },
  'epcis-check.json': { nl: 'als JSON, een regel per document', en: 'as JSON, a line for each document' },
  'epcis-check.example.file': { nl: 'geldig? in balans? en zo niet: waar', en: 'valid? balanced? and if not: where' },
  'epcis-check.example.pipe': { nl: 'uit een pijp, als JSON', en: 'from a pipe, as JSON' },
  'epcis-check.valid': text<{ file: string; events: number }>({
    nl: ({ file, events }) => `${file}: geldig, ${events === 1 ? 'één gebeurtenis' : `${events} gebeurtenissen`}`,
    en: ({ file, events }) => `${file}: valid, ${events === 1 ? 'one event' : `${events} events`}`,
  }),
  'epcis-check.invalid': text<{ file: string; faults: number }>({
    nl: ({ file, faults }) => `${file}: niet geldig, ${faults === 1 ? 'één fout' : `${faults} fouten`}`,
    en: ({ file, faults }) => `${file}: not valid, ${faults === 1 ? 'one fault' : `${faults} faults`}`,
  }),
  'epcis-check.first': text<{ told: number }>({
    nl: ({ told }) => `  de eerste ${told} daarvan:`,
    en: ({ told }) => `  the first ${told} of them:`,
  }),
  'epcis-check.no-mass': {
    nl: '  massa: geen omzettingen, dus niets om op te tellen',
    en: '  mass: no transformations, so nothing to add up',
  },
  'epcis-check.balanced': text<{ where: string; inMass: string }>({
    nl: ({ where, inMass }) => `  massa ${where}: in balans, ${inMass} erin en eruit`,
    en: ({ where, inMass }) => `  mass ${where}: balanced, ${inMass} in and out`,
  }),
  'epcis-check.imbalance': text<{ where: string; inMass: string; outMass: string; difference: string }>({
    nl: ({ where, inMass, outMass, difference }) =>
      `  massa ${where}: NIET in balans, ${inMass} erin en ${outMass} eruit; verschil ${difference}`,
    en: ({ where, inMass, outMass, difference }) =>
      `  mass ${where}: NOT balanced, ${inMass} in and ${outMass} out; difference ${difference}`,
  }),
  'epcis-check.open': text<{ where: string; inMass: string; outMass: string }>({
    nl: ({ where, inMass, outMass }) => `  massa ${where}: nog open, ${inMass} erin en ${outMass} eruit tot nu toe`,
    en: ({ where, inMass, outMass }) => `  mass ${where}: still open, ${inMass} in and ${outMass} out so far`,
  }),
  'epcis-check.undecidable': text<{ where: string; lacking: string }>({
    nl: ({ where, lacking }) => `  massa ${where}: niet te beoordelen, zonder massa: ${lacking}`,
    en: ({ where, lacking }) => `  mass ${where}: not decidable, without mass: ${lacking}`,
  }),
  'epcis-hash.about': {
    nl: 'de hash-id (CBV 2.0) van elke gebeurtenis in een EPCIS-document',
    en: 'the hash id (CBV 2.0) of every event in an EPCIS document',
  },
  'epcis-hash.text': {
    nl: 'toon ook de tekst die gehasht wordt, om te zien waarin twee gebeurtenissen verschillen',
    en: 'show the text that is hashed too, to see how two events differ',
  },
  'epcis-hash.example.file': { nl: 'een regel per gebeurtenis', en: 'a line for each event' },
  'epcis-hash.example.pipe': { nl: 'uit een pijp, met de gehashte tekst', en: 'from a pipe, with the hashed text' },
  'epcis-hash.no-files': {
    nl: 'Geef een EPCIS-document (JSON-LD of XML), of - voor de invoer.',
    en: 'Name an EPCIS document (JSON-LD or XML), or - for the input.',
  },
  'epcis-hash.unreadable': text<{ file: string; why: string }>({
    nl: ({ file, why }) => `${file} is niet te lezen als EPCIS: ${why}`,
    en: ({ file, why }) => `${file} cannot be read as EPCIS: ${why}`,
  }),
  'epcis-hash.no-events': text<{ file: string }>({
    nl: ({ file }) => `In ${file} staat geen EPCIS-gebeurtenis.`,
    en: ({ file }) => `There is no EPCIS event in ${file}.`,
  }),
  'epcis-hash.absent': text<{ file: string }>({
    nl: ({ file }) => `${file} is er niet of mag niet gelezen worden. Controleer de naam.`,
    en: ({ file }) => `${file} is not there or may not be read. Check the name.`,
  }),
})
