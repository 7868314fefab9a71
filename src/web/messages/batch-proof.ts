// The texts of a batch's proof on its page. Not here: checking one (verify.ts).
import { defineMessages } from '#kernel'

export const batchProofMessages = defineMessages({
  'batch-proof.title': { nl: 'Bewijs', en: 'Proof' },
  'batch-proof.text': {
    nl: 'Een bestand waarmee iedereen zonder ons kan nagaan dat dit zo is vastgelegd en daarna niet veranderd. Dat er niets is weggelaten, laat zo’n bestand niet zien.',
    en: 'A file with which anyone can check without us that this was recorded so, and not changed since. That nothing was left out, such a file does not show.',
  },
  'batch-proof.all': { nl: 'Alle gebeurtenissen opslaan', en: 'Save all events' },
  'batch-proof.release': { nl: 'Alleen de vrijgave opslaan', en: 'Save the release alone' },
  'batch-proof.check': { nl: 'Controleren', en: 'Check one' },
})
