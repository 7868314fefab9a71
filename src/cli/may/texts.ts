// What `grein may` says of itself. Not here: the answer (#law).
import { text } from '#kernel'

export const mayTexts = {
  'may.about': {
    nl: 'Mag deze partij dit, volgens de wet? Antwoord met bewijs',
    en: 'May this party do this, by law? An answer with its proof',
  },
  'may.explain': { nl: 'leesbare tekst in plaats van JSON', en: 'readable text instead of JSON' },
  'may.lang': { nl: 'taal van die tekst: nl of en', en: 'language of that text: nl or en' },
  'may.schema': { nl: 'toon het JSON Schema van de vraag', en: 'print the JSON Schema of the question' },
  'may.receipt': {
    nl: 'geef het bewijsstuk om het antwoord te herhalen',
    en: 'print the receipt to give the answer again',
  },
  'may.replay': {
    nl: 'herhaal een bewijsstuk en vergelijk byte voor byte',
    en: 'replay a receipt and compare byte for byte',
  },
  'may.on': { nl: 'de dag, als de vraag er geen noemt', en: 'the day, where the question names none' },
  'may.known-on': {
    nl: 'zoals bekend op deze dag, als de vraag er geen noemt',
    en: 'as known on this day, where the question names none',
  },
  'may.example.one': { nl: 'één vraag uit een bestand, met uitleg', en: 'one question from a file, explained' },
  'may.example.many': {
    nl: 'veel vragen, een per regel; een antwoord per regel',
    en: 'many questions, one a line; one answer a line',
  },
  'may.example.schema': { nl: 'het schema waar een vraag aan voldoet', en: 'the schema a question answers to' },
  'may.example.replay': { nl: 'een bewaard antwoord nog eens geven', en: 'give a kept answer again' },
  'may.what': {
    nl: 'Noem een bestand met een vraag, of - voor de standaardinvoer. `grein may --schema` toont hoe een vraag eruitziet.',
    en: 'Name a file with a question, or - for standard input. `grein may --schema` shows what a question looks like.',
  },
  'may.empty': { nl: 'Er staat geen vraag in de invoer.', en: 'There is no question in the input.' },
  'may.fault.none-of': text<{ at: string; words: string }>({
    nl: ({ at, words }) => `${at}: dit woord is er niet. Kies uit: ${words}.`,
    en: ({ at, words }) => `${at}: there is no such word. Choose from: ${words}.`,
  }),
  'may.fault.no-such-field': text<{ at: string; field: string }>({
    nl: ({ at, field }) => `${at}: een veld "${field}" is er niet. \`--schema\` toont welke er zijn.`,
    en: ({ at, field }) => `${at}: there is no field "${field}". \`--schema\` shows which there are.`,
  }),
  'may.fault.missing': text<{ at: string; field: string }>({
    nl: ({ at, field }) => `${at}: "${field}" ontbreekt.`,
    en: ({ at, field }) => `${at}: "${field}" is missing.`,
  }),
  'may.wrong-lang': { nl: 'Kies --lang nl of --lang en.', en: 'Choose --lang nl or --lang en.' },
} as const
