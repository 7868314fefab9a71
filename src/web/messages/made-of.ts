// The texts of which batches a number of a control chart follows from, of where a chart begins anew, and of
// where limits are from. Not here: the chart (composition.ts).
import { defineMessages, text } from '#kernel'

const batches = (count: number) => `${count} ${count === 1 ? 'partij' : 'partijen'}`
const batchesEn = (count: number) => `${count} ${count === 1 ? 'batch' : 'batches'}`

export const madeOfMessages = defineMessages({
  'made.limits': { nl: 'Waaruit de grenzen volgen', en: 'What the limits follow from' },
  'made.cpk': text<{ value: string }>({
    nl: ({ value }) => `Waaruit Cpk ${value} volgt`,
    en: ({ value }) => `What Cpk ${value} follows from`,
  }),
  'made.ppk': text<{ value: string }>({
    nl: ({ value }) => `Waaruit Ppk ${value} volgt`,
    en: ({ value }) => `What Ppk ${value} follows from`,
  }),
  'made.released': { nl: 'Vrijgegeven partijen', en: 'Released batches' },
  'made.signals': { nl: 'Partijen met een signaal', en: 'Batches with a signal' },
  'made.average': text<{ name: string; value: string }>({
    nl: ({ name, value }) => `Voortschrijdend gemiddelde na ${name}: ${value} %`,
    en: ({ name, value }) => `Moving average after ${name}: ${value} %`,
  }),
  'made.sum': text<{ name: string; value: string }>({
    nl: ({ name, value }) => `Opgetelde afwijking na ${name}: ${value} σ`,
    en: ({ name, value }) => `Cumulated deviation after ${name}: ${value} σ`,
  }),
  'made.range': text<{ name: string; value: string }>({
    nl: ({ name, value }) => `Verschil van ${name} met de vorige: ${value} %-punt`,
    en: ({ name, value }) => `Difference of ${name} from the one before: ${value} % points`,
  }),
  'made.count': text<{ count: number }>({
    nl: ({ count }) => `${batches(count)}.`,
    en: ({ count }) => `${batchesEn(count)}.`,
  }),
  'made.limits.how': text<{ count: number; mean: string; range: string; factor: string; lower: string; upper: string }>(
    {
      nl: ({ count, mean, range, factor, lower, upper }) =>
        `${batches(count)}: gemiddeld ${mean} %, en van partij tot partij gemiddeld ${range} %-punt verschil. De grenzen liggen ${factor} keer dat verschil van het gemiddelde: ${lower} % en ${upper} %.`,
      en: ({ count, mean, range, factor, lower, upper }) =>
        `${batchesEn(count)}: ${mean} % on average, and ${range} % points difference from batch to batch on average. The limits lie ${factor} times that difference from the mean: ${lower} % and ${upper} %.`,
    },
  ),
  'made.cpk.how': text<{ count: number; mean: string; limit: string; sigma: string; basis: number }>({
    nl: ({ count, mean, limit, sigma, basis }) =>
      `${batches(count)}, gemiddeld ${mean} %: het verschil met de naaste eis, ${limit} %, gedeeld door 3 σ. σ is ${sigma} en volgt uit het verschil van partij tot partij van de ${basis} die de grenzen bepalen.`,
    en: ({ count, mean, limit, sigma, basis }) =>
      `${batchesEn(count)}, ${mean} % on average: the difference from the nearest limit of the range, ${limit} %, divided by 3 σ. σ is ${sigma} and follows from the difference from batch to batch of the ${basis} that set the limits.`,
  }),
  'made.ppk.how': text<{ count: number; mean: string; limit: string; sigma: string }>({
    nl: ({ count, mean, limit, sigma }) =>
      `${batches(count)}, gemiddeld ${mean} %: het verschil met de naaste eis, ${limit} %, gedeeld door 3 standaarddeviaties van al deze partijen samen (${sigma}).`,
    en: ({ count, mean, limit, sigma }) =>
      `${batchesEn(count)}, ${mean} % on average: the difference from the nearest limit of the range, ${limit} %, divided by 3 standard deviations of all these batches together (${sigma}).`,
  }),
  'made.average.how': text<{ count: number; mean: string; weight: string }>({
    nl: ({ count, mean, weight }) =>
      `${batches(count)}: het begint bij het gemiddelde, ${mean} %, en elke volgende partij telt voor ${weight} mee.`,
    en: ({ count, mean, weight }) =>
      `${batchesEn(count)}: it begins at the mean, ${mean} %, and each further batch counts for ${weight}.`,
  }),
  'made.sum.how': text<{ count: number; mean: string; sigma: string; allowance: string }>({
    nl: ({ count, mean, sigma, allowance }) =>
      `${batches(count)}: wat elke afwijkt van het gemiddelde, ${mean} %, in σ (${sigma}) en verminderd met ${allowance}, naar boven en naar beneden apart opgeteld en nooit onder nul.`,
    en: ({ count, mean, sigma, allowance }) =>
      `${batchesEn(count)}: what each differs from the mean, ${mean} %, in σ (${sigma}) and less ${allowance}, added up apart above and below and never under nought.`,
  }),
  'made.range.how': { nl: 'Twee partijen, na elkaar onderzocht.', en: 'Two batches, tested one after the other.' },
  'made.sources': { nl: 'Waar de eisen vandaan komen', en: 'Where the limits come from' },
  'made.close': { nl: 'Sluiten', en: 'Close' },
  /** Of a phase, from which batch it is. */
  'phase.began': text<{ name: string; on: string; what: readonly string[] }>({
    nl: ({ name, on, what }) =>
      `Vanaf ${name} (${on}) geldt ${what.join(' en ')}. Daar beginnen gemiddelde en grenzen opnieuw: wat dan verspringt, komt van de meting en is geen verschuiving van het product.`,
    en: ({ name, on, what }) =>
      `From ${name} (${on}) on there is ${what.join(' and ')}. There mean and limits begin anew: what jumps then comes from the measurement and is no drift of the product.`,
  }),
  'phase.to.laboratory': text<{ before: string; after: string }>({
    nl: ({ before, after }) => `een ander laboratorium (${after}, eerder ${before})`,
    en: ({ before, after }) => `another laboratory (${after}, before: ${before})`,
  }),
  'phase.to.method': text<{ before: string; after: string }>({
    nl: ({ before, after }) => `een andere methode (${after}, eerder ${before})`,
    en: ({ before, after }) => `another method (${after}, before: ${before})`,
  }),
  'phase.mark.laboratory': { nl: 'ander laboratorium', en: 'another laboratory' },
  'phase.mark.method': { nl: 'andere methode', en: 'another method' },
  'phase.unnamed': { nl: 'niet genoemd', en: 'not named' },
})
