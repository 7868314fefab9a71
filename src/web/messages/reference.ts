// The texts around the API reference. The descriptions themselves come with the API, in English.
import { defineMessages, text } from '#kernel'

export const referenceMessages = defineMessages({
  'reference.title': { nl: 'API', en: 'API' },
  'reference.lead': {
    nl: 'Elke ingang, wat u stuurt, wat u terugkrijgt en welke weigeringen er zijn. De beschrijvingen zijn in het Engels.',
    en: 'Every endpoint, what you send, what you get back and which refusals there are.',
  },
  'reference.download': { nl: 'OpenAPI-bestand', en: 'OpenAPI file' },
  'reference.search': { nl: 'Zoek een ingang', en: 'Find an endpoint' },
  'reference.search.help': {
    nl: 'Een woord uit het adres of de beschrijving',
    en: 'A word of the address or the description',
  },
  'reference.waiting': { nl: 'De beschrijving van de API wordt opgehaald', en: 'Fetching the description of the API' },
  'reference.count': text<{ count: number }>({
    nl: ({ count }, { number }) => (count === 1 ? '1 ingang' : `${number(count)} ingangen`),
    en: ({ count }, { number }) => (count === 1 ? '1 endpoint' : `${number(count)} endpoints`),
  }),
  'reference.none': { nl: 'Geen ingang met dit woord', en: 'No endpoint with this word' },
  'reference.version': { nl: 'Versie', en: 'Version' },
  'reference.parameters': { nl: 'Parameters', en: 'Parameters' },
  'reference.in.path': { nl: 'in het adres', en: 'in the path' },
  'reference.in.query': { nl: 'achter het vraagteken', en: 'in the query' },
  'reference.in.header': { nl: 'in een header', en: 'in a header' },
  'reference.in.cookie': { nl: 'in een cookie', en: 'in a cookie' },
  'reference.required': { nl: 'verplicht', en: 'required' },
  'reference.body': { nl: 'Wat u stuurt', en: 'What you send' },
  'reference.answer': { nl: 'Wat u terugkrijgt', en: 'What you get back' },
  'reference.refusals': { nl: 'Weigeringen', en: 'Refusals' },
  'reference.example.answer': { nl: 'Voorbeeld van een antwoord', en: 'Example of an answer' },
  'reference.try': { nl: 'Zo vraagt u het', en: 'How to ask' },
})
