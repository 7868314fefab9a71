// A specification beside results: the limit and what it is of, what was measured, the number that was compared, and what that says. Not here: comparing.
import { type ComparedRow, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { madeOfMessages } from '../../messages/made-of.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { OfEvent } from '../of-event.tsx'
import { decimal, limitText, testKey, texts, verdictTone } from './words.ts'

const said = { ...texts, ...madeOfMessages }

export function ComparedTable({ label, rows }: { label: string; rows: readonly ComparedRow[] }) {
  const { t, locale } = useLocale(said)
  const withUnit = (value: string | null, unit: string) =>
    value === null ? '–' : `${decimal(value, locale)}\u00a0${unitText(unit)}`
  return (
    <>
      <DataTable
        label={label}
        items={rows}
        idOf={({ analyte }) => analyte}
        columns={[
          {
            id: 'analyte',
            text: t('quality.column.analyte'),
            isFixed: true,
            cell: ({ analyte, of }) => (
              <span>
                {t(testKey(analyte))}
                <br />
                <span className="gr-small gr-muted">{t(`of.${of}`)}</span>
              </span>
            ),
          },
          {
            id: 'verdict',
            text: t('quality.column.verdict'),
            cell: ({ verdict, why, method, methods }) => (
              <span className="gr-quality-verdict">
                <Badge tone={verdictTone[verdict]}>{t(`quality.verdict.${verdict}`)}</Badge>
                {why ? <span className="gr-muted">{t(`quality.why.${why}`)}</span> : null}
                {why === 'method' && methods ? (
                  <span className="gr-muted">
                    ({method}; {t('quality.methods', { methods })})
                  </span>
                ) : null}
              </span>
            ),
          },
          { id: 'limit', text: t('quality.column.limit'), align: 'end', cell: (row) => limitText(row, locale) },
          {
            id: 'value',
            text: t('quality.column.value'),
            align: 'end',
            cell: ({ value, unit, eventId, uncertainty, of, measuredOf, isBelow }) => {
              const number = `${isBelow ? '<\u00a0' : ''}${withUnit(value, unit)}`
              const shown = uncertainty && !isBelow ? `${number} ± ${decimal(uncertainty, locale)}` : number
              return (
                <>
                  <OfEvent eventId={value === null ? null : eventId}>{shown}</OfEvent>
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
      <Sources rows={rows} />
    </>
  )
}

/** Where each limit is from and how it is held against: for a finger and the keyboard as much as for a mouse. */
function Sources({ rows }: { rows: readonly ComparedRow[] }) {
  const { t } = useLocale(said)
  if (rows.length === 0) return null
  return (
    <Disclosure title={t('made.sources')}>
      <Facts
        facts={rows.map(({ analyte, rule, methods, source }) => ({
          name: t(testKey(analyte)),
          value: `${t(`quality.rule.${rule}`)} ${source}${methods ? `; ${t('quality.methods', { methods })}` : ''}`,
        }))}
      />
    </Disclosure>
  )
}
