// Whom and what the change touches in this system, as far as the reader may look; each number opens the list behind it. Not here: the law.
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { ComparisonAsked, TouchedItem, TouchedRoom } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { loginAddress } from '../../shell/login-address.ts'
import { ResultPanel } from './hypothetical.tsx'
import { touched } from './queries.ts'

type Props = { readonly asked: ComparisonAsked; readonly isHypothetical: boolean }

export function TouchedPanel({ asked, isHypothetical }: Props) {
  const { t } = useLocale(compareMessages)
  const who = useQuery(session)
  const here = useLocation({ select: ({ href }) => href })
  if (!who.data) return null
  const maySee = who.data.permissions.includes('licensing:read-exemptions')
  return (
    <ResultPanel
      title={t('compare.touched')}
      isHypothetical={isHypothetical}
      {...(maySee ? { lead: t('compare.touched.lead') } : {})}
    >
      {maySee ? <Rooms asked={asked} /> : null}
      {maySee ? null : (
        <>
          <p>{t('compare.touched.public')}</p>
          {who.data.authenticated ? null : (
            <p className="gr-no-print">
              <LinkButton href={loginAddress(here)} look="secondary">
                {t('compare.touched.login')}
              </LinkButton>
            </p>
          )}
        </>
      )}
    </ResultPanel>
  )
}

function Rooms({ asked }: { asked: ComparisonAsked }) {
  const { t } = useLocale(compareMessages)
  const send = useSend()
  const found = useQuery(touched(asked, send))
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { rooms, substances } = found.data
  const isIdle = substances.length === 0 && rooms.every(({ count }) => count === 0)
  if (isIdle) return <p>{t('compare.touched.nothing')}</p>
  return (
    <div className="gr-compare-rooms">
      {rooms.map((room) => (
        <Room key={room.room} room={room} />
      ))}
    </div>
  )
}

function Room({ room }: { room: TouchedRoom }) {
  const { t, mass } = useLocale(compareMessages)
  const { count, hurt, massMg, kept, items, href } = room
  const title = t(`compare.room.${room.room}`)
  if (!kept || count === 0)
    return (
      <p className="gr-compare-room">
        <strong>{title}</strong>{' '}
        <span className="gr-muted">{t(kept ? 'compare.touched.zero' : 'compare.touched.not-kept')}</span>
      </p>
    )
  return (
    <Disclosure
      title={
        <span className="gr-compare-room">
          <strong>
            {title}: {count}
          </strong>
          {massMg === null || massMg === '0' ? null : <span className="gr-muted">{mass(massMg)}</span>}
          {hurt > 0 ? <Badge tone="warning">{t('compare.touched.hurt', { count: hurt })}</Badge> : null}
        </span>
      }
    >
      {items.length < count ? (
        <p className="gr-small gr-muted">{t('compare.touched.first', { shown: items.length, count })}</p>
      ) : null}
      <ul className="gr-compare-lines">
        {items.map((item) => (
          <Item key={`${item.title} ${item.subtitle ?? ''}`} item={item} />
        ))}
      </ul>
      {href === null ? null : <Link href={href}>{t('compare.touched.all')}</Link>}
    </Disclosure>
  )
}

const toneOf: Readonly<Record<TouchedItem['effect'], BadgeTone>> = {
  uncovered: 'negative',
  'still-covered': 'positive',
  'not-needed': 'neutral',
  'newly-controlled': 'warning',
  'other-list': 'info',
  released: 'neutral',
  above: 'warning',
  below: 'neutral',
}

function Item({ item }: { item: TouchedItem }) {
  const { t, mass } = useLocale(compareMessages)
  const { title, subtitle, massMg, effect, href } = item
  return (
    <li>
      <span>
        {href === null ? title : <Link href={href}>{title}</Link>}{' '}
        {subtitle === null ? null : <span className="gr-muted">{subtitle}</span>}
      </span>
      <span>
        {massMg === null ? null : mass(massMg)} <Badge tone={toneOf[effect]}>{t(`compare.effect.${effect}`)}</Badge>
      </span>
    </li>
  )
}
