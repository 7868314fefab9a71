// The texts of the window where premises and parties get their GLN. Not here: where they lie (places.ts).
import { defineMessages, text } from '#kernel'

export const glnMessages = defineMessages({
  'gln.column': { nl: 'GLN', en: 'GLN' },
  'gln.none': { nl: 'geen', en: 'none' },
  'gln.record': { nl: 'Vastleggen', en: 'Record' },
  'gln.change': { nl: 'Wijzigen', en: 'Change' },
  'gln.of': text<{ name: string }>({
    nl: ({ name }) => `GLN van ${name}`,
    en: ({ name }) => `GLN of ${name}`,
  }),
  'gln.lead': {
    nl: 'Met dit nummer noemen EPCIS-gebeurtenissen de locatie of de organisatie.',
    en: 'By this number EPCIS events name the premises or the organisation.',
  },
  'gln.whose': { nl: 'Waarvan is het nummer', en: 'What the number is of' },
  'gln.whose.premises': { nl: 'Deze locatie', en: 'These premises' },
  'gln.whose.party': { nl: 'De organisatie zelf', en: 'The organisation itself' },
  'gln.now': text<{ gln: string }>({ nl: ({ gln }) => `Nu ${gln}`, en: ({ gln }) => `Now ${gln}` }),
  'gln.now.none': { nl: 'Nu geen', en: 'Now none' },
  'gln.what': { nl: 'Wat legt u vast', en: 'What you record' },
  'gln.what.number': { nl: 'Een nummer', en: 'A number' },
  'gln.what.none': { nl: 'Geen nummer meer', en: 'No number any more' },
  'gln.what.none.note': {
    nl: 'Vanaf de dag hieronder heten gebeurtenissen weer naar onze eigen id.',
    en: 'From the day below events go by our own id again.',
  },
  'gln.number': { nl: 'GLN', en: 'GLN' },
  'gln.number.help': {
    nl: 'Dertien cijfers, van GS1. Bijvoorbeeld 9520000000011',
    en: 'Thirteen digits, from GS1. For example 9520000000011',
  },
  'gln.number.form': { nl: 'Schrijf alle dertien cijfers.', en: 'Write all thirteen digits.' },
  'gln.number.check': {
    nl: 'Er zit een typefout in: het laatste cijfer past niet bij de andere. Vergelijk elk cijfer met de bron.',
    en: 'There is a typing error: the last digit does not fit the others. Compare every digit with the source.',
  },
  'gln.prefix': { nl: 'Cijfers van de bedrijfsprefix', en: 'Digits of the company prefix' },
  'gln.prefix.help': {
    nl: 'Van 6 tot 12; het staat in de brief van GS1. Alleen nodig voor wie gebeurtenissen als URN vraagt.',
    en: 'From 6 to 12; the letter from GS1 says so. Needed only for those who ask for events as URNs.',
  },
  'gln.prefix.unknown': { nl: 'Niet bekend', en: 'Not known' },
  'gln.prefix.digits': text<{ count: number; prefix: string }>({
    nl: ({ count, prefix }) => `${count} cijfers${prefix === '' ? '' : ` (${prefix})`}`,
    en: ({ count, prefix }) => `${count} digits${prefix === '' ? '' : ` (${prefix})`}`,
  }),
  'gln.from': { nl: 'Geldt vanaf', en: 'Holds from' },
  'gln.from.help': {
    nl: 'Gebeurtenissen van die dag en later dragen dit nummer, ook die er al zijn.',
    en: 'Events of that day and later carry this number, also those that are there already.',
  },
  'gln.source': { nl: 'Bron', en: 'Source' },
  'gln.source.help': {
    nl: 'Waar u dit vandaan hebt, bijvoorbeeld “Brief van GS1”.',
    en: 'Where you have this from, for example “Letter from GS1”.',
  },
  'gln.source.missing': { nl: 'Schrijf waar het nummer vandaan komt.', en: 'Write where the number comes from.' },
  'gln.save': { nl: 'Vastleggen', en: 'Record' },
  'gln.saved': text<{ name: string }>({
    nl: ({ name }) => `Het GLN van ${name} is vastgelegd.`,
    en: ({ name }) => `The GLN of ${name} is recorded.`,
  }),
  'gln.earlier': { nl: 'Eerder vastgelegd', en: 'Recorded before' },
  'gln.line': text<{ gln: string | null; from: string; source: string }>({
    nl: ({ gln, from, source }) => `${gln ?? 'geen nummer'}, vanaf ${from} (${source})`,
    en: ({ gln, from, source }) => `${gln ?? 'no number'}, from ${from} (${source})`,
  }),
  'gln.always': { nl: 'het begin', en: 'the beginning' },
  'gln.register': { nl: 'het register', en: 'the register' },
})
