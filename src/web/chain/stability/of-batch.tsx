// How long a batch keeps by the study of its product, and the studies that follow it. Not here: the study (study-screen.tsx).
import { useQuery } from '@tanstack/react-query'
import type { ShelfLife } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { batchStability } from './queries.ts'
import { stateTone, texts } from './words.ts'

export function StabilityOfBatch({ batchId }: { batchId: string }) {
  const { t } = useLocale(texts)
  const found = useQuery(batchStability(batchId))
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.ofBatch')}</h2>
      {found.isPending ? <Waiting lines={2} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? (
        <>
          {found.data.shelfLife ? (
            <Term term={found.data.shelfLife} />
          ) : (
            <p className="gr-muted">{t('stability.ofBatch.none')}</p>
          )}
          {found.data.studies.map(({ studyId, number, state }) => (
            <p key={studyId}>
              {t('stability.ofBatch.followed')} <Link href={`/quality/stability/${studyId}`}>{number}</Link>{' '}
              <Badge tone={stateTone[state]}>{t(`stability.state.${state}`)}</Badge>
            </p>
          ))}
        </>
      ) : null}
    </section>
  )
}

function Term({ term: { kind, months: count, lastDay, number, studyId } }: { term: ShelfLife }) {
  const { t, day } = useLocale(texts)
  const months = t('stability.months', { months: count })
  return (
    <p>
      {t(`stability.kind.${kind}`)}:{' '}
      {lastDay === null
        ? t('stability.ofBatch.unreleased', { months })
        : t('stability.ofBatch.until', { months, day: day(lastDay) })}{' '}
      ({studyId ? <Link href={`/quality/stability/${studyId}`}>{number}</Link> : number})
    </p>
  )
}
