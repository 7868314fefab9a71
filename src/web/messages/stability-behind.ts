// The texts of what a number of a stability study follows from. Not here: the study (stability.ts).
import { defineMessages, text } from '#kernel'

export const stabilityBehindMessages = defineMessages({
  'behind.support': { nl: 'Waaruit de houdbaarheid volgt', en: 'What the months of keeping follow from' },
  'behind.measured': { nl: 'Tot waar langdurig bewaren is gemeten', en: 'How far long-term storage was measured' },
  'behind.limit': { nl: 'Waaruit volgt hoe ver vooruitkijken mag', en: 'What says how far ahead one may look' },
  'behind.change': { nl: 'Strenger bewaard', en: 'Stored more strictly' },
  'behind.failed': { nl: 'Buiten de grens gemeten', en: 'Measured outside the limit' },
  'behind.within': text<{ analyte: string }>({
    nl: ({ analyte }) => `${analyte}: waar de lijn uit volgt`,
    en: ({ analyte }) => `${analyte}: what the line follows from`,
  }),
  'behind.measured.what': { nl: 'Meting', en: 'Measurement' },
  'behind.on': { nl: 'Gemeten op', en: 'Measured on' },
  'behind.all': { nl: 'alles van die maand', en: 'all of that month' },
  'behind.close': { nl: 'Sluiten', en: 'Close' },
  'behind.within.how': text<{ count: number; confidence: string; until: string; model: string; pooling: string }>({
    nl: ({ count, confidence, until, model, pooling }) =>
      `${count} metingen bij langdurig bewaren, ${model}: de ${confidence}-grens om het gemiddelde blijft ${until} binnen de specificatie. Beide p's vergelijken deze metingen partij voor partij; vanaf ${pooling} tellen partijen samen.`,
    en: ({ count, confidence, until, model, pooling }) =>
      `${count} measurements on long-term storage, ${model}: the ${confidence} bound around the mean stays within the specification for ${until}. Both p compare these measurements batch by batch; from ${pooling} on batches count together.`,
  }),
  'behind.within.none': {
    nl: 'Te weinig om een lijn door te trekken, of geen grens om haar naartoe te trekken.',
    en: 'Too little to draw a line through, or no limit to draw it to.',
  },
  'behind.measured.how': text<{ months: string }>({
    nl: ({ months }) => `De laatste meting van elke partij; de partij die het kortst is gevolgd telt: ${months}.`,
    en: ({ months }) => `The last measurement of each batch; the one that was followed shortest counts: ${months}.`,
  }),
  'behind.limit.how': text<{ measured: string; limit: string; change: string }>({
    nl: ({ measured, limit, change }) =>
      `Gemeten is ${measured}, en significante verandering: ${change}. Daarmee mag men tot ${limit} kijken (ICH Q1E).`,
    en: ({ measured, limit, change }) =>
      `Measured are ${measured}, and significant change: ${change}. With that one may look to ${limit} (ICH Q1E).`,
  }),
  'behind.change.how': {
    nl: 'Strenger bewaard veranderde het product hier significant, of lag het buiten de grens.',
    en: 'Stored more strictly the product changed significantly here, or lay outside its limit.',
  },
  'behind.change.none': {
    nl: 'Strenger bewaard veranderde het product in deze metingen niet significant.',
    en: 'Stored more strictly the product did not change significantly in these measurements.',
  },
  'behind.failed.how': {
    nl: 'Hier lag langdurig bewaren het eerst buiten een grens; tot de meting daarvoor bleef het product goed.',
    en: 'Here long-term storage lay outside a limit first; until the measurement before it the product kept.',
  },
  'behind.support.limit': {
    nl: 'Geen kenmerk verlaat eerder zijn grens: het vooruitkijken houdt op. Dat volgt uit deze metingen.',
    en: 'No attribute leaves its limit sooner: looking ahead ends. That follows from these measurements.',
  },
})
