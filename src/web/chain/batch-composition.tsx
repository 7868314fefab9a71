// What was measured of a batch, beside what its product may be; every figure opens its event. Not here: the years of it (composition/).

import { type CompositionRow, unitText } from '#chain/contract'
import { formatDecimal } from '#kernel'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Badge, type BadgeTone } from '../parts/badge.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { OfEvent } from './of-event.tsx'
import { analyteKey } from './words.ts'

const verdictTone: Record<CompositionRow['verdict'], BadgeTone> = {
  inside: 'positive',
  outside: 'negative',
  'no-limit': 'neutral',
}

export function BatchComposition({ rows }: { rows: readonly CompositionRow[] }) {
  const { t } = useLocale(chainMessages)
  if (rows.length === 0) return <p className="gr-muted">{t('batch.composition.none')}</p>
  return (
    <DataTable
      label={t('batch.composition')}
      items={[...rows].sort(byImportance)}
      idOf={({ analyte, eventId }) => `${analyte} ${eventId}`}
      columns={[
        {
          id: 'analyte',
          text: t('batch.composition.analyte'),
          isFixed: true,
          cell: ({ analyte, of, method }) => <Analyte analyte={analyte} of={of} method={method} />,
        },
        {
          id: 'value',
          text: t('batch.composition.value'),
          align: 'end',
          cell: ({ value, unit, uncertainty, eventId }) => (
            <OfEvent eventId={eventId}>
              <Measured value={value} unit={unit} uncertainty={uncertainty} />
            </OfEvent>
          ),
        },
        {
          id: 'range',
          text: t('batch.composition.range'),
          cell: ({ min, max, verdict }) => (
            <span>
              <Range min={min} max={max} />
              <br />
              <Badge tone={verdictTone[verdict]}>{t(`batch.composition.${verdict}`)}</Badge>
            </span>
          ),
        },
      ]}
    />
  )
}

/** What decides first: the active substances, then what fell outside, then the rest as they come. */
function byImportance(a: CompositionRow, b: CompositionRow): number {
  const rank = ({ analyte, verdict }: CompositionRow) => {
    if (analyte === 'total-thc' || analyte === 'mdma-base') return 0
    if (analyte === 'total-cbd') return 1
    if (verdict === 'outside') return 2
    return verdict === 'inside' ? 3 : 4
  }
  return rank(a) - rank(b)
}

function Analyte({ analyte, of, method }: Pick<CompositionRow, 'analyte' | 'of' | 'method'>) {
  const { t } = useLocale(chainMessages)
  return (
    <span>
      {t(analyteKey(analyte))}
      <br />
      <span className="gr-small gr-muted">
        {t(`of.${of}`)}, {method}
      </span>
    </span>
  )
}

/** As the laboratory reported it, digits kept; only the decimal sign follows the reader. */
function Measured({ value, unit, uncertainty }: Pick<CompositionRow, 'value' | 'unit' | 'uncertainty'>) {
  const { locale } = useLocale(chainMessages)
  return (
    <span>
      {formatDecimal(value, locale)}
      {uncertainty ? ` ± ${formatDecimal(uncertainty, locale)}` : ''} {unitText(unit)}
    </span>
  )
}

function Range({ min, max }: Pick<CompositionRow, 'min' | 'max'>) {
  const { t, locale } = useLocale(chainMessages)
  const said = (text: string | null) => (text === null ? null : formatDecimal(text, locale))
  return <span>{t('batch.composition.between', { min: said(min), max: said(max) })}</span>
}
