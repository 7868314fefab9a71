// The officer's day: a scan field first, then clocks that run, then what waits, each a large target for a thumb. Not here: what waits (API).

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorkItem, WorkSection } from '#platform/contract'
import { useToday } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { pictureMessages } from '../../messages/pictures.ts'
import { startMessages } from '../../messages/start.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { type Found, ScanField } from '../../parts/scan-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { DueMark } from '../../platform/due-mark.tsx'
import { listOf } from '../../platform/work-items.tsx'
import { work } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { useMayRecord } from '../use-may-record.ts'
import './day.css'

const texts = { ...startMessages, ...pictureMessages }
/** Looking back is no work, and what left waits for the other side; once it is late it has a clock. */
const restful: readonly WorkSection['kind'][] = ['recent-events', 'shipments-on-the-way']
/** On a phone a list is longer than a hand; the rest is behind the number. */
const shownMax = 5
/** A clock that runs out later than this is no work of today. */
const nearDays = 31

export function DayScreen() {
  const { t } = useLocale(texts)
  const data = useQuery(work)
  const [found, setFound] = useState<Found | null>(null)
  const isVisit = useIsVisit()
  const sections = (data.data?.sections ?? []).filter(({ count, kind }) => count > 0 && !restful.includes(kind))
  const today = useToday()
  const near = today.add({ days: nearDays }).toString()
  const clocks = sections
    .flatMap(({ kind, items, warnDays }) => items.map((item) => ({ kind, item, warnDays })))
    .filter(({ item }) => item.dueOn !== undefined && item.dueOn <= near)
    .sort((a, b) => rank(a.kind) - rank(b.kind) || (a.item.dueOn ?? '').localeCompare(b.item.dueOn ?? ''))
  const rest = sections.filter(({ items }) => items.some(({ dueOn: due }) => due === undefined))
  return (
    <Page title={t('day.title')} lead={t(isVisit ? 'day.lead.visit' : 'day.lead')}>
      <div className="gr-day">
        <ScanField label={t('day.scan')} onScan={setFound} autoFocus />
        {found ? <Scanned found={found} /> : null}
        {data.isPending ? <Waiting lines={8} /> : null}
        {data.isError ? <ProblemNotice error={data.error} onRetry={data.refetch} /> : null}
        {data.data && sections.length === 0 ? (
          <Empty title={t('day.nothing.title')} text={t('day.nothing.text')} />
        ) : null}
        {clocks.length > 0 ? (
          <section className="gr-day-group">
            <h2>{t('day.clocks')}</h2>
            <ul className="gr-day-items">
              {clocks.slice(0, shownMax * 2).map(({ kind, item, warnDays }) => (
                <Task
                  key={`${kind} ${item.id}`}
                  item={item}
                  today={today}
                  warnDays={warnDays}
                  says={t(isAlone(kind) ? `one.${kind}` : `work.${kind}`)}
                />
              ))}
            </ul>
          </section>
        ) : null}
        {rest.map(({ kind, count: all, items }) => {
          const open = items.filter(({ dueOn: due }) => due === undefined)
          const count = all - (items.length - open.length) // The others stand above, under their clocks.
          return (
            <section key={kind} className="gr-day-group">
              <h2>
                {t(`work.${kind}`)} <span className="gr-muted">{count}</span>
              </h2>
              <ul className="gr-day-items">
                {open.slice(0, shownMax).map((item) => (
                  <Task key={item.id} item={item} today={today} />
                ))}
              </ul>
              {count > shownMax ? (
                <p className="gr-small">
                  <Link href={listOf(kind)}>{t('day.more', { count: count - shownMax })}</Link>
                </p>
              ) : null}
            </section>
          )
        })}
      </div>
    </Page>
  )
}

/** Under the clocks each stands by itself, so what is called by its plural elsewhere has a name of its own there. */
const isAlone = (kind: WorkSection['kind']): kind is Alone => `one.${kind}` in pictureMessages
type Alone = keyof typeof pictureMessages extends infer Key ? (Key extends `one.${infer Kind}` ? Kind : never) : never

