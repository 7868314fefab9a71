// One section of the work by itself: all that waits, behind the number on the front page and on the day. Not here: what is pressing.

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Work, WorkKind } from '#platform/contract'
import { useToday } from '../house-clock.ts'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { workListMessages } from '../messages/work-list.ts'
import { Empty } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Page } from '../shell/page.tsx'
import { WorkItems } from './work-items.tsx'

const texts = { ...startMessages, ...workListMessages }

const workOf = (kind: WorkKind) =>
  queryOptions({
    queryKey: ['work', kind],
    queryFn: ({ signal }) => request<Work>(withQuery('/v1/work', { kind }), { signal }),
    staleTime: 15_000,
  })

export function WorkListScreen() {
  const { kind = '' } = useParams({ strict: false }) as { kind?: string } // The route's own parameter.
  return isKind(kind) ? <WorkList kind={kind} /> : <Unknown />
}

/** Every kind of work has a name. */
const isKind = (kind: string): kind is WorkKind => `work.${kind}.why` in startMessages

function WorkList({ kind }: { kind: WorkKind }) {
  const { t } = useLocale(texts)
  const data = useQuery(workOf(kind))
  const today = useToday()
  const section = data.data?.sections[0]
  return (
    <Page title={t(`work.${kind}`)} lead={t(`work.${kind}.why`)}>
      {data.isPending ? <Waiting label={t('start.waiting')} lines={8} /> : null}
      {data.isError ? <ProblemNotice error={data.error} onRetry={data.refetch} /> : null}
      {section ? (
        <>
          <p role="status">
            {section.count > section.items.length
              ? t('work.list.some', { shown: section.items.length, count: section.count })
              : t('work.list.all', { count: section.count })}
          </p>
          <WorkItems section={section} today={today} />
          {section.href ? (
            <p>
              <Link href={section.href}>{t('work.list.more')}</Link>
            </p>
          ) : null}
        </>
      ) : null}
      {data.data && !section ? (
        <Empty title={t('work.list.none.title')} text={t('work.list.none.text')}>
          <LinkButton href="/">{t('work.list.back')}</LinkButton>
        </Empty>
      ) : null}
    </Page>
  )
}

function Unknown() {
  const { t } = useLocale(texts)
  return (
    <Page title={t('work.list.unknown.title')}>
      <Empty title={t('work.list.unknown.title')} text={t('work.list.unknown.text')}>
        <LinkButton href="/">{t('work.list.back')}</LinkButton>
      </Empty>
    </Page>
  )
}
