// The texts of the list of all that happened. Not here: one event, and the words for acts; see chain.ts.
import { defineMessages, text } from '#kernel'

export const eventsMessages = defineMessages({
  'events.all.title': { nl: 'Gebeurtenissen', en: 'Events' },
  'events.all.lead': {
    nl: 'Alles wat is vastgelegd en u mag zien, het nieuwste eerst.',
    en: 'Everything that was recorded and you may see, newest first.',
  },
  'events.all.when': { nl: 'Wanneer', en: 'When' },
  'events.all.what': { nl: 'Wat', en: 'What' },
  'events.all.batches': { nl: 'Partij', en: 'Batch' },
  'events.all.moved': { nl: 'Bewogen', en: 'Moved' },
  'events.all.who': { nl: 'Vastgelegd voor', en: 'Recorded for' },
  'events.all.where': { nl: 'Waar', en: 'Where' },
  'events.all.kind': { nl: 'Soort handeling', en: 'Kind of act' },
  'events.all.holder': { nl: 'Betrokken houder', en: 'Holder concerned' },
  'events.all.any': { nl: 'alle', en: 'all' },
  'events.all.from': { nl: 'Vanaf', en: 'From' },
  'events.all.until': { nl: 'Tot en met', en: 'Through' },
  'events.all.clear': { nl: 'Alles tonen', en: 'Show all' },
  'events.all.none': { nl: 'Nog niets vastgelegd', en: 'Nothing recorded yet' },
  'events.all.none.filter': { nl: 'Niets gevonden', en: 'Nothing found' },
  'events.all.none.text': {
    nl: 'Wat u of een ander over uw voorraad vastlegt, komt hier te staan.',
    en: 'What you or others record about your stock appears here.',
  },
  'events.all.none.filter.text': {
    nl: 'Kies een ruimere periode, een andere soort of een andere houder.',
    en: 'Choose a wider period, another kind or another holder.',
  },
  'events.all.many': text<{ act: string; count: number }>({
    nl: ({ act, count }) => `${act}, ${count} keer`,
    en: ({ act, count }) => `${act}, ${count} times`,
  }),
  'events.all.corrected': { nl: 'teruggenomen', en: 'taken back' },
})