/** A patient may hold what is recalled: it goes before any parcel, however late that is. */
const rank = (kind: WorkSection['kind']) => (kind === 'recall-notices' ? 0 : 1)

/** Who may stop stock and has none of its own comes to look at what others have. */
function useIsVisit(): boolean {
  const mayStop = useMayRecord('hold')
  const mayReceive = useMayRecord('receive')
  return mayStop && !mayReceive
}

/** What was scanned, and the three things one wants of it. */
function Scanned({ found: { hit, answer } }: { found: Found }) {
  const { t } = useLocale(texts)
  const isVisit = useIsVisit()
  const incoming = answer.hits.find((one) => one.kind === 'shipment' && one.isIncoming)
  if (hit.kind === 'shipment') {
    return (
      <div className="gr-day-found">
        <strong>{hit.partyName}</strong>
        {hit.isIncoming ? (
          <LinkButton look="primary" href={withQuery('/record', { shipment: hit.shipmentId })}>
            {t('day.found.receive')}
          </LinkButton>
        ) : null}
        <LinkButton href={hit.href}>{t('day.found.open')}</LinkButton>
      </div>
    )
  }
  if (hit.kind === 'order') {
    return (
      <div className="gr-day-found">
        <strong>{hit.number}</strong>
        <span className="gr-muted">{hit.partyName}</span>
        {hit.isToSend ? (
          <LinkButton look="primary" href={withQuery('/record', { order: hit.number })}>
            {t('day.found.send')}
          </LinkButton>
        ) : null}
        <LinkButton href={hit.href}>{t('day.found.open')}</LinkButton>
      </div>
    )
  }
  const { batchId, name } = hit.batch
  return (
    <div className="gr-day-found">
      <strong>{name}</strong>
      {incoming?.kind === 'shipment' ? (
        <LinkButton look="primary" href={withQuery('/record', { shipment: incoming.shipmentId })}>
          {t('day.found.receive')}
        </LinkButton>
      ) : null}
      <LinkButton {...(incoming ? {} : { look: 'primary' as const })} href={withQuery('/record', { batch: batchId })}>
        {t(isVisit ? 'day.found.stop' : 'day.found.record')}
      </LinkButton>
      <LinkButton href={`/batches/${batchId}?tab=trace&direction=back`}>{t('day.found.plants')}</LinkButton>
      <LinkButton href={hit.href}>{t('day.found.open')}</LinkButton>
    </div>
  )
}

/** Whom a loss is told and what is signed come as keys; their words are ours. */
const keyOf: Readonly<Record<string, 'work.told.igj' | 'work.told.police' | 'did.count' | 'did.destroy'>> = {
  igj: 'work.told.igj',
  police: 'work.told.police',
  count: 'did.count',
  destroy: 'did.destroy',
}

type TaskProps = {
  readonly item: WorkItem
  readonly today: Temporal.PlainDate
  readonly warnDays?: number | undefined
  readonly says?: string
}

function Task({ item, today, warnDays, says }: TaskProps) {
  const { t, mass, instant } = useLocale(texts)
  const keyed = keyOf[item.subtitle ?? '']
  return (
    <li>
      <Anchor href={item.href} className="gr-day-task">
        <span className="gr-day-what">
          <strong>{item.title}</strong>
          {says ? <span className="gr-small">{says}</span> : null}
          {item.subtitle ? <span className="gr-muted gr-small">{keyed ? t(keyed) : item.subtitle}</span> : null}
        </span>
        <span className="gr-day-aside">
          {item.massMg ? <span>{mass(item.massMg)}</span> : null}
          {item.plants ? <span>{t('work.plants', { amount: item.plants })}</span> : null}
          {item.dueOn ? (
            <DueMark on={item.dueOn} today={today} warnDays={warnDays} />
          ) : item.since ? (
            <time className="gr-muted gr-small" dateTime={item.since}>
              {instant(item.since)}
            </time>
          ) : null}
        </span>
      </Anchor>
    </li>
  )
}
