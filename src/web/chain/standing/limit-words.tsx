// Which condition a limit is of and what it counts, in one cell: its number, the substance or product, by which acts, and its days. Not here: how much.
import type { LimitView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { standingMessages } from '../../messages/standing.ts'
import { Link } from '../../parts/link.tsx'

export function LimitWords({ limit, isOfMany }: { limit: LimitView; isOfMany: boolean }) {
  const { t } = useLocale(standingMessages)
  const { exemption, condition, substanceId, productName, acts } = limit
  const what = productName ?? substanceId
  return (
    <span>
      {isOfMany ? (
        <>
          <Link href={`/exemptions/${exemption.exemptionId}`}>{exemption.number}</Link>,{' '}
        </>
      ) : null}
      {t('limits.number', { number: condition })}
      <br />
      <span className="gr-small gr-muted">
        {`${what}, ${acts.map((act) => t(`limits.act.${act}`)).join(', ')}`}
        {isOfMany ? (
          <>
            <br />
            <LimitDays limit={limit} />
          </>
        ) : null}
      </span>
    </span>
  )
}

export function LimitDays({ limit: { from, through } }: { limit: Pick<LimitView, 'from' | 'through'> }) {
  const { t } = useLocale(standingMessages)
  return <>{through ? t('allowances.period', { from, through }) : t('allowances.from', { from })}</>
}
