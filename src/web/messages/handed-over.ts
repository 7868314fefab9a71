// The texts of what a delivery to the Minister is in the ledger. Not here: its paper (chain/papers).
import { defineMessages } from '#kernel'

export const handedOverMessages = defineMessages({
  'handed-over.title': { nl: 'Van wie het werd', en: 'Whose it became' },
  'handed-over.text': {
    nl: 'Hiermee kwam het in de voorraad van de minister, in quarantaine, op de plaats waar het lag. Tot het daar weggaat bewaart de teler het voor de minister; in zijn eigen administratie is het weg. Voor deze massa lopen de vier maanden niet meer.',
    en: 'With this it came into the stock of the Minister, in quarantine, at the place where it lay. Until it leaves there the grower keeps it for the Minister; it is gone from the grower’s own book. For this mass the four months no longer run.',
  },
  'handed-over.one': {
    nl: 'De teler legt dit alleen vast. Wie voor de minister overneemt, tekent het overdrachtsbewijs op papier. Weegt die iets anders, dan legt de minister hier een telling vast: het verschil staat dan open bij de minister, en de teler hoort het van de minister.',
    en: 'The grower alone records this. Whoever takes over for the Minister signs the delivery note on paper. If they weigh something else, the Minister records a count here: the difference then stands open with the Minister, who tells the grower.',
  },
  'handed-over.count': { nl: 'Tel wat er ligt', en: 'Count what lies there' },
})
