// Every refusal of the law room. Not here: verdicts; "not decidable" is an answer, a refusal means the question cannot be asked.
import { absent, defineProblems, invalid, type PlainDate } from '#kernel'

export const lawProblems = defineProblems('law', {
  'day-before-the-act': invalid<{ on: PlainDate }>({
    title: { nl: 'Deze datum ligt voor de eerste Opiumwet.', en: 'This day is before the first Opium Act.' },
    detail: ({ on }, say) => ({
      nl: `U vraagt naar ${say.day(on)}. De eerste Opiumwet is van 1919. Kies een latere dag.`,
      en: `You ask about ${say.day(on)}. The first Opium Act is of 1919. Choose a later day.`,
    }),
  }),
  'day-too-far-ahead': invalid<{ on: PlainDate; last: PlainDate }>({
    title: { nl: 'Deze datum ligt te ver vooruit.', en: 'This day is too far ahead.' },
    detail: ({ on, last }, say) => ({
      nl: `U vraagt naar ${say.day(on)}. De wet is bekend tot en met vandaag. Kies een dag tot en met ${say.day(last)}.`,
      en: `You ask about ${say.day(on)}. The law is known up to today. Choose a day up to and including ${say.day(last)}.`,
    }),
  }),
  'known-later-than-today': invalid<{ knownOn: PlainDate; today: PlainDate }>({
    title: { nl: 'Wat later bekend wordt, weten we nu niet.', en: 'What becomes known later is not known now.' },
    detail: ({ knownOn, today }, say) => ({
      nl: `U vraagt naar de wet zoals bekend op ${say.day(knownOn)}. Kies een dag tot en met ${say.day(today)}.`,
      en: `You ask for the law as known on ${say.day(knownOn)}. Choose a day up to and including ${say.day(today)}.`,
    }),
  }),
})

/** Of looking up a dated figure: never asked for by a person, so a table of its own. */
export const termProblems = defineProblems('law', {
  'term-unknown': absent<{ termId: string; on: PlainDate }>({
    title: { nl: 'Deze termijn of grens is niet bekend.', en: 'This term or limit is not known.' },
    detail: ({ termId, on }, say) => ({
      nl: `De wetgegevens hebben voor "${termId}" geen waarde op ${say.day(on)}. Vul het bestand in corpus/terms aan.`,
      en: `The law's data have no value for "${termId}" on ${say.day(on)}. Complete the file in corpus/terms.`,
    }),
  }),
})
