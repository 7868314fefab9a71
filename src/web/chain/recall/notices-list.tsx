// A holder's notices: those to acknowledge first and large, the others below. Not here: one notice in full.
import { useQuery } from '@tanstack/react-query'
import type { RecallNotice } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { Badge } from '../../parts/badge.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { notices } from './queries.ts'

export function NoticesList() {
  const { t } = useLocale(recallMessages)
  const found = useQuery(notices)
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { items } = found.data
  if (items.length === 0) return <Empty title={t('notices.none.title')} text={t('notices.none.text')} />
  const open = items.filter(({ acknowledgedAt, isLifted }) => acknowledgedAt === null && !isLifted)
  const done = items.filter((one) => !open.includes(one))
  return (
    <>
      {open.length > 0 ? <Group title={t('notices.open')} items={open} /> : null}
      {done.length > 0 ? <Group title={t('notices.done')} items={done} /> : null}
    </>
  )
}

function Group({ title, items }: { title: string; items: readonly RecallNotice[] }) {
  const { t, instant } = useLocale(recallMessages)
  return (
    <section className="gr-recall-group">
      <h2>{title}</h2>
      <ul className="gr-recall-notices">
        {items.map(({ recallId, kind, reason, lines, toldAt, acknowledgedAt }) => (
          <li
            key={recallId}
            className={acknowledgedAt === null ? 'gr-recall-card gr-recall-card-open' : 'gr-recall-card'}
          >
            <span className="gr-recall-name">
              <Link href={`/recall-notices/${recallId}`}>
                {lines
                  .map(({ batch }) => batch.name)
                  .slice(0, 3)
                  .join(', ')}
                {lines.length > 3 ? ' …' : ''}
              </Link>
              <Badge tone={kind === 'drill' ? 'neutral' : 'negative'} {...(kind === 'drill' ? {} : { sign: 'hold' })}>
                {t(`recall.kind.${kind}`)}
              </Badge>
            </span>
            <span>{t('recall.reason', { reason })}</span>
            <time className="gr-muted gr-small" dateTime={toldAt}>
              {instant(toldAt)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}
