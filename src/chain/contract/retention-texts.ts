// What an event that is old enough still waits for, in words: on the screen and in the terminal. Not here: judging it (retention/store.ts).
import { defineMessages } from '#kernel'

export const retentionStopTexts = defineMessages({
  'retention.why.stock': { nl: 'voorraad van een partij ervan', en: 'stock of one of its batches' },
  'retention.why.on-its-way': { nl: 'een zending die onderweg is', en: 'a shipment on its way' },
  'retention.why.difference': {
    nl: 'een verschil of geschil dat openstaat',
    en: 'a difference or dispute that is open',
  },
  'retention.why.hold': { nl: 'een blokkade die niet is opgeheven', en: 'a hold that was not lifted' },
  'retention.why.trial': {
    nl: 'het dossier van een onderzoek, dat langer wordt bewaard',
    en: 'the file of a clinical trial, which is kept for longer',
  },
  'retention.why.quality': {
    nl: 'een order, zaak, signaal of onderzoek dat loopt',
    en: 'an order, case, signal or study that is open',
  },
  'retention.why.signature': { nl: 'een tweede handtekening', en: 'a second signature' },
  'retention.why.notice': { nl: 'een melding van diefstal of verlies', en: 'a notice of theft or loss' },
  'retention.why.permit': {
    nl: 'de afroep of vergunning die het gaf, die korter geleden eindigde',
    en: 'the call-off or permit that it granted, which ended less long ago',
  },
  'retention.why.room': { nl: 'de kamer die er nog zo door is aangewezen', en: 'the room it designates to this day' },
  'retention.why.younger': {
    nl: 'een jongere gebeurtenis die erbij hoort',
    en: 'a younger event that belongs to it',
  },
})
