// The texts of the other lots that go into one output. Not here: those of the form around them (record.ts).
import { defineMessages, text } from '#kernel'

export const moreInputsMessages = defineMessages({
  'inputs.title': text<{ line: number }>({
    nl: ({ line }) => `Partij ${line} die erin gaat`,
    en: ({ line }) => `Batch ${line} that goes in`,
  }),
  'inputs.batch': { nl: 'Welke partij?', en: 'Which batch?' },
  'inputs.state': { nl: 'In welke staat?', en: 'In which state?' },
  'inputs.mass': { nl: 'Gewicht dat erin gaat', en: 'Mass going in' },
  'inputs.add': { nl: 'Nog een partij erbij', en: 'Add another batch' },
  'inputs.remove': text<{ line: number }>({
    nl: ({ line }) => `Partij ${line} weghalen`,
    en: ({ line }) => `Remove batch ${line}`,
  }),
})
