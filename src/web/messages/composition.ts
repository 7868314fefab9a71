// The texts of the composition of a product over the years. Not here: the composition of one batch (chain.ts).
import { defineMessages, text } from '#kernel'

const nl = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const compositionMessages = defineMessages({
  'composition.title': { nl: 'Samenstelling door de jaren', en: 'Composition over the years' },
  'composition.lead': {
    nl: 'Blijft een product gelijk, van partij tot partij en van teler tot teler? Gehalten in procenten van het gedroogde product.',
    en: 'Does a product stay the same, from batch to batch and from grower to grower? Contents in percent of the dried product.',
  },
  'composition.lead.as-is': {
    nl: 'Blijft een product gelijk van partij tot partij, wie het ook maakte of invoerde? Gehalten in procenten van het product zoals het is.',
    en: 'Does a product stay the same from batch to batch, whoever made or imported it? Contents in percent of the product as it is.',
  },
  'composition.product': { nl: 'Product', en: 'Product' },
  'composition.analyte': { nl: 'Bepaling', en: 'Determination' },
  'composition.total-thc': { nl: 'Totaal THC', en: 'Total THC' },
  'composition.total-cbd': { nl: 'Totaal CBD', en: 'Total CBD' },
  'composition.mdma-base': { nl: 'MDMA-base', en: 'MDMA base' },
  'composition.none.title': { nl: 'Nog niets gemeten', en: 'Nothing measured yet' },
  'composition.none.text': {
    nl: 'Van dit product is nog geen partij onderzocht en beoordeeld, of u mag die partijen niet zien.',
    en: 'No batch of this product was tested and decided on yet, or you may not see those batches.',
  },
  /** `said`: the number as it stands in the sentence, where it opens what it counts. */
  'composition.steady': text<{ released: number; said: string; mean: string }>({
    nl: ({ released, said, mean }) =>
      `Geen signaal in ${said} ${released === 1 ? 'vrijgegeven partij' : 'vrijgegeven partijen'}; gemiddeld ${mean}.`,
    en: ({ released, said, mean }) =>
      `No signal in ${said} ${released === 1 ? 'released batch' : 'released batches'}; ${mean} on average.`,
  }),
  'composition.signalled': text<{ released: string; signalled: number; said: string; mean: string }>({
    nl: ({ released, signalled, said, mean }) =>
      `Een signaal bij ${said} ${signalled === 1 ? 'partij' : 'partijen'} van ${released} vrijgegeven; gemiddeld ${mean}. Zoek de oorzaak voordat u verder vrijgeeft.`,
    en: ({ released, signalled, said, mean }) =>
      `A signal at ${said} ${signalled === 1 ? 'batch' : 'batches'} of ${released} released; ${mean} on average. Find the cause before you release more.`,
  }),
  'composition.unknown': text<{ released: number }>({
    nl: ({ released }) =>
      `Met ${nl(released, 'vrijgegeven partij', 'vrijgegeven partijen')} is nog niets over gelijkheid te zeggen.`,
    en: ({ released }) =>
      `With ${nl(released, 'released batch', 'released batches')} nothing can be said about sameness yet.`,
  }),
  'composition.unsettled': text<{ baseline: number; count: number }>({
    nl: ({ baseline, count }) =>
      `De grenzen bewegen nog: zij volgen uit ${nl(count, 'partij', 'partijen')} en staan vast bij ${baseline}. Een signaal is tot dan voorlopig.`,
    en: ({ baseline, count }) =>
      `The limits still move: they follow from ${nl(count, 'batch', 'batches')} and are fixed at ${baseline}. Until then a signal is provisional.`,
  }),
  'composition.settled': text<{ count: number; on: string }>({
    nl: ({ count, on }) => `De grenzen staan vast sinds ${on}: zij volgen uit de eerste ${count} vrijgegeven partijen`,
    en: ({ count, on }) =>
      `The limits have been fixed since ${on}: they follow from the first ${count} released batches`,
  }),
  'composition.basis': { nl: 'hieruit volgen de grenzen', en: 'the limits follow from these' },
  'composition.sets': { nl: 'Voor de grenzen', en: 'For the limits' },
  'composition.sets.limits': { nl: 'bepaalt ze mee', en: 'sets them' },
  'composition.sets.watched': { nl: 'ertegen gehouden', en: 'held against them' },
  'composition.capability': { nl: 'Past binnen de vrijgave-eis (Cpk)', en: 'Fits the release range (Cpk)' },
  'composition.capability.good': {
    nl: 'Ruim: vrijwel elke partij valt binnen de eis.',
    en: 'Ample: nearly every batch falls within the range.',
  },
  'composition.capability.tight': {
    nl: 'Krap: een kleine verschuiving geeft partijen buiten de eis.',
    en: 'Tight: a small shift puts batches outside the range.',
  },
  'composition.capability.poor': {
    nl: 'Te krap: verwacht dat een deel van de partijen buiten de eis valt.',
    en: 'Too tight: expect some batches to fall outside the range.',
  },
  'composition.capability.early': {
    nl: 'Voorlopig: bij zo weinig partijen zegt dit getal nog weinig.',
    en: 'Provisional: with so few batches this number says little yet.',
  },
  'composition.capability.unstable': {
    nl: 'De kaart geeft een signaal. Zolang de oorzaak niet bekend is, voorspelt dit getal niets.',
    en: 'The chart signals. As long as the cause is not known, this number predicts nothing.',
  },
  'composition.longterm': { nl: 'Over alle partijen samen (Ppk)', en: 'Over all batches together (Ppk)' },
  'composition.released': { nl: 'Vrijgegeven partijen', en: 'Released batches' },
  'composition.legend.value': { nl: 'partij', en: 'batch' },
  'composition.legend.signal': { nl: 'signaal', en: 'signal' },
  'composition.legend.rejected': { nl: 'afgekeurd, telt niet mee', en: 'rejected, not counted' },
  'composition.legend.average': { nl: 'voortschrijdend gemiddelde', en: 'moving average' },
  'composition.legend.limits': { nl: 'grenzen van het proces', en: 'limits of the process' },
  'composition.legend.range': { nl: 'eis voor vrijgave', en: 'release range' },
  'composition.legend.average-limits': { nl: 'grenzen daarvan', en: 'its limits' },
  'composition.range': { nl: 'Verschil met de vorige, %-punt', en: 'Difference from the one before, % points' },
  'composition.average.limits': { nl: 'Grenzen daarvan, %', en: 'Its limits, %' },
  'composition.sum': {
    nl: 'Opgetelde afwijking in σ (CUSUM)',
    en: 'Cumulated deviation in σ (CUSUM)',
  },
  'composition.phase': { nl: 'andere methode of ander laboratorium', en: 'another method or laboratory' },
  'composition.table': text<{ grower: string }>({
    nl: ({ grower }) => `Partijen van ${grower}`,
    en: ({ grower }) => `Batches of ${grower}`,
  }),
  'composition.batch': { nl: 'Partij', en: 'Batch' },
  'composition.tested': { nl: 'Onderzocht', en: 'Tested' },
  'composition.value': { nl: 'Gehalte, %', en: 'Content, %' },
  'composition.average': { nl: 'Voortschrijdend gemiddelde, %', en: 'Moving average, %' },
  'composition.method': { nl: 'Methode', en: 'Method' },
  'composition.laboratory': { nl: 'Laboratorium', en: 'Laboratory' },
  'composition.signals': { nl: 'Signaal', en: 'Signal' },
  'composition.signal.outside': { nl: 'buiten de grenzen', en: 'outside the limits' },
  'composition.signal.jump': { nl: 'sprong', en: 'jump' },
  'composition.signal.drift': { nl: 'verschuiving', en: 'drift' },
  'composition.signal.sum': { nl: 'opgetelde verschuiving', en: 'cumulated drift' },
  'composition.rejected': { nl: 'afgekeurd', en: 'rejected' },
  'composition.how': { nl: 'Hoe dit wordt berekend', en: 'How this is worked out' },
  'composition.how.text': text<{
    baseline: number
    limits: string
    weight: string
    width: string
    allowance: string
    limit: string
  }>({
    nl: ({ baseline, limits, weight, width, allowance, limit }) =>
      `Per teler, of wie het maakte of invoerde, alleen vrijgegeven partijen, in de volgorde van het onderzoek. De grenzen liggen ${limits} gemiddelde verschillen tussen opeenvolgende partijen van het gemiddelde van de eerste ${baseline}. Het voortschrijdend gemiddelde weegt de nieuwste partij voor ${weight} mee, met grenzen van ${width} standaarddeviaties. De opgetelde afwijking telt wat verder dan ${allowance} standaarddeviatie afwijkt, en geeft een signaal boven ${limit}. Partijen na de eerste ${baseline} worden tegen vaste grenzen gehouden; voortschrijdend gemiddelde en opgetelde afwijking beginnen dan opnieuw. Een partij staat er met wat vóór haar oordeel is gemeten. Een andere methode of een ander laboratorium begint opnieuw: dat is geen verschuiving van het product.`,
    en: ({ baseline, limits, weight, width, allowance, limit }) =>
      `For each grower, or whoever made or imported it, released batches alone, in the order they were tested. The limits lie ${limits} mean differences between successive batches from the mean of the first ${baseline}. The moving average gives the newest batch a weight of ${weight}, with limits of ${width} standard deviations. The cumulated deviation counts what differs by more than ${allowance} standard deviation, and signals above ${limit}. Batches after the first ${baseline} are held against fixed limits; moving average and cumulated deviation then begin anew. A batch stands with what was measured before its verdict. Another method or laboratory begins anew: that is no drift of the product.`,
  }),
})
