// What a subscription is refused for. Not here: the question it is of (problems.ts), and its clock (schedule.ts).
import { absent, conflict, defineProblems, forbidden, invalid } from '#kernel'

export const subscriptionProblems = defineProblems('epcis', {
  'stream-or-schedule': invalid({
    title: { nl: 'Meteen, of volgens een rooster', en: 'At once, or by a schedule' },
    detail: () => ({
      nl: 'Geef óf stream: true, óf een rooster (schedule), en nooit beide.',
      en: 'Give either stream: true or a schedule, never both.',
    }),
  }),
  'dest-not-allowed': forbidden({
    title: { nl: 'Naar dit adres sturen we niets', en: 'We send nothing to this address' },
    detail: () => ({
      nl: 'Een adres begint met https:// en staat op de lijst van de beheerder (GREIN_EPCIS_DESTINATIONS). Vraag de beheerder om uw server daarop te zetten.',
      en: 'An address begins with https:// and its host is on the operator’s list (GREIN_EPCIS_DESTINATIONS). Ask the operator to put your server there.',
    }),
  }),
  'too-many-subscriptions': conflict<{ max: number }>({
    title: { nl: 'Deze vraag heeft al veel abonnementen', en: 'This query has many subscriptions already' },
    detail: ({ max }) => ({
      nl: `Een vraag heeft hooguit ${max} abonnementen. Beëindig er eerst een.`,
      en: `A query has at most ${max} subscriptions. End one first.`,
    }),
  }),
  'unknown-subscription': absent({
    title: { nl: 'Dit abonnement is er niet', en: 'There is no such subscription' },
    detail: () => ({
      nl: 'Deze vraag heeft geen abonnement met dit nummer. GET …/subscriptions noemt ze.',
      en: 'This query has no subscription of this number. GET …/subscriptions names them.',
    }),
  }),
})
