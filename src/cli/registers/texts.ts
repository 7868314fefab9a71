// What `grein registers` says. Not here: refusals of the registers themselves (licensing).
import { defineMessages, text } from '#kernel'
import type { RegisterChange, RegisterFaultKind } from '#licensing'

type Line = { of: RegisterChange['of']; name: string; id: string }
const nl = { party: 'partij', premises: 'locatie', exemption: 'ontheffing', version: 'versie' } as const
const en = { party: 'party', premises: 'premises', exemption: 'exemption', version: 'version' } as const

const fault = (say: { nl: (value: string) => string; en: (value: string) => string }) =>
  text<{ value: string }>({ nl: ({ value }) => say.nl(value), en: ({ value }) => say.en(value) })

const faults = {
  'registers.fault.twice': fault({
    nl: (value) =>
      `"${value}" staat er al. Eén nummer of sleutel is van één partij, locatie, ontheffing of voorwaarde.`,
    en: (value) => `"${value}" is there already. One number or key is of one party, place, exemption or condition.`,
  }),
  'registers.fault.kvk': fault({
    nl: (value) => `"${value}" is geen KvK-nummer: acht cijfers.`,
    en: (value) => `"${value}" is no number of the trade register: eight digits.`,
  }),
  'registers.fault.gln': fault({
    nl: (value) => `Het controlecijfer van GLN ${value} klopt niet. Vergelijk elk cijfer met de brief van GS1.`,
    en: (value) => `The check digit of GLN ${value} is wrong. Compare every digit with the letter from GS1.`,
  }),
  'registers.fault.country': fault({
    nl: (value) => `"${value}" is geen land van ISO 3166-1: twee hoofdletters, zoals NL.`,
    en: (value) => `"${value}" is no country of ISO 3166-1: two capital letters, such as NL.`,
  }),
  'registers.fault.no-day': fault({
    nl: (value) => `De periode heeft geen dag: "until" (${value}) is de eerste dag waarop zij niet meer geldt.`,
    en: (value) => `The period has no day: "until" (${value}) is the first day on which it no longer holds.`,
  }),
  'registers.fault.overlap': fault({
    nl: (value) => `Op ${value} gelden twee versies. Laat de eerste op die dag eindigen ("until").`,
    en: (value) => `On ${value} two versions hold. Let the first end on that day ("until").`,
  }),
  'registers.fault.article': fault({
    nl: (value) => `Artikel ${value} kent het corpus niet (corpus/acts). Schrijf het als opiumwet/8/2.`,
    en: (value) => `The corpus knows no article ${value} (corpus/acts). Write it as opiumwet/8/2.`,
  }),
  'registers.fault.substance': fault({
    nl: (value) => `Middel "${value}" kent het corpus niet. Zoek het op: npx grein classify "${value}".`,
    en: (value) => `The corpus knows no substance "${value}". Look it up: npx grein classify "${value}".`,
  }),
  'registers.fault.list': fault({
    nl: (value) => `Het middel staat op een andere lijst: ${value}.`,
    en: (value) => `The substance stands on another list: ${value}.`,
  }),
  'registers.fault.product': fault({
    nl: (value) => `Product "${value}" kent het corpus niet (corpus/products).`,
    en: (value) => `The corpus knows no product "${value}" (corpus/products).`,
  }),
  'registers.fault.holder': fault({
    nl: (value) => `De houder van ${value} is niet bekend. Zet de partij in dit bestand, of neem haar sleutel over.`,
    en: (value) => `The holder of ${value} is not known. Put the party into this file, or copy its key.`,
  }),
  'registers.fault.premises': fault({
    nl: (value) => `Locatie "${value}" is er niet bij deze houder.`,
    en: (value) => `This holder has no premises "${value}".`,
  }),
  'registers.fault.second-authority': fault({
    nl: (value) =>
      `"${value}" zou de tweede partij van soort "authority" zijn. Er is er één: de dienst van de minister. Een inspectie of ministerie is "institution" met "isOfficial".`,
    en: (value) =>
      `"${value}" would be the second party of kind "authority". There is one: the Minister's agency. An inspectorate or a ministry is an "institution" with "isOfficial".`,
  }),
  'registers.fault.fixed': fault({
    nl: (value) =>
      `Dit verandert niet meer (nu: ${value}). Neem het over, of voer iets nieuws in onder een eigen sleutel of nummer.`,
    en: (value) =>
      `This does not change any more (now: ${value}). Copy it, or bring in something new under its own key or number.`,
  }),
  'registers.fault.version': fault({
    nl: (value) =>
      `De versie vanaf ${value} gold zo. Laat haar eindigen ("until") en zet wat verandert in een nieuwe versie vanaf die dag.`,
    en: (value) =>
      `The version from ${value} held as it was. Let it end ("until"), and put what changes into a new version from that day.`,
  }),
  'registers.fault.version-lost': fault({
    nl: (value) => `De versie vanaf ${value} ontbreekt. Een ontheffing staat in het bestand met al haar versies.`,
    en: (value) => `The version from ${value} is missing. An exemption stands in the file with all its versions.`,
  }),
} satisfies Record<`registers.fault.${RegisterFaultKind}`, unknown>

