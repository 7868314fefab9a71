// What the query side of EPCIS refuses, in order of precedence. Not here: capture (../problems.ts).
import { absent, conflict, defineProblems, gone, invalid, tooLarge } from '#kernel'

/** What is wrong with one parameter of a question. */
export type QueryFault =
  | { readonly fault: 'unknown-name'; readonly name: string }
  | { readonly fault: 'unknown-prefix'; readonly name: string; readonly prefix: string }
  | { readonly fault: 'bad-value'; readonly name: string; readonly expected: Expected }
  | { readonly fault: 'together'; readonly name: string; readonly other: string }
  | { readonly fault: 'needs'; readonly name: string; readonly other: string }

export type Expected = keyof typeof expectedTexts

export const expectedTexts = {
  time: {
    nl: 'een tijdstip met zone, zoals 2026-11-22T10:00:00+01:00',
    en: 'a time with its zone, such as 2026-11-22T10:00:00+01:00',
  },
  number: { nl: 'een getal', en: 'a number' },
  numbers: { nl: 'een lijst van getallen', en: 'a list of numbers' },
  texts: { nl: 'een lijst van teksten', en: 'a list of texts' },
  uris: { nl: 'een lijst van URI’s', en: 'a list of URIs' },
  patterns: {
    nl: 'een lijst van URI’s, of van patronen met * in het laatste deel',
    en: 'a list of URIs, or of patterns with * as the last part',
  },
  words: {
    nl: 'een lijst van woorden uit het CBV, of URI’s van uzelf',
    en: 'a list of words of the CBV, or URIs of your own',
  },
  actions: { nl: 'een lijst uit ADD, OBSERVE en DELETE', en: 'a list of ADD, OBSERVE and DELETE' },
  types: {
    nl: 'een lijst van soorten gebeurtenis, zoals ObjectEvent',
    en: 'a list of event types, such as ObjectEvent',
  },
  boolean: { nl: 'true of false', en: 'true or false' },
  count: { nl: 'een heel getal vanaf 1', en: 'a whole number from 1' },
  own: {
    nl: 'een lijst van teksten, een getal of een tijdstip met zone',
    en: 'a list of texts, a number, or a time with its zone',
  },
  measure: { nl: 'een getal of een tijdstip met zone', en: 'a number, or a time with its zone' },
  order: { nl: 'eventTime, recordTime of een eigen veld', en: 'eventTime, recordTime or a field of one’s own' },
  direction: { nl: 'ASC of DESC', en: 'ASC or DESC' },
} as const

function say(fault: QueryFault, locale: 'nl' | 'en'): string {
  const { name } = fault
  switch (fault.fault) {
    case 'unknown-name':
      return { nl: `"${name}" bestaat niet`, en: `there is no "${name}"` }[locale]
    case 'unknown-prefix':
      return {
        nl: `waar "${fault.prefix}" in "${name}" voor staat is niet gezegd (@context, of de kop GS1-Extensions)`,
        en: `what "${fault.prefix}" in "${name}" stands for is not said (@context, or the header GS1-Extensions)`,
      }[locale]
    case 'bad-value':
      return {
        nl: `"${name}" vraagt ${expectedTexts[fault.expected].nl}`,
        en: `"${name}" takes ${expectedTexts[fault.expected].en}`,
      }[locale]
    case 'together':
      return {
        nl: `"${name}" en "${fault.other}" gaan niet samen`,
        en: `"${name}" and "${fault.other}" exclude each other`,
      }[locale]
    case 'needs':
      return { nl: `"${name}" vraagt ook "${fault.other}"`, en: `"${name}" needs "${fault.other}" as well` }[locale]
    default:
      return fault satisfies never
  }
}

