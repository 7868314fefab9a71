// Every refusal of labels. Not here: refusals of packing (../problems.ts).
import { conflict, defineProblems, forbidden, invalid } from '#kernel'

export const labelProblems = defineProblems('chain', {
  'not-a-pack': conflict({
    title: { nl: 'Alleen verpakkingen hebben een etiket.', en: 'Only packs have a label.' },
    detail: () => ({
      nl: 'Deze partij is niet verpakt, of heeft geen geldige GTIN. Kies een partij verpakkingen.',
      en: 'This batch is not packed, or has no valid GTIN. Choose a lot of packs.',
    }),
  }),
  'label-stopped': conflict<{ why: 'on-hold' | 'rejected' | 'taken-back' }>({
    title: { nl: 'Van deze partij komt geen etiket meer bij.', en: 'No label is added to this lot.' },
    detail: ({ why }) => stops[why],
  }),
  'label-elsewhere': forbidden<{ lot: string }>({
    title: { nl: 'Etiketten drukt wie de verpakkingen heeft.', en: 'Labels are printed by who has the packs.' },
    detail: ({ lot }) => ({
      nl: `Van ${lot} ligt bij u niets. Laat wie de verpakkingen nu heeft ze afdrukken: elk etiket moet te verantwoorden zijn.`,
      en: `Nothing of ${lot} lies with you. Have whoever has the packs now print them: every label must be accounted for.`,
    }),
  }),
  'label-lot': conflict<{ name: string }>({
    title: { nl: 'Deze naam past niet op een etiket.', en: 'This name does not fit on a label.' },
    detail: ({ name }) => ({
      nl: `"${name}" kan geen partijnummer van GS1 zijn: hoogstens twintig letters, cijfers en leestekens, zonder spatie of accent. Geef de volgende partij zo'n naam.`,
      en: `"${name}" cannot be a lot number of GS1: at most twenty letters, digits and signs, without space or accent. Give the next lot such a name.`,
    }),
  }),
  'label-range': invalid<{ packs: number }>({
    title: { nl: 'Zo veel verpakkingen zijn er niet.', en: 'There are not so many packs.' },
    detail: ({ packs }) => ({
      nl: `Deze partij heeft ${packs} verpakkingen, genummerd vanaf 1. Kies minder etiketten of een eerder nummer.`,
      en: `This lot has ${packs} packs, numbered from 1. Choose fewer labels or an earlier number.`,
    }),
  }),
})

const stops = {
  'on-hold': {
    nl: 'Er rust een blokkade of een terugroepactie op. Druk etiketten af als die is opgeheven.',
    en: 'It is on hold or in a recall. Print labels when that is lifted.',
  },
  rejected: {
    nl: 'De partij is afgekeurd. Laat haar vernietigen; wat al bedrukt is, gaat mee.',
    en: 'The lot is rejected. Have it destroyed, and what was printed with it.',
  },
  'taken-back': {
    nl: 'Het verpakken is teruggenomen: deze partij is er niet. Kies de partij waarin het opnieuw is verpakt.',
    en: 'The packing was taken back: this lot is not there. Choose the lot it was packed in anew.',
  },
} as const
