// The texts of leaving a batch out of those the limits of a control chart follow from. Not here: the charts (composition.ts).
import { defineMessages, text } from '#kernel'

const more = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const baselineMessages = defineMessages({
  'baseline.legend': { nl: 'buiten de basislijn gelaten', en: 'left out of the baseline' },
  'baseline.out': { nl: 'weggelaten', en: 'left out' },
  'baseline.settled': text<{ count: number; of: number; on: string }>({
    nl: ({ count, of, on }) =>
      `De grenzen staan vast sinds ${on}: zij volgen uit ${count} van de eerste ${more(of, 'vrijgegeven partij', 'vrijgegeven partijen')}`,
    en: ({ count, of, on }) =>
      `The limits have been fixed since ${on}: they follow from ${count} of the first ${more(of, 'released batch', 'released batches')}`,
  }),
  'baseline.left-out': { nl: 'Buiten de basislijn gelaten:', en: 'Left out of the baseline:' },
  'baseline.leave': { nl: 'Buiten de basislijn laten', en: 'Leave out of the baseline' },
  'baseline.leave.short': { nl: 'Weglaten', en: 'Leave out' },
  'baseline.leave.name': text<{ name: string }>({
    nl: ({ name }) => `Weglaten uit de basislijn: ${name}`,
    en: ({ name }) => `Leave out of the baseline: ${name}`,
  }),
  'baseline.leave.of': text<{ name: string }>({
    nl: ({ name }) => `${name} buiten de basislijn laten`,
    en: ({ name }) => `Leave ${name} out of the baseline`,
  }),
  'baseline.leave.text': {
    nl: 'Doe dit alleen als de bijzondere oorzaak is gevonden. De partij blijft op de kaart staan, open getekend en met de reden; niets komt ervoor in de plaats. De grenzen en alle signalen worden opnieuw berekend, voor iedereen die de kaart ziet.',
    en: 'Do this only if the special cause was found. The batch stays on the chart, drawn hollow and with the reason; nothing takes its place. Limits and all signals are worked out anew, for everybody who sees the chart.',
  },
  'baseline.cause': { nl: 'Waar lag de oorzaak?', en: 'Where was the cause?' },
  'baseline.cause.growing': { nl: 'teelt', en: 'growing' },
  'baseline.cause.processing': { nl: 'drogen of verwerken', en: 'drying or processing' },
  'baseline.cause.sampling': { nl: 'bemonstering', en: 'sampling' },
  'baseline.cause.measurement': { nl: 'meting', en: 'measurement' },
  'baseline.cause.other': { nl: 'anders', en: 'other' },
  'baseline.finding': { nl: 'Bevinding', en: 'Finding' },
  'baseline.finding.help': {
    nl: 'Wat er is gevonden en waaruit dat blijkt, zoals het nummer van het onderzoek. Dit staat in het logboek en bij de kaart.',
    en: 'What was found and what shows it, such as the number of the investigation. It stands in the log and beside the chart.',
  },
  'baseline.finding.missing': { nl: 'Schrijf op waarom.', en: 'Write down why.' },
  'baseline.back': { nl: 'Weer meetellen', en: 'Count it again' },
  'baseline.back.name': text<{ name: string }>({
    nl: ({ name }) => `Weer meetellen: ${name}`,
    en: ({ name }) => `Count it again: ${name}`,
  }),
  'baseline.back.of': text<{ name: string }>({
    nl: ({ name }) => `${name} weer laten meetellen`,
    en: ({ name }) => `Count ${name} again`,
  }),
  'baseline.back.text': {
    nl: 'De partij telt weer mee voor de grenzen. Dat zij was weggelaten, en waarom, blijft in het logboek staan.',
    en: 'The batch sets the limits again. That it was left out, and why, stays in the log.',
  },
  'baseline.reason': { nl: 'Reden', en: 'Reason' },
  'baseline.reason.help': { nl: 'Waarom de bevinding niet meer geldt.', en: 'Why the finding no longer holds.' },
})
