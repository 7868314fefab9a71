// What is said of a permit whose number the authority does not keep here. Not here: permits themselves (rooms of allowances, chain).
import { defineMessages, text } from '#kernel'

export const permitMessages = defineMessages({
  'permit.unknown': text<{ number: string }>({
    nl: ({ number }) => `Van ontheffing ${number} is hier geen hoeveelheid vastgelegd`,
    en: ({ number }) => `No quantity is recorded here for permit ${number}`,
  }),
  'permit.unknown.text': {
    nl: 'Het nummer staat zoals het is opgegeven: dagen, wederpartij en hoeveelheid zijn er niet tegen gehouden, en er wordt niets afgeteld.',
    en: 'The number stands as it was given: days, counterparty and quantity are not held against it, and nothing is counted down.',
  },
  'permit.unknown.first': {
    nl: 'Laat de autoriteit de ontheffing eerst vastleggen, dan gebeurt dat wel.',
    en: 'Have the authority record the permit first: then they are.',
  },
})
