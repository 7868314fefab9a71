// Every refusal of erasing what may no longer be kept. Not here: what is refused of an event that was erased (../problems/asked.ts).
import { absent, conflict, defineProblems, forbidden } from '#kernel'
import { recordArticles } from '../contract.ts'

export const retentionProblems = defineProblems('chain', {
  'unknown-erasure': absent({
    title: { nl: 'Deze wislijst is er niet.', en: 'This erasure list does not exist.' },
    detail: () => ({
      nl: 'Er is geen wislijst met dit nummer. Kijk bij Bewaartermijnen.',
      en: 'There is no erasure list with this number. Look under Retention.',
    }),
  }),
  'erasure-changed': conflict({
    title: {
      nl: 'Deze wislijst is eerder anders opgesteld.',
      en: 'This erasure list was drawn up before, as another.',
    },
    detail: () => ({
      nl: 'Onder dit nummer staat een andere lijst. Stel een nieuwe op onder een eigen nummer.',
      en: 'Under this number stands another list. Draw up a new one with a number of its own.',
    }),
  }),
  'erasure-waits': conflict({
    title: { nl: 'Er wacht al een wislijst op een besluit.', en: 'An erasure list waits for a decision already.' },
    detail: () => ({
      nl: 'Laat eerst iemand anders over die lijst besluiten. Stel daarna een volgende op.',
      en: 'Have somebody else decide about that list first. Then draw up the next.',
    }),
  }),
  'nothing-due': conflict<{ before: string }>({
    title: { nl: 'Er is niets te wissen.', en: 'There is nothing to erase.' },
    detail: ({ before }, { day }) => ({
      nl: `Van vóór ${day(before)} is alles gewist, of er staat nog iets open. Kijk bij Bewaartermijnen wat waarop wacht.`,
      en: `Of before ${day(before)} everything was erased, or something still stands open. Look under Retention what waits for what.`,
    }),
    basis: [...recordArticles, 'avg/5'],
  }),
  'erasure-own': forbidden({
    title: {
      nl: 'Over uw eigen wislijst besluit iemand anders.',
      en: 'Somebody else decides about your own erasure list.',
    },
    detail: () => ({
      nl: 'Wat gewist is, komt niet terug. Wie de lijst opstelt, besluit er niet over: vraag een andere beslisser.',
      en: 'What was erased does not come back. Who draws up the list does not decide about it: ask another decision maker.',
    }),
    basis: ['avg/5'],
  }),
  'erasure-decided': conflict({
    title: { nl: 'Over deze wislijst is al besloten.', en: 'This erasure list was decided about already.' },
    detail: () => ({
      nl: 'Een besluit over een wislijst staat vast. Stel een nieuwe lijst op als er nog iets te wissen is.',
      en: 'A decision about an erasure list stands. Draw up a new list if there is more to erase.',
    }),
  }),
  'erasure-without-reason': conflict({
    title: { nl: 'De reden van de afwijzing ontbreekt.', en: 'The reason for declining is missing.' },
    detail: () => ({
      nl: 'Zeg waarom deze lijst nu niet wordt gewist, zonder namen te noemen.',
      en: 'Say why this list is not erased now, without naming anybody.',
    }),
  }),
})
