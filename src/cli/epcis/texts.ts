// What the commands about EPCIS documents say, in Dutch and English. Not here: any other command.
import { defineMessages, text } from '#kernel'

export const epcisTexts = defineMessages({
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