export const registersTexts = defineMessages({
  ...faults,
  'registers.about': {
    nl: 'breng partijen, locaties en ontheffingen in uit een bestand, of werk ze bij',
    en: 'bring in parties, premises and exemptions from a file, or bring them up to date',
  },
  'registers.check': {
    nl: 'zeg wat er zou veranderen, en schrijf niets',
    en: 'say what would change, and write nothing',
  },
  'registers.schema': { nl: 'druk het JSON Schema van het bestand af', en: 'print the JSON Schema of the file' },
  'registers.example.check': { nl: 'wat het voorbeeld zou inbrengen', en: 'what the example would bring in' },
  'registers.example.schema': { nl: 'het schema waaraan een bestand voldoet', en: 'the schema a file answers to' },
  'registers.file-needed': {
    nl: 'Noem één bestand met registers, of - voor de invoer. Een voorbeeld: docs/examples/registers.json.',
    en: 'Name one file of registers, or - for the input. An example: docs/examples/registers.json.',
  },
  'registers.form': {
    nl: 'De vorm staat in docs/operate/registers.md; "npx grein registers --schema" geeft het schema. Er is niets geschreven.',
    en: 'The form is in docs/operate/registers.md; "npx grein registers --schema" gives the schema. Nothing was written.',
  },
  'registers.nothing': text<{ count: number }>({
    nl: ({ count }, write) => `${write.number(count)} ${count === 1 ? 'fout' : 'fouten'}; er is niets geschreven.`,
    en: ({ count }, write) => `${write.number(count)} ${count === 1 ? 'fault' : 'faults'}; nothing was written.`,
  }),
  'registers.new': text<Line>({
    nl: ({ of, name, id }) => `nieuw      ${nl[of]} ${name} (${id})`,
    en: ({ of, name, id }) => `new        ${en[of]} ${name} (${id})`,
  }),
  'registers.changed': text<Line & { fields: string }>({
    nl: ({ of, name, id, fields }) => `gewijzigd  ${nl[of]} ${name} (${id}): ${fields}`,
    en: ({ of, name, id, fields }) => `changed    ${en[of]} ${name} (${id}): ${fields}`,
  }),
  'registers.checked': text<{ authority: string; count: number }>({
    nl: ({ authority, count }, write) =>
      `Dit zou ${write.number(count)} keer iets veranderen in de registers van ${authority}; er is niets geschreven.`,
    en: ({ authority, count }, write) =>
      `This would change ${write.number(count)} things in the registers of ${authority}; nothing was written.`,
  }),
  'registers.done': text<{ authority: string; count: number }>({
    nl: ({ authority, count }, write) =>
      `De registers van ${authority} zijn bijgewerkt: ${write.number(count)} ${count === 1 ? 'wijziging' : 'wijzigingen'}.`,
    en: ({ authority, count }, write) =>
      `The registers of ${authority} are up to date: ${write.number(count)} ${count === 1 ? 'change' : 'changes'}.`,
  }),
  'registers.no-authority': {
    nl: 'Let op: er is geen partij van soort "authority". Zonder haar kan niemand van de autoriteit inloggen en is er niemand aan wie geoogst wordt geleverd.',
    en: 'Note: there is no party of kind "authority". Without it nobody of the authority can log in, and there is nobody to deliver a harvest to.',
  },
  'registers.no-number': {
    nl: 'Let op: de partij van soort "authority" heeft geen KvK-nummer ("kvk"). Wie inlogt, komt met dat nummer.',
    en: 'Note: the party of kind "authority" has no number of the trade register ("kvk"). Whoever logs in comes with it.',
  },
})
