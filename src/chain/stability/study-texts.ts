// The words of a stability report on paper, in Dutch and English. Not here: the screen (web).
import { defineMessages, text } from '#kernel'

export const studyTexts = defineMessages({
  'study.title': text<{ number: string }>({
    nl: ({ number }) => `Stabiliteitsrapport ${number}`,
    en: ({ number }) => `Stability report ${number}`,
  }),
  'study.foot': text<{ number: string; step: number }>({
    nl: ({ number, step }) => `${number}, stap ${step}`,
    en: ({ number, step }) => `${number}, step ${step}`,
  }),
  'study.subtitle': text<{ product: string; day: string }>({
    nl: ({ product, day }) => `${product}, rapport van ${day}`,
    en: ({ product, day }) => `${product}, report of ${day}`,
  }),
  'study.fact.read': { nl: 'Gegevens gelezen', en: 'Data read' },
  'study.read': text<{ at: string; step: number; last: string }>({
    nl: ({ at, step, last }) => `${at}, tot en met stap ${step} van ${last}`,
    en: ({ at, step, last }) => `${at}, up to step ${step} of ${last}`,
  }),
  'study.fact.product': { nl: 'Product', en: 'Product' },
  'study.fact.owner': { nl: 'Van', en: 'Of' },
  'study.fact.laboratory': { nl: 'Laboratorium', en: 'Laboratory' },
  'study.fact.container': { nl: 'Verpakking', en: 'Container' },
  'study.fact.batches': { nl: 'Partijen', en: 'Batches' },
  'study.fact.conditions': { nl: 'Condities', en: 'Conditions' },
  'study.fact.term': { nl: 'Vastgesteld', en: 'Established' },
  'study.fact.supported': { nl: 'Volgens de metingen nu', en: 'By the measurements so far' },
  'study.fact.measured': { nl: 'Langdurig bewaard', en: 'Kept long-term so far' },
  'study.fact.limit': { nl: 'Vooruitkijken mag tot', en: 'Looking ahead is allowed to' },
  'study.fact.change': { nl: 'Significante verandering', en: 'Significant change' },
  'study.fact.address': { nl: 'Adres', en: 'Address' },
  'study.months': text<{ months: number }>({
    nl: ({ months }) => (months === 1 ? '1 maand' : `${months} maanden`),
    en: ({ months }) => (months === 1 ? '1 month' : `${months} months`),
  }),
  'study.term.shelf-life': text<{ months: string; day: string }>({
    nl: ({ months, day }) => `houdbaarheid ${months}, op ${day}`,
    en: ({ months, day }) => `shelf life ${months}, on ${day}`,
  }),
  'study.term.retest-period': text<{ months: string; day: string }>({
    nl: ({ months, day }) => `hertesttermijn ${months}, op ${day}`,
    en: ({ months, day }) => `retest period ${months}, on ${day}`,
  }),
  'study.term.none': { nl: 'nog niets', en: 'nothing yet' },
  'study.unknown': { nl: 'nog niet te zeggen', en: 'cannot be said yet' },
  'study.change.none': { nl: 'geen bij versneld bewaren', en: 'none on accelerated storage' },
  'study.change.accelerated': {
    nl: 'bij versneld bewaren, niet bij de tussenconditie',
    en: 'on accelerated storage, not on intermediate',
  },
  'study.change.intermediate': {
    nl: 'bij versneld bewaren en bij de tussenconditie',
    en: 'on accelerated and on intermediate storage',
  },
  'study.change.intermediate-unknown': {
    nl: 'bij versneld bewaren; de tussenconditie is niet af',
    en: 'on accelerated storage; intermediate has not run its course',
  },
  'study.change.unknown': {
    nl: 'onbekend: versneld bewaren is niet af',
    en: 'unknown: accelerated storage has not run its course',
  },
  'study.role.long-term': { nl: 'langdurig', en: 'long-term' },
  'study.role.intermediate': { nl: 'tussenconditie', en: 'intermediate' },
  'study.role.accelerated': { nl: 'versneld', en: 'accelerated' },
  'study.start': { nl: 'start', en: 'start' },
  'study.condition.5': { nl: '2–8 °C', en: '2–8 °C' },
  'study.condition.25-60': { nl: '25 °C, 60 % RV', en: '25 °C, 60 % RH' },
  'study.condition.30-65': { nl: '30 °C, 65 % RV', en: '30 °C, 65 % RH' },
  'study.condition.30-75': { nl: '30 °C, 75 % RV', en: '30 °C, 75 % RH' },
  'study.condition.40-75': { nl: '40 °C, 75 % RV', en: '40 °C, 75 % RH' },
  'study.lines': { nl: 'Houdbaarheid per kenmerk', en: 'Shelf life by attribute' },
  'study.lines.note': text<{ confidence: string; pooling: string }>({
    nl: ({ confidence, pooling }) =>
      `Lineaire regressie op de maanden van langdurig bewaren; de ${confidence} betrouwbaarheidsgrens van het gemiddelde naast de grens van de specificatie. Partijen zijn samengenomen waar zij niet verschillen bij p = ${pooling}.`,
    en: ({ confidence, pooling }) =>
      `Linear regression on the months of long-term storage; the ${confidence} confidence bound of the mean beside the limit of the specification. Batches are taken together where they do not differ at p = ${pooling}.`,
  }),
  'study.column.analyte': { nl: 'Kenmerk', en: 'Attribute' },
  'study.column.limit': { nl: 'Grens', en: 'Limit' },
  'study.column.model': { nl: 'Model', en: 'Model' },
  'study.column.p': { nl: 'p helling; p niveau', en: 'p slope; p level' },
  'study.column.months': { nl: 'Binnen de grens', en: 'Within the limit' },
  'study.model.single': { nl: 'één partij', en: 'one batch' },
  'study.model.common': { nl: 'één lijn', en: 'one line' },
  'study.model.common-slope': { nl: 'één helling', en: 'one slope' },
  'study.model.separate': { nl: 'elk zijn lijn', en: 'a line each' },
  'study.atLeast': text<{ months: string }>({
    nl: ({ months }) => `ten minste ${months} maanden`,
    en: ({ months }) => `at least ${months} months`,
  }),
  'study.withinMonths': text<{ months: string }>({
    nl: ({ months }) => `${months} maanden`,
    en: ({ months }) => `${months} months`,
  }),
  'study.values': { nl: 'Metingen', en: 'Measurements' },
  'study.values.head.batch': { nl: 'Partij', en: 'Batch' },
  'study.values.head.condition': { nl: 'Conditie', en: 'Condition' },
  'study.values.head.month': { nl: 'Maand', en: 'Month' },
  'study.values.head.measured': { nl: 'Gemeten op', en: 'Measured on' },
  'study.values.head.from': { nl: 'Bron', en: 'Source' },
  'study.observed.conforms': { nl: 'voldoet', en: 'conforms' },
  'study.observed.unfit': { nl: 'voldoet niet', en: 'does not conform' },
  'study.outside': { nl: 'buiten de grens', en: 'outside the limit' },
  'study.verify': { nl: 'Nagaan', en: 'To check' },
  'study.how': {
    nl: 'Elke stap van dit onderzoek is een blad van het openbare logboek; het scherm noemt de gebeurtenis achter elk getal.',
    en: 'Each step of this study is a leaf of the public log; the screen names the event behind each number.',
  },
})
