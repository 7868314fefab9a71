// What is said of a permit whose number the authority does not keep here. Not here: permits themselves (rooms of allowances, chain).
import { defineMessages, text } from '#kernel'

export const permitMessages = defineMessages({
  'permit.unknown': text<{ number: string }>({
    nl: ({ number }) => `Vergunning ${number} is hier niet bekend`,
    en: ({ number }) => `Permit ${number} is not known here`,
  }),
  'permit.unknown.text': {
    nl: 'Het nummer staat zoals het is opgegeven: dagen, wederpartij en hoeveelheid zijn niet gecontroleerd, en er wordt niets afgeteld. Laat de autoriteit de vergunning vastleggen, dan gebeurt dat wel.',
    en: 'The number stands as it was given: days, counterparty and quantity were not checked, and nothing is counted down. Have the authority record the permit, and they are.',
  },
})
