// The text of a field for a figure. Not here: the label and the help of one; its screen has those.
import { defineMessages, text } from '#kernel'

export const decimalFieldMessages = defineMessages({
  'decimal.reads': text<{ figure: string }>({
    nl: ({ figure }) => `Gelezen als ${figure} (drie decimalen)`,
    en: ({ figure }) => `Read as ${figure} (three decimals)`,
  }),
  'decimal.wrong': { nl: 'Schrijf een getal, zoals 21,7 of 0,05.', en: 'Write a number, such as 21.7 or 0.05.' },
})
