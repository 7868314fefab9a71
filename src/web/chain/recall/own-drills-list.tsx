// The drills a holder held itself, newest first. Not here: one of them, and the notices it got from others (notices-list.tsx).
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { ownDrillMessages } from '../../messages/own-drill.ts'
import { recallMessages } from '../../messages/recall.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { ownDrills } from './queries.ts'

const texts = { ...recallMessages, ...ownDrillMessages }

export function OwnDrillsList() {
  const { t, instant } = useLocale(texts)
  const found = useQuery(ownDrills)
  if (found.isPending) return <Waiting lines={3} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { items } = found.data
  return (
    <section className="gr-recall-group">
      <h2>{t('own.list')}</h2>
      {items.length === 0 ? (
        <p className="gr-muted">{t('own.list.none')}</p>
      ) : (
        <DataTable
          label={t('own.list')}
          items={items}
          idOf={({ recallId, root }) => recallId ?? root.batchId}
          columns={[
            {
              id: 'what',
              text: t('recalls.what'),
              isFixed: true,
              cell: ({ recallId, root }) => (
                <Link href={`/recalls/own/${recallId}`} look="plain">
                  {root.name}
                </Link>
              ),
            },
            {
              id: 'answered',
              text: t('own.answered'),
              align: 'end',
              cell: ({ acknowledged, told }) => t('recall.heard.value', { acknowledged, told }),
            },
            { id: 'since', text: t('own.begun'), cell: ({ startedAt }) => instant(startedAt) },
            { id: 'reason', text: t('recalls.reason'), width: 'wide', cell: (one) => t('recall.reason', one) },
          ]}
        />
      )}
    </section>
  )
}
