// The texts of a figure that can be read in two ways. Not here: what is read, and the other faults of a field.
import { defineMessages, type TwoReadings, text } from '#kernel'

export const twoWaysMessages = defineMessages({
  'two.ask': text<TwoReadings>({
    nl: ({ thousands, decimal }) => `Dit kan ${thousands} zijn of ${decimal}. Kies wat u bedoelt.`,
    en: ({ thousands, decimal }) => `This can be ${thousands} or ${decimal}. Choose what you mean.`,
  }),
  'two.choose': { nl: 'Wat bedoelt u?', en: 'What do you mean?' },
})
