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
  'mass.two.fine': text<TwoReadings>({
    nl: ({ thousands, exact }) =>
      `Dit kan ${thousands} zijn of ${exact}. Fijner dan een milligram legt Grein niet vast.`,
    en: ({ thousands, exact }) => `This can be ${thousands} or ${exact}. Grein records nothing finer than a milligram.`,
  }),
})
