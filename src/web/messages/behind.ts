// The texts of what is behind a number: which accounts, on which day, and what came into them or left. Not here: the ledger's own (pictures.ts).
import { defineMessages, text } from '#kernel'

export const behindMessages = defineMessages({
  'behind.at': { nl: 'Hoe het stond op', en: 'As it stood on' },
  'behind.went': { nl: 'Samen', en: 'Together' },
  'behind.now': { nl: 'Zoals het nu staat', en: 'As it stands now' },
  'behind.on': text<{ at: string }>({
    nl: ({ at }) => `zoals het stond op ${at}`,
    en: ({ at }) => `as it stood on ${at}`,
  }),
  'behind.coming': { nl: 'voorraad en wat eraan komt', en: 'stock and what is coming' },
  'behind.all': { nl: 'voorraad, onderweg en verschillen', en: 'stock, under way and differences' },
  'behind.unmeasured': { nl: 'gehalte onbekend', en: 'content unknown' },
  'behind.free': { nl: 'wat niet is geblokkeerd', en: 'what nothing stops' },
  'behind.back': { nl: 'wat terug wordt gestuurd', en: 'what is sent back' },
  'behind.recall': { nl: 'deze terugroepactie of oefening', en: 'this recall or drill' },
  'behind.family': text<{ name: string }>({
    nl: ({ name }) => `wat uit ${name} komt`,
    en: ({ name }) => `what descends from ${name}`,
  }),
  'behind.with': text<{ name: string }>({ nl: ({ name }) => `van ${name}`, en: ({ name }) => `from ${name}` }),
  'behind.moved.in': { nl: 'Wat er binnenkwam', en: 'What came in' },
  'behind.moved.out': { nl: 'Wat er wegging', en: 'What left' },
  'behind.since': text<{ since: string }>({ nl: ({ since }) => `vanaf ${since}`, en: ({ since }) => `from ${since}` }),
  'behind.until': text<{ at: string }>({
    nl: ({ at }) => `tot en met ${at}`,
    en: ({ at }) => `up to and including ${at}`,
  }),
  'behind.band': text<{ amount: string; count: number }>({
    nl: ({ amount, count }) => `${amount} in ${count} gebeurtenissen.`,
    en: ({ amount, count }) => `${amount} in ${count} events.`,
  }),
  'behind.band.earlier': text<{ count: number }>({
    nl: ({ count }) => `De ${count} oudste staan bij de gebeurtenissen van de partij.`,
    en: ({ count }) => `The oldest ${count} stand among the events of the batch.`,
  }),
  'behind.band.when': { nl: 'Wanneer', en: 'When' },
  'behind.accounts': { nl: 'De rekeningen zelf', en: 'The accounts themselves' },
})
