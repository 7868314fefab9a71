// The measurements behind one number of a study, each with its event, and in a sentence how the number follows from them. Not here: which those
// are (behind.ts).
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type StudyView, unitText } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { stabilityBehindMessages } from '../../messages/stability-behind.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { OfEvent } from '../of-event.tsx'
import { decimal, testKey } from '../quality/words.ts'
import { StayLink } from '../stay-link.tsx'
import { type Behind, behindNumber, type StudyNumber, studyNumbers } from './behind.ts'
import { idOfPoint, Source } from './study-points.tsx'
import { texts as stabilityTexts } from './words.ts'

const texts = { ...stabilityTexts, ...stabilityBehindMessages }
const hrefOf = ({ studyId }: StudyView) => `/quality/stability/${studyId}`

type OfProps = {
  readonly view: StudyView
  readonly number: StudyNumber
  readonly analyte?: string
  readonly children: ReactNode
}

/** A number that opens what it follows from. */
export function OfMeasurements({ view, number, analyte, children }: OfProps) {
  if (behindNumber(view, number, analyte ?? null).length === 0) return children
  return <StayLink href={withQuery(hrefOf(view), { number, of: analyte ?? null })}>{children}</StayLink>
}

export function BehindNumber({ view }: { view: StudyView }) {
  const { t, dayShort } = useLocale(texts)
  const search = useSearch({ strict: false }) as { readonly number?: string; readonly of?: string } // Texts, read from the address by the router.
  const number = studyNumbers.find((one) => one === search.number)
  const analyte = view.attributes.find((one) => one.analyte === search.of)?.analyte ?? null
  if (!number || (number === 'within' && analyte === null)) return null
  const title = analyte ? t('behind.within', { analyte: t(testKey(analyte)) }) : t(`behind.${number as 'support'}`)
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={`${number} ${analyte ?? ''}`}>{title}</OpenedHeading>
      <p className="gr-muted">
        <How view={view} number={number} analyte={analyte} />
      </p>
      <DataTable
        label={title}
        items={behindNumber(view, number, analyte)}
        idOf={(one) => `${idOfPoint(one.point)} ${one.analyte}`}
        columns={[
          {
            id: 'month',
            text: t('stability.month'),
            isFixed: true,
            cell: ({ point: { month } }) => (month === 0 ? t('stability.start') : `${month}`),
          },
          {
            id: 'condition',
            text: t('stability.condition'),
            cell: ({ point: { condition } }) => (condition ? t(`stability.condition.${condition}`) : '–'),
          },
          {
            id: 'batch',
            text: t('stability.batch'),
            cell: ({ point: { batchId } }) => view.batches.find((one) => one.batchId === batchId)?.name ?? '–',
          },
          { id: 'value', text: t('behind.measured.what'), align: 'end', cell: (one) => <Measured behind={one} /> },
          {
            id: 'on',
            text: t('behind.on'),
            cell: ({ point: { measuredOn, plannedOn } }) => dayShort(measuredOn ?? plannedOn),
          },
          { id: 'source', text: t('stability.source'), cell: ({ point }) => <Source point={point} /> },
        ]}
      />
      <StayLink href={hrefOf(view)} look="text">
        {t('behind.close')}
      </StayLink>
    </section>
  )
}

function Measured({ behind: { point, analyte } }: { behind: Behind }) {
  const { t, locale } = useLocale(texts)
  if (analyte === null) return <OfEvent eventId={point.eventId}>{t('behind.all')}</OfEvent>
  const value = point.values.find((one) => one.analyte === analyte)
  const name = t(testKey(analyte))
  const said = value
    ? `${name} ${decimal(value.value, locale)}\u00a0${unitText(value.unit)}`
    : `${name}: ${t('stability.unfit')}`
  return <OfEvent eventId={point.eventId}>{said}</OfEvent>
}

/** A sentence by which a reader with the list can follow the number. */
function How({ view, number, analyte }: { view: StudyView; number: StudyNumber; analyte: string | null }): string {
  const { t, number: said } = useLocale(texts)
  const { support, rules } = view
  const months = (count: number) => t('stability.months', { months: count })
  const lineOf = (name: string | null) => {
    const found = view.attributes.find((one) => one.analyte === name)?.evaluation
    if (!name || !found) return t('behind.within.none')
    const until = said(found.months, found.isAtHorizon ? 0 : 1)
    return t('behind.within.how', {
      ...{ count: behindNumber(view, 'within', name).length, confidence: `${said(rules.confidence * 100, 0)} %` },
      ...{ until: t(found.isAtHorizon ? 'stability.within.atLeast' : 'stability.within.months', { months: until }) },
      model: t(`stability.model.${found.model}`),
      pooling: said(rules.pooling, 2),
    })
  }
  switch (number) {
    case 'within':
      return lineOf(analyte)
    case 'measured':
      return t('behind.measured.how', { months: months(support.measuredMonths) })
    case 'limit':
      return t('behind.limit.how', {
        ...{ measured: months(support.measuredMonths), limit: months(support.limitMonths) },
        change: t(`stability.change.${support.change}`),
      })
    case 'change':
      return t(view.changes.length === 0 ? 'behind.change.none' : 'behind.change.how')
    case 'failed':
      return t('behind.failed.how')
    case 'support':
      if (support.limitedBy !== null) return lineOf(support.limitedBy)
      return t(support.failedMonth === null ? 'behind.support.limit' : 'behind.failed.how')
    default:
      return number satisfies never
  }
}
