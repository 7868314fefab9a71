// What was given before, here or by a program, newest first. Not here: one of them; see capture-view.tsx.
import { useQuery } from '@tanstack/react-query'
import type { CaptureJob } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { epcisMessages } from '../../messages/epcis.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { captures } from './queries.ts'

const outcomeOf = ({ running, success, captureErrorBehaviour }: CaptureJob) =>
  running ? 'running' : success ? 'all' : captureErrorBehaviour === 'proceed' ? 'some' : 'none'
const tones: Readonly<Record<ReturnType<typeof outcomeOf>, BadgeTone>> = {
  running: 'info',
  all: 'positive',
  some: 'warning',
  none: 'negative',
}

export function Earlier() {
  const { t, moment, number, locale } = useLocale(epcisMessages)
  const found = useQuery(captures(locale))
  if (found.isPending) return null
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  if (found.data.length === 0) return <Empty title={t('epcis.earlier.none')} text={t('epcis.earlier.none.text')} />
  const columns: readonly TableColumn<CaptureJob>[] = [
    {
      id: 'when',
      text: t('epcis.when'),
      isFixed: true,
      cell: ({ createdAt, captureID }) => (
        <Link href={withQuery('/epcis', { capture: captureID })}>
          <span className="gr-nowrap">{moment(createdAt)}</span>
        </Link>
      ),
    },
    {
      id: 'number',
      text: t('epcis.number'),
      cell: ({ captureID }) => <code className="gr-epcis-pointer">{captureID}</code>,
    },
    { id: 'count', text: t('epcis.count'), align: 'end', cell: ({ eventCount }) => number(eventCount) },
    {
      id: 'outcome',
      text: t('epcis.outcome'),
      cell: (job) => <Badge tone={tones[outcomeOf(job)]}>{t(`epcis.outcome.${outcomeOf(job)}`)}</Badge>,
    },
  ]
  return (
    <section className="gr-epcis-part">
      <h2>{t('epcis.earlier')}</h2>
      <DataTable label={t('epcis.earlier')} columns={columns} items={found.data} idOf={({ captureID }) => captureID} />
    </section>
  )
}
