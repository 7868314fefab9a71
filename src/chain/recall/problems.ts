// Every refusal of recalls and drills. Not here: refusals of the hold itself (../problems.ts).
import { absent, conflict, defineProblems, forbidden } from '#kernel'

export const recallProblems = defineProblems('chain', {
  'unknown-recall': absent({
    title: { nl: 'Deze terugroepactie is er niet.', en: 'This recall does not exist.' },
    detail: () => ({
      nl: 'Er is geen terugroepactie met dit nummer, of zij gaat niet over voorraad van u. Kijk in de lijst.',
      en: 'There is no recall with this number, or it is not about stock of yours. Look in the list.',
    }),
  }),
  'unknown-destination': absent({
    title: { nl: 'Dit adres staat er niet.', en: 'This destination does not exist.' },
    detail: () => ({
      nl: 'Uw organisatie heeft geen adres met dit nummer. Kijk in de lijst.',
      en: 'Your organisation has no destination of this number. Look in the list.',
    }),
  }),
  'destination-not-allowed': forbidden({
    title: { nl: 'Naar dit adres sturen we niets.', en: 'We send nothing to this address.' },
    detail: () => ({
      nl: 'Een adres begint met https:// en staat op de lijst van de beheerder (GREIN_EPCIS_DESTINATIONS). Vraag de beheerder om uw server daarop te zetten.',
      en: 'An address begins with https:// and its host is on the operator’s list (GREIN_EPCIS_DESTINATIONS). Ask the operator to put your server there.',
    }),
  }),
  'too-many-destinations': conflict<{ max: number }>({
    title: { nl: 'U hebt al genoeg adressen.', en: 'You have enough destinations.' },
    detail: ({ max }) => ({
      nl: `Een organisatie heeft hooguit ${max} adressen tegelijk. Beëindig er eerst een.`,
      en: `An organisation has at most ${max} destinations at a time. End one first.`,
    }),
  }),
  'destination-changed': conflict({
    title: { nl: 'Dit adres is eerder anders vastgelegd.', en: 'This destination was registered before, as another.' },
    detail: () => ({
      nl: 'Onder dit nummer staat een ander adres of geheim. Leg een nieuw adres vast met een eigen nummer.',
      en: 'Under this number stands another address or secret. Register a new destination with a number of its own.',
    }),
  }),
  'drill-changed': conflict({
    title: { nl: 'Deze oefening is al gehouden.', en: 'This drill was held already.' },
    detail: () => ({
      nl: 'Onder dit nummer staat een oefening met een andere partij of reden. Begin een nieuwe oefening met een eigen nummer.',
      en: 'Under this number stands a drill with another batch or reason. Begin a new drill with a number of its own.',
    }),
  }),
  'not-told': absent({
    title: { nl: 'Aan deze houder is geen bericht gericht.', en: 'No notice was sent to this holder.' },
    detail: () => ({
      nl: 'Kies een houder uit de lijst van deze terugroepactie.',
      en: 'Choose a holder from the list of this recall.',
    }),
  }),
  'not-exported-there': conflict({
    title: {
      nl: 'Van deze partijen ging daar niets heen, en er kwam niets vandaan.',
      en: 'Nothing of these batches went there or came from there.',
    },
    detail: () => ({
      nl: 'Kies een afnemer, leverancier of land uit de lijst van deze terugroepactie. Is er wel naartoe uitgevoerd of vandaan ingevoerd, leg dat dan eerst vast.',
      en: 'Choose a buyer, supplier or country from the list of this recall. If some was exported there or imported from there, record that first.',
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'attempt-changed': conflict({
    title: { nl: 'Deze poging is eerder anders vastgelegd.', en: 'This attempt was recorded before, as another.' },
    detail: () => ({
      nl: 'Hetzelfde nummer hoort bij dezelfde inhoud. Leg een nieuwe poging vast met een eigen nummer.',
      en: 'The same number goes with the same content. Record a new attempt with a number of its own.',
    }),
  }),
  'drill-by-holder': conflict({
    title: { nl: 'Deze oefening is er voor een houder.', en: 'This drill is for a holder.' },
    detail: () => ({
      nl: 'U handelt niet voor een houder van voorraad. De ketenbeheerder oefent met de hele keten, onder Terugroepacties.',
      en: 'You act for no holder of stock. The chain manager drills with the whole chain, under Recalls.',
    }),
  }),
  'drill-reaches-nobody': conflict({
    title: { nl: 'Van deze partij heeft niemand iets gehad.', en: 'Nobody ever had any of this batch.' },
    detail: () => ({
      nl: 'Een oefening begint bij een partij die is opgesplitst of verzonden. Kies een andere partij.',
      en: 'A drill begins at a batch that was split or shipped. Choose another batch.',
    }),
  }),
})
