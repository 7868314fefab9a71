// What cannot be asked at all. Not here: "not decidable", which is an answer.
import { absent, defineProblems, invalid, tooLarge } from '#kernel'

export const decisionProblems = defineProblems('law', {
  'fact-unknown': invalid<{ fact: string; similar: readonly string[] }>({
    title: { nl: 'Dit feit kent de wet hier niet.', en: 'This is no fact the law’s data know.' },
    detail: ({ fact, similar }) => ({
      nl: `"${fact}" staat niet in corpus/facts.${similar.length > 0 ? ` Bedoelt u ${similar.join(' of ')}?` : ' Laat het weg of kies een feit uit docs/reference/decisions.md.'}`,
      en: `"${fact}" is not in corpus/facts.${similar.length > 0 ? ` Do you mean ${similar.join(' or ')}?` : ' Leave it out or choose a fact from docs/reference/decisions.md.'}`,
    }),
  }),
  'fact-misread': invalid<{ fact: string; kind: string }>({
    title: { nl: 'Dit feit heeft een andere soort waarde.', en: 'This fact takes another kind of value.' },
    detail: ({ fact, kind }) => ({
      nl: `"${fact}" vraagt om ${kindNl[kind] ?? kind}. Geef zo’n waarde of laat het feit weg.`,
      en: `"${fact}" takes ${kindEn[kind] ?? kind}. Give such a value or leave the fact out.`,
    }),
  }),
  'receipt-too-long': tooLarge<{ bytes: number; bytesMax: number }>({
    title: { nl: 'Dit antwoord is te lang om vast te leggen.', en: 'This answer is too long to put on record.' },
    detail: ({ bytes, bytesMax }) => ({
      nl: `Het bewijsstuk telt ${bytes} bytes; een blad van het logboek houdt er ${bytesMax}. Noem minder ontheffingen of feiten, of vraag zonder vast te leggen.`,
      en: `The receipt is ${bytes} bytes; a leaf of the log holds ${bytesMax}. Name fewer exemptions or facts, or ask without recording.`,
    }),
  }),
  'decision-unknown': absent({
    title: { nl: 'Dit besluit is hier niet vastgelegd.', en: 'This decision is not on record here.' },
    detail: () => ({
      nl: 'Het nummer hoort bij geen vastgelegd antwoord. Kijk het na, of stel de vraag opnieuw.',
      en: 'The number belongs to no answer on record. Check it, or ask again.',
    }),
  }),
  'reading-unknown': invalid<{ reading: string }>({
    title: { nl: 'Deze lezing bestaat niet.', en: 'There is no such reading.' },
    detail: ({ reading }) => ({
      nl: `"${reading}" staat niet in corpus/readings. Neem een lezing over uit het antwoord op de vraag zonder haar.`,
      en: `"${reading}" is not in corpus/readings. Take a reading from the answer to the question without it.`,
    }),
  }),
})

const kindNl: Readonly<Record<string, string>> = {
  'yes-no': 'ja of nee (true of false)',
  choice: 'een van de keuzen uit corpus/facts',
  day: 'een dag, zoals 2026-07-01',
  number: 'een getal vanaf 0',
  mass: 'een aantal milligram',
}
const kindEn: Readonly<Record<string, string>> = {
  'yes-no': 'yes or no (true or false)',
  choice: 'one of the choices in corpus/facts',
  day: 'a day, such as 2026-07-01',
  number: 'a number from 0',
  mass: 'a number of milligrams',
}
