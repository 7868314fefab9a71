// The texts of the fields for a day and a moment. Not here: what a screen asks of them.
import { defineMessages } from '#kernel'

export const dateFieldMessages = defineMessages({
  'part.day.open': { nl: 'Kalender openen', en: 'Open calendar' },
  'part.day.previous': { nl: 'Vorige maand', en: 'Previous month' },
  'part.day.next': { nl: 'Volgende maand', en: 'Next month' },
  'part.moment.skipped': {
    nl: 'Die nacht ging de klok van 02:00 naar 03:00. Een tijd daartussen was er niet en staat hier een uur later.',
    en: 'That night the clock went from 02:00 to 03:00. A time in between did not exist and stands here an hour later.',
  },
  'part.moment.twice': {
    nl: 'De klok sloeg dit uur twee keer. Welke keer was het?',
    en: 'The clock struck this hour twice. Which time was it?',
  },
  'part.moment.first': { nl: 'De eerste keer, in de zomertijd', en: 'The first time, in summer time' },
  'part.moment.second': { nl: 'De tweede keer, in de wintertijd', en: 'The second time, in winter time' },
})
