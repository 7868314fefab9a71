// Batches in which a product is not what it was: the newest that nobody looked at, each with its chart one click away. Not here: the charts.
import { useQuery } from '@tanstack/react-query'
import type { SignalView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { session } from '../../queries.ts'
import { Reasoned } from '../reasoned.tsx'
import { useStep } from './queries.ts'
import { decimal, testKey, texts } from './words.ts'

export function Signals({ items }: { items: readonly SignalView[] }) {
  const { t } = useLocale(texts)
  const raised = items.filter(({ state }) => state === 'raised')
  if (raised.length === 0) return null
  return (
    <section className="gr-chain-panel">
      <h2>{t('signals.title')}</h2>
      <p className="gr-muted">{t('signals.lead')}</p>
      <ul className="gr-quality-signals">
        {raised.map((one) => (
          <Signal key={one.signalId} signal={one} />
        ))}
      </ul>
    </section>
  )
}

function Signal({ signal: one }: { signal: SignalView }) {
  const { t, locale, dayShort } = useLocale(texts)
  const { data: who } = useQuery(session)
  const toast = useToast()
  const look = useStep(() => toast('positive', t('case.done')))
  const mayJudge = who?.permissions.includes('chain:quality:judge') ?? false
  const chart = one.study
    ? `/quality/stability/${one.study.id}`
    : withQuery('/composition', { product: one.productCode, analyte: one.analyte })
  return (
    <li>
      <p>
        <Link href={chart}>
          {one.productName}, {one.study?.number ?? one.grower.name}: {t(testKey(one.analyte))}
          {one.value === '–' ? '' : ` ${decimal(one.value, locale)}`}
          {one.study ? '' : '\u00a0%'}
        </Link>{' '}
        {one.batch ? <Link href={`/batches/${one.batch.batchId}`}>{one.batch.name}</Link> : null}{' '}
        {one.kinds.map((kind) => (
          <Badge key={kind} tone="warning">
            {t(`signals.kind.${kind}`)}
          </Badge>
        ))}{' '}
        <span className="gr-muted">
          {one.number} · {dayShort(legalDay(one.raisedAt))}
        </span>
      </p>
      {look.isError ? <ProblemNotice error={look.error} isNews /> : null}
      {mayJudge ? (
        <Disclosure title={t('signals.look')}>
          <Reasoned
            label={t('signals.look')}
            help={t('signals.look.help')}
            isPending={look.isPending}
            onSend={(reason) => look.mutate({ path: `/v1/quality/signals/${one.signalId}/look`, body: { reason } })}
          />
        </Disclosure>
      ) : null}
    </li>
  )
}
