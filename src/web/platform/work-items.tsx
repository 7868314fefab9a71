// What waits in one section, line by line: what it is, how much, and until when or since when. Not here: how many of them, and which come first.

import type { ActKind } from '#chain/contract'
import type { WorkItem, WorkKind, WorkSection } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { Link } from '../parts/link.tsx'
import { DueMark } from './due-mark.tsx'
import './work-page.css'

/** All of a section stand there, in the same order. */
export const listOf = (kind: WorkKind): string => `/waiting/${kind}`

export function WorkItems({ section, today }: { section: WorkSection; today: Temporal.PlainDate }) {
  return (
    <ol className="gr-work-items">
      {section.items.map((item) => (
        <Item key={item.id} item={item} section={section} today={today} />
      ))}
    </ol>
  )
}

type ItemProps = {
  readonly item: WorkItem
  readonly section: Pick<WorkSection, 'kind' | 'warnDays'>
  readonly today: Temporal.PlainDate
}

function Item({ item, section: { kind, warnDays }, today }: ItemProps) {
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
      {item.plants ? <span className="gr-work-mass">{t('work.plants', { amount: item.plants })}</span> : null}
      {item.dueOn ? <DueMark on={item.dueOn} today={today} warnDays={warnDays} /> : null}
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
