// The texts of a field for a mass. Not here: the label and the help of one; its screen has those.
import { defineMessages, type TwoReadings, text } from '#kernel'

export const massFieldMessages = defineMessages({
  'mass.hint': { nl: 'Bijvoorbeeld 12,5 g of 0,25 kg', en: 'For example 12.5 g or 0.25 kg' },
  'mass.wrong': {
    nl: 'Schrijf een gewicht met eenheid, tot op de milligram: 12,5 g, 250 mg of 1,2 kg.',
    en: 'Write a mass with its unit, no finer than a milligram: 12.5 g, 250 mg or 1.2 kg.',
  },
  'mass.reads': text<{ mass: string }>({
    nl: ({ mass }) => `Gelezen als ${mass}`,
    en: ({ mass }) => `Read as ${mass}`,
  }),
  'mass.hint.packs': text<{ each: string }>({
    nl: ({ each }) => `In pakken van ${each}: schrijf bijvoorbeeld 2 pakken, of een gewicht.`,
    en: ({ each }) => `In packs of ${each}: write for example 2 packs, or a mass.`,
  }),
  'mass.reads.packs': text<{ mass: string; packs: string; isOne: boolean }>({
    nl: ({ mass, packs, isOne }) => `Gelezen als ${mass}: ${packs} ${isOne ? 'pak' : 'pakken'}`,
    en: ({ mass, packs, isOne }) => `Read as ${mass}: ${packs} ${isOne ? 'pack' : 'packs'}`,
  }),
  'mass.reads.broken': text<{ mass: string; each: string }>({
    nl: ({ mass, each }) => `Gelezen als ${mass}: geen hele pakken van ${each}`,
    en: ({ mass, each }) => `Read as ${mass}: no whole packs of ${each}`,
  }),
  'mass.two.fine': text<TwoReadings>({
    nl: ({ thousands, exact }) =>
      `Dit kan ${thousands} zijn of ${exact}. Fijner dan een milligram legt Grein niet vast.`,
    en: ({ thousands, exact }) => `This can be ${thousands} or ${exact}. Grein records nothing finer than a milligram.`,
  }),
})
