// What a study says, how that was got and why no more; and the same for each attribute. Not here: drawing it (study-chart.tsx).
import type { StudyAttribute, StudyView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { OfEvent } from '../of-event.tsx'
import { decimal, limitText, testKey } from '../quality/words.ts'
import type { StudyNumber } from './behind.ts'
import { OfMeasurements } from './behind-panel.tsx'
import { idOfPoint } from './study-points.tsx'
import { texts } from './words.ts'

export function StudySays({ view }: { view: StudyView }) {
  const { t, day } = useLocale(texts)
  const { support, conclusion } = view
  const months = (count: number) => t('stability.months', { months: count })
  const behind = (number: StudyNumber, text: string) => (
    <OfMeasurements view={view} number={number}>
      {text}
    </OfMeasurements>
  )
  const said: Fact[] = [
    { name: t('stability.measured'), value: behind('measured', months(support.measuredMonths)) },
    { name: t('stability.limit'), value: behind('limit', months(support.limitMonths)) },
    { name: t('stability.change'), value: behind('change', t(`stability.change.${support.change}`)) },
  ]
  if (support.months !== null) {
    const by = support.limitedBy === null ? t('stability.limitedBy.none') : t(testKey(support.limitedBy))
    said.push({ name: t('stability.limitedBy'), value: by })
  }
  if (support.failedMonth !== null) {
    said.push({
      name: t('stability.failed'),
      value: behind('failed', t('stability.failed.month', { month: support.failedMonth })),
    })
  }
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.says')}</h2>
      <Figures>
        {conclusion ? (
          <Figure
            size="lg"
            label={t('stability.established', {
              kind: t(`stability.kind.${conclusion.kind}`),
              day: day(conclusion.concludedOn),
            })}
          >
            {behind('support', months(conclusion.months))}
          </Figure>
        ) : null}
        <Figure size={conclusion ? 'md' : 'lg'} label={t('stability.supported')}>
          {support.months === null ? t('stability.supported.none') : behind('support', months(support.months))}
        </Figure>
      </Figures>
      {support.months === null ? (
        <p>{t('stability.missing', { analytes: support.missing.map((test) => t(testKey(test))).join(', ') })}</p>
      ) : null}
      <Facts facts={said} />
      <Changes view={view} />
    </section>
  )
}

function Changes({ view }: { view: StudyView }) {
  const { t, locale } = useLocale(texts)
  if (view.changes.length === 0) return null
  return (
    <Alert tone="warning" title={t('stability.change')}>
      <ul className="gr-stability-plain">
        {view.changes.map(({ batchId, condition, month, analyte, value, initial }) => (
          <li key={`${batchId} ${condition} ${month} ${analyte}`}>
            {view.batches.find((one) => one.batchId === batchId)?.name}, {t(testKey(analyte))},{' '}
            {t(`stability.condition.${condition ?? '25-60'}`)}, {t('stability.failed.month', { month })}:{' '}
            <OfEvent eventId={eventAt(view, { batchId, condition: null, month: 0 })}>
              {initial === null ? '' : decimal(initial, locale)}
            </OfEvent>
            {initial === null ? '' : ' → '}
            <OfEvent eventId={eventAt(view, { batchId, condition, month })}>{decimal(value, locale)}</OfEvent>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Of what was taken over from a report there is none. */
const eventAt = (view: StudyView, place: Pick<StudyView['points'][number], 'batchId' | 'condition' | 'month'>) =>
  view.points.find((point) => idOfPoint(point) === idOfPoint(place))?.eventId ?? null

/** A chance below this is said to be below it: no chance is 0.000. */
const leastP = 0.001

export function Attributes({ view }: { view: StudyView }) {
  const { t, locale, number } = useLocale(texts)
  const { confidence, pooling } = view.rules
  const saidP = (p: number | null) => (p === null ? '–' : p < leastP ? `<\u00a0${number(leastP, 3)}` : number(p, 3))
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.attributes')}</h2>
      <DataTable
        label={t('stability.attributes')}
        items={view.attributes}
        idOf={({ analyte }) => analyte}
        columns={[
          { id: 'analyte', text: t('stability.attribute'), isFixed: true, cell: ({ analyte }) => t(testKey(analyte)) },
          {
            id: 'within',
            text: t('stability.within'),
            cell: (one) => (
              <OfMeasurements view={view} number="within" analyte={one.analyte}>
                <Within attribute={one} />
              </OfMeasurements>
            ),
          },
          {
            id: 'limit',
            text: t('stability.range'),
            cell: ({ analyte, min, max, unit }) => {
              if (unit !== null) return <span className="gr-nowrap">{limitText({ min, max, unit }, locale)}</span>
              const isSeen = view.points.some(({ observations }) => observations.some(({ test }) => test === analyte))
              return t(isSeen ? 'stability.range.seen' : 'stability.range.none')
            },
          },
          {
            id: 'model',
            text: t('stability.model'),
            cell: ({ evaluation }) => (evaluation ? t(`stability.model.${evaluation.model}`) : '–'),
          },
          {
            id: 'p',
            text: t('stability.p'),
            align: 'end',
            cell: ({ analyte, evaluation }) =>
              evaluation ? (
                <OfMeasurements view={view} number="within" analyte={analyte}>
                  {[evaluation.slopesP, evaluation.interceptsP].map(saidP).join(' · ')}
                </OfMeasurements>
              ) : (
                '–'
              ),
          },
        ]}
      />
      <p className="gr-muted">
        {t('stability.rule', {
          confidence: `${number(confidence * 100, 0)} %`,
          pooling: decimal(`${pooling}`, locale),
        })}
      </p>
    </section>
  )
}

function Within({ attribute: { evaluation, unit } }: { attribute: StudyAttribute }) {
  const { t, number } = useLocale(texts)
  if (unit === null) return '–'
  if (!evaluation) return t('stability.within.unknown')
  const months = number(evaluation.months, evaluation.isAtHorizon ? 0 : 1)
  return t(evaluation.isAtHorizon ? 'stability.within.atLeast' : 'stability.within.months', { months })
}
