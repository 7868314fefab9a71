// Every refusal of the registers, in order of precedence. Not here: "no exemption covers this"; that is the chain's to say.
import { absent, conflict, defineProblems, forbidden, invalid } from '#kernel'

export const licensingProblems = defineProblems('licensing', {
  'bad-cursor': invalid({
    title: { nl: 'Deze plaats in de lijst bestaat niet.', en: 'There is no such place in the list.' },
    detail: () => ({
      nl: 'Begin opnieuw bij de eerste bladzijde, zonder "cursor".',
      en: 'Start again at the first page, without "cursor".',
    }),
  }),
  'unknown-party': absent({
    title: { nl: 'Deze partij is er niet.', en: 'There is no such party.' },
    detail: () => ({ nl: 'Controleer het nummer, of zoek op naam.', en: 'Check the number, or search by name.' }),
  }),
  'unknown-premises': absent({
    title: { nl: 'Deze locatie is er niet.', en: 'There are no such premises.' },
    detail: () => ({
      nl: 'Controleer het nummer, of zoek de partij op naam.',
      en: 'Check the number, or find the party by name.',
    }),
  }),
  'unknown-exemption': absent({
    title: { nl: 'Deze ontheffing is er niet.', en: 'There is no such exemption.' },
    detail: () => ({
      nl: 'Controleer het nummer. U ziet alleen ontheffingen van uw eigen organisatie.',
      en: 'Check the number. You see the exemptions of your own organisation only.',
    }),
  }),
  'location-changed': conflict({
    title: { nl: 'Deze ligging is eerder anders vastgelegd.', en: 'This position was recorded before, as another.' },
    detail: () => ({
      nl: 'Dezelfde "locationId" hoort bij dezelfde inhoud. Gebruik een nieuwe voor een nieuwe ligging.',
      en: 'The same "locationId" goes with the same content. Use a new one for a new position.',
    }),
  }),
  'gln-taken': conflict({
    title: { nl: 'Dit GLN is al van een ander.', en: 'This GLN is another’s already.' },
    detail: () => ({
      nl: 'Een GLN staat op één dag voor één locatie van één partij. Vergelijk elk cijfer met de brief van GS1. Staat het bij de verkeerde locatie, leg daar dan eerst vast dat het er niet meer geldt.',
      en: 'On one day a GLN stands for one place of one party. Compare every digit with the letter from GS1. Where it stands with the wrong premises, first record there that it no longer holds.',
    }),
  }),
  'gln-changed': conflict({
    title: { nl: 'Dit nummer is eerder anders vastgelegd.', en: 'This number was recorded before, as another.' },
    detail: () => ({
      nl: 'Dezelfde "glnId" hoort bij dezelfde inhoud. Gebruik een nieuwe voor een nieuw nummer.',
      en: 'The same "glnId" goes with the same content. Use a new one for a new number.',
    }),
  }),
  'import-closed': forbidden({
    title: { nl: 'Er staat geen invoer van oude gegevens open.', en: 'No import of history is open.' },
    detail: () => ({
      nl: 'Een beheerder van de server zet de invoer open en sluit haar weer. Vraag dat eerst.',
      en: 'An administrator of the server opens the import and closes it again. Ask for that first.',
    }),
  }),
})
