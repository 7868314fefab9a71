// The texts of a figure that can be read in two ways. Not here: what is read, and the other faults of a field.
import { defineMessages, type TwoReadings, text } from '#kernel'

export const twoWaysMessages = defineMessages({
  'two.ask': text<TwoReadings>({
    nl: ({ thousands, exact }) => `Dit kan ${thousands} zijn of ${exact}. Kies wat u bedoelt.`,
    en: ({ thousands, exact }) => `This can be ${thousands} or ${exact}. Choose what you mean.`,
  }),
  'two.choose': { nl: 'Wat bedoelt u?', en: 'What do you mean?' },
})
