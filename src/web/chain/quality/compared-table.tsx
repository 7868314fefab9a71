// A specification beside results: the limit and what it is of, what was measured, the number that was compared, and what that says. Not here: comparing.
import { type ComparedRow, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { OfEvent } from '../of-event.tsx'
import { decimal, limitText, testKey, texts, verdictTone } from './words.ts'

export function ComparedTable({ label, rows }: { label: string; rows: readonly ComparedRow[] }) {
  const { t, locale } = useLocale(texts)
  const withUnit = (value: string | null, unit: string) =>
    value === null ? '–' : `${decimal(value, locale)}\u00a0${unitText(unit)}`
  return (
    <DataTable
      label={label}
      items={rows}
      idOf={({ analyte }) => analyte}
      columns={[
        {
          id: 'analyte',
          text: t('quality.column.analyte'),
          isFixed: true,
          cell: ({ analyte, of, rule, source }) => (
            <span title={`${t(`quality.rule.${rule}`)} ${source}`}>
              {t(testKey(analyte))}
              <br />
              <span className="gr-small gr-muted">{t(`of.${of}`)}</span>
            </span>
          ),
        },
        {
          id: 'verdict',
          text: t('quality.column.verdict'),
          cell: ({ verdict, why }) => (
            <span className="gr-quality-verdict">
              <Badge tone={verdictTone[verdict]}>{t(`quality.verdict.${verdict}`)}</Badge>
              {why ? <span className="gr-muted">{t(`quality.why.${why}`)}</span> : null}
            </span>
          ),
        },
        { id: 'limit', text: t('quality.column.limit'), align: 'end', cell: (row) => limitText(row, locale) },
        {
          id: 'value',
          text: t('quality.column.value'),
          align: 'end',
          cell: ({ value, unit, eventId, uncertainty, of, measuredOf, isBelow }) => {
            const said = `${isBelow ? '<\u00a0' : ''}${withUnit(value, unit)}${uncertainty && !isBelow ? ` ± ${decimal(uncertainty, locale)}` : ''}`
            return (
              <>
                <OfEvent eventId={value === null ? null : eventId}>{said}</OfEvent>
                {value === null || measuredOf === null || measuredOf === of ? null : (
                  <>
                    <br />
                    <span className="gr-small gr-muted">{t(`of.${measuredOf}`)}</span>
                  </>
                )}
              </>
            )
          },
        },
        {
          id: 'compared',
          text: t('quality.column.compared'),
          align: 'end',
          // The same result, as the specification writes it.
          cell: ({ compared, unit, eventId }) => (
            <OfEvent eventId={compared === null ? null : eventId}>{withUnit(compared, unit)}</OfEvent>
          ),
        },
      ]}
    />
  )
}
