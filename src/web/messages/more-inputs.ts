// The texts of the other lots that go into one output, or travel along. Not here: those of the form around them (record.ts).
import { defineMessages, text } from '#kernel'

export const moreInputsMessages = defineMessages({
  'inputs.title': text<{ line: number; name: string }>({
    nl: ({ line, name }) => `Partij ${line}: ${name}`,
    en: ({ line, name }) => `Batch ${line}: ${name}`,
  }),
  'inputs.state': { nl: 'In welke toestand?', en: 'In which state?' },
  'inputs.state.twice': {
    nl: 'Deze partij staat in deze toestand al in het formulier. Kies een andere toestand, of haal haar hier weg.',
    en: 'This batch stands in the form in this state already. Choose another state, or remove it here.',
  },
  'inputs.mass': { nl: 'Gewicht', en: 'Mass' },
  'inputs.most': text<{ max: string }>({ nl: ({ max }) => `Ten hoogste ${max}`, en: ({ max }) => `At most ${max}` }),
  'inputs.add': { nl: 'Nog een partij erbij', en: 'Add another batch' },
  'inputs.add.help': { nl: 'Typ een deel van de naam en kies.', en: 'Type a part of the name and choose.' },
  'inputs.scan': { nl: 'Scan wat meegaat', en: 'Scan what goes along' },
  'inputs.scan.help': {
    nl: 'Elke partij die u scant, komt erbij in het formulier, met alles wat er hier van is.',
    en: 'Each batch that you scan is added to the form, with all there is of it here.',
  },
  'inputs.added': text<{ name: string; count: number }>({
    nl: ({ name, count }) => `${name} staat erbij: ${count} partijen.`,
    en: ({ name, count }) => `${name} was added: ${count} batches.`,
  }),
  'inputs.removed': text<{ name: string }>({
    nl: ({ name }) => `${name} is weggehaald.`,
    en: ({ name }) => `${name} was removed.`,
  }),
  'inputs.there': text<{ name: string }>({
    nl: ({ name }) => `${name} staat al in het formulier.`,
    en: ({ name }) => `${name} stands in the form already.`,
  }),
  'inputs.nothing': text<{ name: string }>({
    nl: ({ name }) => `Van ${name} is hier niets dat hiervoor gebruikt kan worden.`,
    en: ({ name }) => `There is nothing of ${name} here that can be used for this.`,
  }),
  'inputs.full': text<{ max: number }>({
    nl: ({ max }) => `Meer dan ${max} partijen gaan er niet in één gebeurtenis.`,
    en: ({ max }) => `One event takes no more than ${max} batches.`,
  }),
  'inputs.remove': text<{ name: string }>({
    nl: ({ name }) => `${name} weghalen`,
    en: ({ name }) => `Remove ${name}`,
  }),
})
