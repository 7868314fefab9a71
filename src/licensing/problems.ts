// Every refusal of the registers, in order of precedence. Not here: "no exemption covers this"; that is the chain's to say.
import { absent, defineProblems, forbidden, invalid } from '#kernel'

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
  'unknown-exemption': absent({
    title: { nl: 'Deze ontheffing is er niet.', en: 'There is no such exemption.' },
    detail: () => ({
      nl: 'Controleer het nummer. U ziet alleen ontheffingen van uw eigen organisatie.',
      en: 'Check the number. You see the exemptions of your own organisation only.',
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
