// The texts of the window of an article, loaded when it first opens. Not here: its button, which every screen has (core.ts).
import { defineMessages, text } from '#kernel'

export const articleMessages = defineMessages({
  'article.official': { nl: 'Officiële tekst', en: 'Official text (Dutch)' },
  'article.official.since': text<{ from: string; decree: string | null }>({
    nl: ({ from, decree }, { day }) => `Zo luidt het artikel sinds ${day(from)}${decree ? ` (${decree})` : ''}.`,
    en: ({ from, decree }, { day }) => `The article has read so since ${day(from)}${decree ? ` (${decree})` : ''}.`,
  }),
  'article.official.taken': text<{ toestand: string }>({
    nl: ({ toestand }, { day }) => `Opgenomen uit het Basiswettenbestand, tekst van ${day(toestand)}.`,
    en: ({ toestand }, { day }) => `Taken in from the Dutch legislation database, text of ${day(toestand)}.`,
  }),
})
