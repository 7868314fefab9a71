// The texts of what was refused: who tried what, and when. An action is named by the software, so it stands as it is.
import { defineMessages } from '#kernel'

export const denialMessages = defineMessages({
  'denials.title': { nl: 'Geweigerde handelingen', en: 'Refused actions' },
  'denials.lead': {
    nl: 'Wat iemand wilde doen of bekijken en niet mocht. Eén keer is vaak een vergissing; vaker vraagt om een gesprek.',
    en: 'What someone wanted to do or see and was not allowed to. Once is often a mistake; more often asks for a talk.',
  },
  'denials.at': { nl: 'Wanneer', en: 'When' },
  'denials.action': { nl: 'Handeling', en: 'Action' },
  'denials.resource': { nl: 'Waarop', en: 'On what' },
  'denials.user': { nl: 'Wie', en: 'Who' },
  'denials.visitor': { nl: 'niet ingelogd, of een programma', en: 'not logged in, or a program' },
  'denials.trace': { nl: 'Nummer van het verzoek', en: 'Number of the request' },
  'denials.none': { nl: 'Er is niets geweigerd', en: 'Nothing was refused' },
})
