// A study as a printed report: words, order and places of its numbers. Not here: what it says (views.ts) and typesetting.
import { formatDecimal, type Locale, legalDayOf, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import { observations, type StudyAttribute, type StudyView, unitText } from '../contract.ts'
import { certificateTexts } from '../quality/certificate-texts.ts'
import { studyTexts } from './study-texts.ts'

type Printing = {
  readonly view: StudyView
  readonly locale: Locale
  readonly publicUrl: URL
  /** Whose report it is. */
  readonly author: string
  /** When its data were read; the report is of that day. */
  readonly readAt: Temporal.Instant
  readonly nameOf: (analyte: string, locale: Locale) => string
}

export function studyPaper({ view, locale, publicUrl, author, readAt, nameOf }: Printing): Paper {
  const t = translator(studyTexts, locale)
  const write = writerIn(locale)
  const seenAs = translator(certificateTexts, locale)
  const isSeen = (test: string): test is (typeof observations)[number] => observations.some((one) => one === test)
  const name = (test: string) => (isSeen(test) ? seenAs(`certificate.test.${test}`) : nameOf(test, locale))
  const decimal = (text: string) => formatDecimal(text, locale)
  // No chance is 0.000: what is smaller is said to be smaller.
  const p = (value: number | null) =>
    value === null ? '–' : value < 0.001 ? `<\u00a0${decimal('0.001')}` : decimal(value.toFixed(3))
  const months = (count: number | null) => (count === null ? t('study.unknown') : t('study.months', { months: count }))
  const { support, conclusion, rules } = view
  const lines = view.attributes.filter(({ min, max }) => min !== null || max !== null)
  const row = ({ analyte, min, max, unit, evaluation }: StudyAttribute) => [
    name(analyte),
    `${min === null ? `≤ ${decimal(max ?? '')}` : max === null ? `≥ ${decimal(min)}` : `${decimal(min)}–${decimal(max)}`} ${unitText(unit ?? '')}`,
    evaluation ? t(`study.model.${evaluation.model}`) : '–',
    evaluation ? `${p(evaluation.slopesP)}; ${p(evaluation.interceptsP)}` : '–',
    evaluation
      ? t(evaluation.isAtHorizon ? 'study.atLeast' : 'study.withinMonths', {
          months: decimal(evaluation.months.toFixed(evaluation.isAtHorizon ? 0 : 1)),
        })
      : t('study.unknown'),
  ]
  const lastStepOn = write.day(legalDayOf(Temporal.Instant.from(view.steps.at(-1)?.at ?? readAt.toString())))
  const term = conclusion && {
    months: t('study.months', { months: conclusion.months }),
    day: write.day(conclusion.concludedOn),
  }
  return {
    template: new URL('./study.typ', import.meta.url),
    language: locale,
    title: t('study.title', { number: view.number }),
    ...{ author, day: legalDayOf(readAt), foot: t('study.foot', { number: view.number, step: view.steps.length }) },
    data: {
      subtitle: t('study.subtitle', { product: view.productName, day: write.day(legalDayOf(readAt)) }),
      facts: [
        [t('study.fact.term'), term && conclusion ? t(`study.term.${conclusion.kind}`, term) : t('study.term.none')],
        [t('study.fact.supported'), months(support.months)],
        [t('study.fact.measured'), months(support.measuredMonths)],
        [t('study.fact.limit'), months(support.limitMonths)],
        [t('study.fact.change'), t(`study.change.${support.change}`)],
        [
          t('study.fact.read'),
          t('study.read', { at: write.instant(readAt), step: view.steps.length, last: lastStepOn }),
        ],
        [t('study.fact.product'), view.productName],
        [t('study.fact.owner'), view.owner.name],
        [t('study.fact.laboratory'), view.laboratory.name],
        [t('study.fact.container'), view.container],
        [t('study.fact.batches'), view.batches.map(({ name }) => name).join(', ')],
        [
          t('study.fact.conditions'),
          view.conditions
            .map(({ condition, role }) => `${t(`study.condition.${condition}`)} (${t(`study.role.${role}`)})`)
            .join('; '),
        ],
      ],
      head: (['analyte', 'limit', 'model', 'p', 'months'] as const).map((column) => t(`study.column.${column}`)),
      rows: lines.map(row),
      groups: view.tests.map((test) => ({
        title: name(test),
        head: [
          ...(['batch', 'condition', 'month', 'measured', 'from'] as const).map((column) =>
            t(`study.values.head.${column}`),
          ),
          name(test),
        ],
        rows: view.points.flatMap((point) => {
          const value = point.values.find(({ analyte }) => analyte === test)
          const seen = point.observations.find((one) => one.test === test)
          if (!value && !seen) return []
          const said = value
            ? `${decimal(value.value)} ${unitText(value.unit)}${value.verdict === 'outside' ? `, ${t('study.outside')}` : ''}`
            : t(seen?.conforms ? 'study.observed.conforms' : 'study.observed.unfit')
          return [
            [
              view.batches.find(({ batchId }) => batchId === point.batchId)?.name ?? '–',
              point.condition ? t(`study.condition.${point.condition}`) : t('study.start'),
              `${point.month}`,
              point.measuredOn ? write.day(point.measuredOn) : '–',
              point.order?.number ?? point.report ?? '–',
              said,
            ],
          ]
        }),
      })),
      words: {
        lines: t('study.lines'),
        note: t('study.lines.note', {
          confidence: `${Math.round(rules.confidence * 100)} %`,
          pooling: decimal(`${rules.pooling}`),
        }),
        values: t('study.values'),
        verify: t('study.verify'),
      },
      proof: [
        [t('study.fact.address'), new URL(`/quality/stability/${view.studyId}`, publicUrl).href],
        ['', t('study.how')],
      ],
    },
  }
}
