// What waits for this person, the most pressing first, laid out as a front page: one lead, then the rest in columns. Not here: what is pressing.

import { useQuery } from '@tanstack/react-query'
import type { Session, WorkSection } from '#platform/contract'
import { useToday } from '../house-clock.ts'
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { Empty } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { work } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { listOf, WorkItems } from './work-items.tsx'
import './work-page.css'

export function WorkPage({ session }: { session: Session }) {
  const { t, day } = useLocale(startMessages)
  const data = useQuery(work)
  const today = useToday()
  // Who has stock in hand begins with what is in that hand.
  const scans = session.wall === 'holder' && session.permissions.some((one) => one.startsWith('chain:record:'))
  const party = session.party?.name ?? session.authority?.name ?? session.user?.name ?? ''
  return (
    <Page
      title={t('start.title')}
      lead={t('start.today', { day: day(today), party })}
      actions={
        scans ? (
          <LinkButton look="primary" href="/day">
            {t('start.scan')}
          </LinkButton>
        ) : null
      }
    >
      {data.isPending ? <Waiting label={t('start.waiting')} lines={8} /> : null}
      {data.isError ? <ProblemNotice error={data.error} onRetry={data.refetch} /> : null}
      {data.data ? <Front sections={data.data.sections.filter(({ count }) => count > 0)} today={today} /> : null}
    </Page>
  )
}

function Front({ sections, today }: { sections: readonly WorkSection[]; today: Temporal.PlainDate }) {
  const { t } = useLocale(startMessages)
  const [lead, ...others] = sections
  if (!lead) {
    return (
      <Empty title={t('start.empty.title')} text={t('start.empty.text')}>
        <LinkButton href="/batches">{t('start.empty.batches')}</LinkButton>
      </Empty>
    )
  }
  return (
    <div className="gr-front">
      <Section section={lead} today={today} isLead />
      <div className="gr-front-others">
        {others.map((section) => (
          <Section key={section.kind} section={section} today={today} />
        ))}
      </div>
    </div>
  )
}

type SectionProps = { readonly section: WorkSection; readonly today: Temporal.PlainDate; readonly isLead?: boolean }

function Section({ section, today, isLead = false }: SectionProps) {
  const { t, number } = useLocale(startMessages)
  const { kind, count, items, href } = section
  const all = href !== undefined && items.length === 0 ? href : listOf(kind) // Of what has no items there is only the list.
  return (
    <section className={isLead ? 'gr-work gr-work-lead' : 'gr-work'} aria-labelledby={`work-${kind}`}>
      <div className="gr-work-head">
        {kind === 'recent-events' ? null : (
          <span className="gr-work-count">
            <Link href={all} look="plain" aria-label={t('start.all', { count })}>
              {number(count)}
            </Link>
          </span>
        )}
        <div>
          <h2 id={`work-${kind}`}>{t(`work.${kind}`)}</h2>
          <p className="gr-muted">{t(`work.${kind}.why`)}</p>
        </div>
      </div>
      <WorkItems section={section} today={today} />
      {kind === 'recent-events' && href ? (
        <Link href={href}>{t('start.events')}</Link>
      ) : count > items.length ? (
        <Link href={all}>{t('start.all', { count })}</Link>
      ) : null}
    </section>
  )
}
