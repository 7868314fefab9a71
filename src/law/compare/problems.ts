// Every refusal of comparing: what is wrong with a draft. Not here: days that cannot be asked about (../problems.ts).
import { absent, conflict, defineProblems, invalid } from '#kernel'
import type { ListName } from '../vocabulary.ts'

export const compareProblems = defineProblems('law', {
  'draft-unreadable': invalid<{ at: string; what: string }>({
    title: { nl: 'Dit is geen wetsontwerp dat Grein kan lezen.', en: 'This is no draft that Grein can read.' },
    detail: ({ at, what }) => ({
      nl: `${at === '' ? 'Het bestand' : `Op ${at}`}: ${what}. Vergelijk het met corpus/schema/draft.json.`,
      en: `${at === '' ? 'The file' : `At ${at}`}: ${what}. Compare it with corpus/schema/draft.json.`,
    }),
  }),
  'draft-substance-taken': conflict<{ substance: string }>({
    title: { nl: 'Deze sleutel is al van een ander middel.', en: 'This key is another substance already.' },
    detail: ({ substance }) => ({
      nl: `Het ontwerp noemt "${substance}" als nieuw middel, maar de wetgegevens kennen het al. Gebruik het bestaande middel of kies een andere sleutel.`,
      en: `The draft brings "${substance}" as new, but the law's data have it. Use the existing substance or choose another key.`,
    }),
  }),
  'draft-structure': invalid<{ substance: string; at: number | null; what: string }>({
    title: { nl: 'Deze structuur is niet te lezen.', en: 'This structure cannot be read.' },
    detail: ({ substance, at, what }) => ({
      nl: `De structuur van "${substance}" is niet te lezen${at === null ? '' : ` vanaf teken ${at + 1}`} (${what}). Verbeter de SMILES.`,
      en: `The structure of "${substance}" cannot be read${at === null ? '' : ` from character ${at + 1}`} (${what}). Mend the SMILES.`,
    }),
  }),
  'draft-unknown': absent<{ kind: 'substance' | 'group' | 'term' | 'rule' | 'set'; id: string }>({
    title: {
      nl: 'Het ontwerp noemt iets dat de wet niet kent.',
      en: 'The draft names something the law does not have.',
    },
    detail: ({ kind, id }) => ({
      nl: `${kindsNl[kind]} "${id}" staat niet in de wetgegevens. Zoek de juiste sleutel op, of voeg het middel in het ontwerp toe.`,
      en: `The law's data have no ${kind} "${id}". Look up the right key, or add the substance in the draft.`,
    }),
  }),
  'draft-already-listed': conflict<{ substance: string; list: ListName }>({
    title: { nl: 'Dit middel staat al op een lijst.', en: 'This substance is on a list already.' },
    detail: ({ substance, list }) => ({
      nl: `"${substance}" staat op lijst ${list}. Verplaats het, of haal het er eerst af: een middel staat nooit op twee lijsten.`,
      en: `"${substance}" is on list ${list}. Move it, or remove it first: no substance is on two lists.`,
    }),
  }),
  'draft-not-listed': conflict<{ substance: string; list: ListName | null }>({
    title: { nl: 'Dit middel staat niet op die lijst.', en: 'This substance is not on that list.' },
    detail: ({ substance, list }) => ({
      nl: `"${substance}" staat ${list === null ? 'op deze dag op geen lijst' : `op lijst ${list}`}. Voeg het toe in plaats van het te verplaatsen, of kies de juiste lijst.`,
      en: `"${substance}" is ${list === null ? 'on no list on this day' : `on list ${list}`}. Add it instead of moving it, or choose the right list.`,
    }),
  }),
})

const kindsNl = {
  substance: 'Het middel',
  group: 'De stofgroep',
  term: 'De termijn of grens',
  rule: 'De regel',
  set: 'De verzameling',
} as const
