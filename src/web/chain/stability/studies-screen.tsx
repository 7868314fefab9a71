// Every study there is for whoever looks: of which product, what is drawn next, and what was established. Not here: one of them in full.
import { useQuery } from '@tanstack/react-query'
import type { StudySummary } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { studies } from './queries.ts'
import { pointTone, stateTone, texts } from './words.ts'
import '../chain.css'
import '../quality/quality.css'

export function StudiesScreen() {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const found = useQuery(studies)
  const mayBegin = who?.permissions.includes('chain:quality:order') ?? false
  return (
    <Page
      title={t('stability.title')}
      lead={t('stability.lead')}
      crumbs={[{ text: t('quality.title'), href: '/quality' }]}
      actions={
        mayBegin ? (
          <LinkButton look="primary" href="/quality/stability/new">
            {t('stability.new')}
          </LinkButton>
        ) : null
      }
    >
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess ? (
        <section className="gr-chain-panel">
          {found.data.items.length > 0 ? <List items={found.data.items} /> : <p>{t('stability.none')}</p>}
        </section>
      ) : null}
    </Page>
  )
}

function List({ items }: { items: readonly StudySummary[] }) {
  const { t } = useLocale(texts)
  return (
    <DataTable
      label={t('stability.title')}
      items={items}
      idOf={({ studyId }) => studyId}
      hrefOf={({ studyId }) => `/quality/stability/${studyId}`}
      columns={[
        {
          id: 'number',
          text: t('stability.column.number'),
          isFixed: true,
          cell: ({ studyId, number }) => (
            <Link href={`/quality/stability/${studyId}`} look="plain">
              <span className="gr-nowrap">{number}</span>
            </Link>
          ),
        },
        { id: 'product', text: t('stability.column.product'), onCard: 'brief', cell: ({ productName }) => productName },
        { id: 'next', text: t('stability.column.next'), cell: ({ next }) => <Next next={next} /> },
        { id: 'term', text: t('stability.column.term'), cell: ({ conclusion }) => <Term conclusion={conclusion} /> },
        {
          id: 'state',
          text: t('stability.column.state'),
          onCard: 'head',
          cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`stability.state.${state}`)}</Badge>,
        },
        {
          id: 'batches',
          text: t('stability.column.batches'),
          onCard: 'aside',
          width: 'wide',
          cell: ({ batches }) => batches.map(({ name }) => name).join(', '),
        },
      ]}
    />
  )
}

function Next({ next }: Pick<StudySummary, 'next'>) {
  const { t, dayShort } = useLocale(texts)
  if (!next) return t('stability.next.none')
  return (
    <span className="gr-quality-verdict">
      <span className="gr-quality-day">{dayShort(next.plannedOn)}</span>
      <Badge tone={pointTone[next.state]}>{t(`stability.point.${next.state}`)}</Badge>
    </span>
  )
}

function Term({ conclusion }: Pick<StudySummary, 'conclusion'>) {
  const { t } = useLocale(texts)
  return conclusion ? t('stability.months', { months: conclusion.months }) : '–'
}
