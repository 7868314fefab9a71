// The texts of a step that asks for a reason. Not here: what the step is called, which whoever asks says.
import { defineMessages } from '#kernel'

export const reasonedMessages = defineMessages({
  'reasoned.reason': { nl: 'Reden', en: 'Reason' },
  'reasoned.needed': { nl: 'Geef een reden.', en: 'Give a reason.' },
})
