// The words on the label of a box. Not here: its layout (unit-labels.typ).
import { defineMessages, text } from '#kernel'

export const unitTexts = defineMessages({
  title: { nl: 'Etiketten van colli', en: 'Labels of boxes' },
  from: { nl: 'Van', en: 'From' },
  to: { nl: 'Aan', en: 'To' },
  count: text<{ number: number; of: number }>({
    nl: ({ number, of }) => `collo ${number} van ${of}`,
    en: ({ number, of }) => `box ${number} of ${of}`,
  }),
  more: text<{ count: number }>({
    nl: ({ count }) => `en nog ${count}, zie de vrachtbrief`,
    en: ({ count }) => `and ${count} more, see the manifest`,
  }),
  symbol: text<{ sscc: string }>({ nl: ({ sscc }) => `SSCC ${sscc}`, en: ({ sscc }) => `SSCC ${sscc}` }),
})
