// The texts for who has something half filled in and leaves, or is logged out meanwhile. Not here: what a form itself says.
import { defineMessages, text } from '#kernel'

export const unfinishedMessages = defineMessages({
  'ended.title': { nl: 'U bent uitgelogd', en: 'You are logged out' },
  'ended.text': {
    nl: 'Uw sessie is afgelopen. Log opnieuw in; u komt terug op deze plek.',
    en: 'Your session has ended. Log in again and you return to this place.',
  },
  'ended.text.filled': {
    nl: 'Uw sessie is afgelopen. Wat u hier hebt ingevuld, staat er nog en is nog niet vastgelegd. Log in op een nieuw tabblad en ga daarna hier verder; anders is het weg.',
    en: 'Your session has ended. What you filled in is still here and not recorded yet. Log in in a new tab and then carry on here; otherwise it is lost.',
  },
  'ended.here': { nl: 'Opnieuw inloggen', en: 'Log in again' },
  'ended.stay': { nl: 'Verder zonder in te loggen', en: 'Carry on without logging in' },
  'ended.other.title': text<{ now: string }>({
    nl: ({ now }) => `Nu is ${now} ingelogd`,
    en: ({ now }) => `${now} is logged in now`,
  }),
  'ended.other.text': text<{ now: string; before: string }>({
    nl: ({ now, before }) =>
      `In een ander tabblad is ingelogd als ${now}. Wat hier staat, is van ${before}, en zo wordt het niet vastgelegd. Ga verder als ${now}, of log op een nieuw tabblad weer in als ${before}: dan blijft staan wat hier is ingevuld.`,
    en: ({ now, before }) =>
      `Another tab logged in as ${now}. What stands here is of ${before}, and is not recorded like this. Carry on as ${now}, or log in as ${before} again in a new tab: then what was filled in here stays.`,
  }),
  'ended.other.on': text<{ now: string }>({
    nl: ({ now }) => `Verder als ${now}`,
    en: ({ now }) => `Carry on as ${now}`,
  }),
  'leave.title': { nl: 'Weggaan zonder vast te leggen?', en: 'Leave without recording?' },
  'leave.text': {
    nl: 'Wat u hier hebt ingevuld, is weg als u nu een ander scherm opent.',
    en: 'What you filled in here is lost if you open another screen now.',
  },
  'leave.stay': { nl: 'Hier blijven', en: 'Stay here' },
  'leave.go': { nl: 'Weggaan', en: 'Leave' },
})
