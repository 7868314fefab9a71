// The texts of one section of the work by itself. Not here: the names of sections (start.ts).
import { defineMessages, text } from '#kernel'

export const workListMessages = defineMessages({
  'work.list.all': text<{ count: number }>({
    nl: ({ count }, { number }) => (count === 1 ? 'Eén, hieronder.' : `${number(count)}, de dringendste bovenaan.`),
    en: ({ count }, { number }) => (count === 1 ? 'One, below.' : `${number(count)}, the most pressing first.`),
  }),
  'work.list.some': text<{ shown: number; count: number }>({
    nl: ({ shown, count }, { number }) => `${number(count)}; hieronder de ${number(shown)} dringendste.`,
    en: ({ shown, count }, { number }) => `${number(count)}; below the ${number(shown)} most pressing.`,
  }),
  'work.list.more': { nl: 'Naar de lijst waarin u zoekt en kiest', en: 'To the list to search and choose in' },
  'work.list.none.title': { nl: 'Hiervan wacht niets op u', en: 'None of this is waiting for you' },
  'work.list.none.text': {
    nl: 'Misschien is het net gedaan, of is het werk van een ander.',
    en: 'Perhaps it was just done, or it is the work of another.',
  },
  'work.list.unknown.title': { nl: 'Dit werk bestaat niet', en: 'There is no such work' },
  'work.list.unknown.text': {
    nl: 'Het adres klopt niet. Begin bij wat er te doen is.',
    en: 'The address is wrong. Begin with what there is to do.',
  },
  'work.list.back': { nl: 'Wat er te doen is', en: 'What there is to do' },
})