export const epcisQueryProblems = defineProblems('epcis', {
  'query-parameter': invalid<{ faults: readonly QueryFault[] }>({
    title: { nl: 'Deze vraag kan niet gesteld worden', en: 'This question cannot be asked' },
    detail: ({ faults }) => ({
      nl: `Er is niets gezocht: ${faults.map((one) => say(one, 'nl')).join('; ')}.`,
      en: `Nothing was searched: ${faults.map((one) => say(one, 'en')).join('; ')}.`,
    }),
  }),
  'query-too-large': tooLarge<{ max: number }>({
    title: { nl: 'Er zijn meer gebeurtenissen dan gevraagd', en: 'There are more events than asked for' },
    detail: ({ max }) => ({
      nl: `De vraag heeft meer dan ${max} gebeurtenissen als antwoord. Vraag nauwer, of met eventCountLimit en orderBy.`,
      en: `More than ${max} events answer the question. Ask more narrowly, or with eventCountLimit and orderBy.`,
    }),
  }),
  'query-too-complex': tooLarge<{ max: number }>({
    title: { nl: 'Deze vraag is te groot', en: 'This question is too large' },
    detail: ({ max }) => ({
      nl: `Een vraag heeft hooguit ${max} waarden, ook nadat locaties en kenmerken zijn opgezocht. Vraag nauwer, of in delen.`,
      en: `A question has at most ${max} values, also after locations and attributes were looked up. Ask more narrowly, or in parts.`,
    }),
  }),
  'query-too-long': tooLarge<{ seconds: number }>({
    title: { nl: 'Deze vraag duurt te lang', en: 'This question takes too long' },
    detail: ({ seconds }) => ({
      nl: `Na ${seconds} seconden was er nog geen antwoord en is het zoeken gestopt. Vraag nauwer: noem een identificatie, een plaats of een periode.`,
      en: `After ${seconds} seconds there was no answer yet, and the search was stopped. Ask more narrowly: name an identifier, a place or a period.`,
    }),
  }),
  'not-as-urn': invalid<{ identifier: string }>({
    title: { nl: 'Niet alles is als EPC-URN te schrijven', en: 'Not everything can be written as EPC URN' },
    detail: ({ identifier }) => ({
      nl: `Van ${identifier} is de lengte van het bedrijfsnummer niet bekend, en raden doen we niet. Vraag Always_GS1_Digital_Link of Never_Translates.`,
      en: `The length of the company prefix of ${identifier} is not known, and we do not guess. Ask for Always_GS1_Digital_Link or Never_Translates.`,
    }),
  }),
  'page-token': invalid({
    title: { nl: 'Deze vervolgpagina is er niet', en: 'There is no such next page' },
    detail: () => ({
      nl: 'Het nextPageToken hoort niet bij deze vraag of is onleesbaar. Begin opnieuw zonder.',
      en: 'The nextPageToken is not of this question or cannot be read. Start again without it.',
    }),
  }),
  'page-token-ended': gone({
    title: { nl: 'Deze vervolgpagina is verlopen', en: 'This next page has expired' },
    detail: () => ({
      nl: 'Het nextPageToken is verlopen of weggegooid. Begin opnieuw zonder.',
      en: 'The nextPageToken has expired or was given back. Start again without it.',
    }),
  }),
  'unknown-event': absent({
    title: { nl: 'Deze gebeurtenis is er niet', en: 'There is no such event' },
    detail: () => ({
      nl: 'Controleer het eventID. U ziet alleen gebeurtenissen van uw eigen organisatie.',
      en: 'Check the eventID. You see only events of your own organisation.',
    }),
  }),
  'unknown-resource': absent<{ kind: string }>({
    title: { nl: 'Dit komt in geen gebeurtenis voor', en: 'No event has this' },
    detail: ({ kind }) => ({
      nl: `In /${kind} staat het niet. U ziet alleen wat in gebeurtenissen van uw eigen organisatie voorkomt.`,
      en: `It is not among /${kind}. You see only what is in events of your own organisation.`,
    }),
  }),
  'query-exists': conflict<{ name: string }>({
    title: { nl: 'Er is al een vraag met deze naam', en: 'There is a query of this name already' },
    detail: ({ name }) => ({
      nl: `"${name}" bestaat al, en een vraag verandert niet. Kies een andere naam, of verwijder haar eerst; dat beëindigt haar abonnementen.`,
      en: `"${name}" exists, and a query does not change. Choose another name, or delete it first; that ends its subscriptions.`,
    }),
  }),
  'unknown-query': absent({
    title: { nl: 'Deze vraag is er niet', en: 'There is no such query' },
    detail: () => ({
      nl: 'Uw organisatie heeft geen vraag met deze naam bewaard. GET /queries noemt ze.',
      en: 'Your organisation has kept no query of this name. GET /queries names them.',
    }),
  }),
  'query-name': invalid<{ reserved: string | null }>({
    title: { nl: 'Deze naam kan niet', en: 'This name cannot be' },
    detail: ({ reserved }) =>
      reserved === null
        ? {
            nl: 'Een naam begint met een letter of cijfer en heeft hooguit 80 letters, cijfers, punten, streepjes en liggende streepjes.',
            en: 'A name starts with a letter or digit and has at most 80 letters, digits, dots, hyphens and underscores.',
          }
        : {
            nl: `"${reserved}" is in EPCIS de naam van een vraag van de standaard zelf. Kies een andere naam, zoals "mijn-${reserved}".`,
            en: `In EPCIS "${reserved}" is the name of a query of the standard itself. Choose another name, such as "my-${reserved}".`,
          },
  }),
  'too-many-queries': conflict<{ max: number }>({
    title: { nl: 'U hebt al veel vragen bewaard', en: 'You have kept many queries already' },
    detail: ({ max }) => ({
      nl: `Een organisatie bewaart hooguit ${max} vragen. Verwijder er eerst een.`,
      en: `An organisation keeps at most ${max} queries. Delete one first.`,
    }),
  }),
})
