// The texts of a batch on a past day, in both times. Not here: states and places (chain.ts).
import { defineMessages, text } from '#kernel'

export const asOfMessages = defineMessages({
  'as-of.at': { nl: 'Stand aan het eind van', en: 'As it stood at the end of' },
  'as-of.at.help': { nl: 'De dag waarop het in de kast lag.', en: 'The day on which it lay in the safe.' },
  'as-of.known': { nl: 'Zoals bekend op', en: 'As known on' },
  'as-of.known.help': {
    nl: 'Leeg: met alles wat nu bekend is.',
    en: 'Empty: with everything that is known now.',
  },
  'as-of.clear': { nl: 'Alles wat nu bekend is', en: 'Everything known now' },
  'as-of.title': text<{ on: string }>({
    nl: ({ on }, write) => `Waar het lag op ${write.day(on)}`,
    en: ({ on }, write) => `Where it lay on ${write.day(on)}`,
  }),
  'as-of.left': text<{ on: string }>({
    nl: ({ on }, write) => `was er op ${write.day(on)}`,
    en: ({ on }, write) => `was there on ${write.day(on)}`,
  }),
  'as-of.not-yet': { nl: 'Deze partij bestond toen nog niet.', en: 'This batch did not exist yet.' },
  'as-of.unknown': {
    nl: 'Deze partij bestond toen nog niet, of dat was nog niet bekend.',
    en: 'This batch did not exist then, or that was not yet known.',
  },
  'as-of.gone': { nl: 'Er was toen niets meer van over.', en: 'Nothing of it was left then.' },
  'as-of.last': text<{ at: string }>({
    nl: ({ at }, write) => `laatst bewogen ${write.instant(at)}`,
    en: ({ at }, write) => `last moved ${write.instant(at)}`,
  }),
  'as-of.all': {
    nl: 'Geteld is alles wat nu bekend is, ook wat later is ingevoerd.',
    en: 'Everything that is known now is counted, also what was recorded later.',
  },
  'as-of.checkpoint': text<{ on: string; at: string; size: number }>({
    nl: ({ on, at, size }, write) =>
      `Geteld is wat op ${write.day(on)} bekend was: de eerste ${write.number(size)} regels van het logboek, ondertekend op ${write.instant(at)}.`,
    en: ({ on, at, size }, write) =>
      `Counted is what was known on ${write.day(on)}: the first ${write.number(size)} entries of the log, signed on ${write.instant(at)}.`,
  }),
  'as-of.root': { nl: 'Wortel van die stand', en: 'Root of that state' },
  'as-of.nothing-signed': text<{ on: string }>({
    nl: ({ on }, write) =>
      `Aan het eind van ${write.day(on)} was nog niets van dit logboek ondertekend. Toen was er dus niets bekend.`,
    en: ({ on }, write) =>
      `By the end of ${write.day(on)} nothing of this log had been signed. So nothing was known then.`,
  }),
  'as-of.events': { nl: 'De gebeurtenissen erachter', en: 'The events behind it' },
})
