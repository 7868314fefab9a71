// What stands elsewhere under the other law, narrowed by way. Not here: why a structure falls in a group; a link leads to the check.
import { useState } from 'react'
import type { LawComparison, Moved, Standing } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Link } from '../../parts/link.tsx'
import { checkAddress } from '../address.ts'
import { ResultPanel } from './hypothetical.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }

/** A screenful; whoever wants more asks for it. */
const rowsFirst = 25

export function MovedPanel({ comparison, isHypothetical }: Props) {
  const { t } = useLocale(compareMessages)
  const [way, setWay] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const { moved, ways } = comparison
  const rows = moved.filter(({ from, to }) => way === null || way === `${from} ${to}`)
  const shown = isWhole ? rows : rows.slice(0, rowsFirst)
  return (
    <ResultPanel title={t('compare.moved')} isHypothetical={isHypothetical}>
      {moved.length === 0 ? <p>{t('compare.moved.none')}</p> : null}
      {ways.length > 1 ? (
        <fieldset className="gr-compare-ways gr-no-print">
          <legend className="gr-sr-only">{t('compare.ways')}</legend>
          <WayButton isChosen={way === null} onPress={() => setWay(null)}>
            {t('compare.ways.all', { count: moved.length })}
          </WayButton>
          {ways.map(({ from, to, count }) => (
            <WayButton key={`${from} ${to}`} isChosen={way === `${from} ${to}`} onPress={() => setWay(`${from} ${to}`)}>
              {t(`compare.standing.${from}`)} → {t(`compare.standing.${to}`)} ({count})
            </WayButton>
          ))}
        </fieldset>
      ) : null}
      {moved.length > 0 ? (
        <div className="gr-compare-scroll">
          <table className="gr-compare-table gr-compare-rows">
            <thead>
              <tr>
                <th scope="col">{t('compare.moved.name')}</th>
                <th scope="col">{t('compare.moved.way')}</th>
                <th scope="col">{t('compare.moved.why')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <MovedRow key={row.key} row={row} on={comparison.a.on} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {rows.length > shown.length ? (
        <Button look="secondary" onPress={() => setWhole(true)}>
          {t('compare.moved.more', { count: rows.length })}
        </Button>
      ) : null}
    </ResultPanel>
  )
}

function WayButton({
  isChosen,
  onPress,
  children,
}: {
  isChosen: boolean
  onPress: () => void
  children: React.ReactNode
}) {
  return (
    <button type="button" className="gr-compare-way" aria-pressed={isChosen} onClick={onPress}>
      {children}
    </button>
  )
}

function MovedRow({ row, on }: { row: Moved; on: string }) {
  const { t, locale } = useLocale(compareMessages)
  const { from, to, b, doubt, substanceId, smiles, what } = row
  const name = locale === 'nl' ? row.nameNl : row.nameEn
  // What only a draft knows cannot be checked under the law as recorded.
  const q = what === 'substance' && substanceId !== null && !substanceId.startsWith('ontwerp-') ? row.nameNl : smiles
  return (
    <tr>
      <th scope="row">{q === null ? name : <Link href={checkAddress({ q, on })}>{name}</Link>}</th>
      <td>
        <Way from={from} to={to} />
      </td>
      <td>
        <span>{whyOf(row, t, locale)}</span>{' '}
        {b.status === 'model' || b.status === 'inferred' ? (
          <Badge tone="warning">{t(`compare.basis.${b.status}`)}</Badge>
        ) : null}
        {b.lifted ? <p className="gr-small">{t('compare.lifted', { title: b.lifted.title[locale] })}</p> : null}
        {doubt ? <p className="gr-small gr-muted">{doubt[locale]}</p> : null}
      </td>
    </tr>
  )
}

function whyOf(
  { a, b }: Moved,
  t: ReturnType<typeof useLocale<typeof compareMessages>>['t'],
  locale: 'nl' | 'en',
): string {
  if (b.basis === null) return t('compare.basis.removed')
  if (b.basis === 'named') return t('compare.basis.named')
  return b.ruleName?.[locale] ?? a.ruleName?.[locale] ?? b.rule ?? ''
}

export function Way({ from, to }: { from: Standing; to: Standing }) {
  const { t } = useLocale(compareMessages)
  return (
    <span className="gr-compare-move">
      {t(`compare.standing.${from}`)} <span aria-hidden="true">→</span>
      <span className="gr-sr-only">, </span> <strong>{t(`compare.standing.${to}`)}</strong>
    </span>
  )
}
