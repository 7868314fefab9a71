// What waits for this person, the most pressing first, laid out as a front page: one lead, then the rest in columns. Not here: what is pressing.

import { useQuery } from '@tanstack/react-query'
import type { ActKind } from '#chain/contract'
import { legalTimeZone } from '#kernel'
import type { Session, WorkItem, WorkSection } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { Badge } from '../parts/badge.tsx'
import { Empty } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { work } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { dueOn } from './due.ts'
import './work-page.css'

export function WorkPage({ session }: { session: Session }) {
  const { t, day } = useLocale(startMessages)
  const data = useQuery(work)
  const today = Temporal.Now.plainDateISO(legalTimeZone)
  const party = session.party?.name ?? session.authority?.name ?? session.user?.name ?? ''
  return (
    <Page title={t('start.title')} lead={t('start.today', { day: day(today), party })}>
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
  return (
    <section className={isLead ? 'gr-work gr-work-lead' : 'gr-work'} aria-labelledby={`work-${kind}`}>
      <div className="gr-work-head">
        {kind === 'recent-events' ? null : <span className="gr-work-count">{number(count)}</span>}
        <div>
          <h2 id={`work-${kind}`}>{t(`work.${kind}`)}</h2>
          <p className="gr-muted">{t(`work.${kind}.why`)}</p>
        </div>
      </div>
      <ol className="gr-work-items">
        {items.map((item) => (
          <Item key={item.id} item={item} kind={kind} today={today} />
        ))}
      </ol>
      {kind === 'recent-events' && href ? (
        <Link href={href}>{t('start.events')}</Link>
      ) : count > items.length && href ? (
        <Link href={href}>{t('start.all', { count })}</Link>
      ) : count > items.length && items.length > 0 ? (
        <p className="gr-muted gr-small">{t('start.more', { count: count - items.length })}</p>
      ) : null}
    </section>
  )
}

function Item({ item, kind, today }: { item: WorkItem; kind: WorkSection['kind']; today: Temporal.PlainDate }) {
  const { t, mass, instant } = useLocale(startMessages)
  const isOfActs = kind === 'recent-events' || kind === 'signatures-to-give'
  const isTold = kind === 'loss-notices' && (item.subtitle === 'igj' || item.subtitle === 'police')
  const subtitle = isTold
    ? t(`work.told.${item.subtitle as 'igj'}`)
    : isOfActs && isAct(item.subtitle)
      ? t(`did.${item.subtitle}`)
      : item.subtitle
  return (
    <li className="gr-work-item">
      <span className="gr-work-what">
        <Link href={item.href} look="plain">
          {item.title}
        </Link>
        {subtitle ? <span className="gr-muted">{subtitle}</span> : null}
      </span>
      {item.massMg ? <span className="gr-work-mass">{mass(item.massMg)}</span> : null}
      {item.dueOn ? <DueMark on={item.dueOn} today={today} /> : null}
      {item.since && !item.dueOn ? (
        <time dateTime={item.since} className="gr-muted gr-nowrap gr-small">
          {instant(item.since)}
        </time>
      ) : null}
    </li>
  )
}

/** What happened comes as the name of the act; its words are ours. */
function isAct(subtitle: string | undefined): subtitle is ActKind {
  return subtitle !== undefined && `did.${subtitle}` in startMessages
}

function DueMark({ on, today }: { on: string; today: Temporal.PlainDate }) {
  const { t, day } = useLocale(startMessages)
  const { kind, days, tone } = dueOn(on, today)
  const words = {
    late: () => t('start.due.late', { days }),
    today: () => t('start.due.today'),
    tomorrow: () => t('start.due.tomorrow'),
    in: () => t('start.due.in', { days }),
    on: () => t('start.due.on', { on }),
  }
  return (
    <time dateTime={on} title={day(on)}>
      <Badge tone={tone} sign="clock">
        {words[kind]()}
      </Badge>
    </time>
  )
}
