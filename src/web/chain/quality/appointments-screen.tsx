// Who may release, since when and until when: the list, appointing somebody, and ending it. Not here: releasing (release-screen.tsx).

import { queryOptions, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Appointment, KnownPeople } from '#chain/contract'
import { useToday } from '../../house-clock.ts'
import { request } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { appointmentMessages } from '../../messages/appointments.ts'
import { qualityMessages } from '../../messages/quality.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { Reasoned } from '../reasoned.tsx'
import { useDecidedStep } from './queries.ts'
import '../chain.css'
import './quality.css'

const texts = { ...qualityMessages, ...appointmentMessages }

const appointments = queryOptions({
  queryKey: ['quality', 'appointments'],
  queryFn: ({ signal }) => request<{ readonly items: readonly Appointment[] }>('/v1/quality/appointments', { signal }),
})
const candidates = queryOptions({
  queryKey: ['quality', 'candidates'],
  queryFn: ({ signal }) => request<KnownPeople>('/v1/quality/appointments/candidates', { signal }),
})

export function AppointmentsScreen() {
  const { t } = useLocale(texts)
  const found = useQuery(appointments)
  const { data: who } = useQuery(session)
  const mayAppoint = who?.permissions.includes('chain:quality:appoint') ?? false
  const standing = found.data?.items.filter(({ stands }) => stands) ?? []
  return (
    <Page title={t('appoint.title')} lead={t('appoint.lead')} crumbs={[{ text: t('quality.title'), href: '/quality' }]}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess ? (
        <section className="gr-chain-panel">
          <h2>{t('appoint.list')}</h2>
          {found.data.items.length > 0 ? <List items={found.data.items} /> : <p>{t('appoint.none')}</p>}
          {mayAppoint ? standing.map((one) => <End key={one.appointmentId} appointment={one} />) : null}
        </section>
      ) : null}
      {mayAppoint ? <Appoint /> : null}
    </Page>
  )
}

function stateOf(
  { stands, from, until }: Appointment,
  today: string,
): { text: 'stands' | 'later' | 'over' | 'ended'; tone: BadgeTone } {
  if (!stands) return { text: 'ended', tone: 'neutral' }
  if (from > today) return { text: 'later', tone: 'info' }
  return until !== null && until <= today ? { text: 'over', tone: 'neutral' } : { text: 'stands', tone: 'positive' }
}

function List({ items }: { items: readonly Appointment[] }) {
  const { t, dayShort } = useLocale(texts)
  const today = useToday().toString()
  return (
    <DataTable
      label={t('appoint.list')}
      items={items}
      idOf={({ appointmentId }) => appointmentId}
      columns={[
        {
          id: 'person',
          text: t('appoint.person'),
          isFixed: true,
          cell: ({ name, userId }) =>
            name ?? (
              <span>
                {t('appoint.unnamed')} <span className="gr-muted">…{userId.slice(-6)}</span>
              </span>
            ),
        },
        {
          id: 'state',
          text: t('appoint.state'),
          cell: (one) => {
            const { text, tone } = stateOf(one, today)
            return <Badge tone={tone}>{t(`appoint.${text}`)}</Badge>
          },
        },
        {
          id: 'from',
          text: t('appoint.from'),
          cell: ({ from }) => <span className="gr-quality-day">{dayShort(from)}</span>,
        },
        {
          id: 'until',
          text: t('appoint.until'),
          cell: ({ until }) =>
            until === null ? t('appoint.until.none') : <span className="gr-quality-day">{dayShort(until)}</span>,
        },
      ]}
    />
  )
}

function End({ appointment: { appointmentId, name, userId } }: { appointment: Appointment }) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const { step, stepUp } = useDecidedStep<Appointment>(() => toast('positive', t('appoint.end.done')))
  return (
    <Disclosure
      title={name === null ? t('appoint.end.unnamed', { number: userId.slice(-6) }) : t('appoint.end.of', { name })}
    >
      {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
      <Reasoned
        label={t('appoint.end')}
        help={t('appoint.end.help')}
        look="danger"
        isPending={step.isPending}
        onSend={(reason) => step.mutate({ path: `/v1/quality/appointments/${appointmentId}/end`, body: { reason } })}
      />
      {stepUp}
    </Disclosure>
  )
}

function Appoint() {
  const { t } = useLocale(texts)
  const toast = useToast()
  const people = useQuery(candidates)
  const today = useToday().toString()
  const [userId, setUser] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(today)
  const [until, setUntil] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { step, stepUp } = useDecidedStep<Appointment>((made) => {
    toast('positive', t('appoint.done', { name: made.name ?? t('appoint.somebody') }))
    setUser(null)
    setAsked(false)
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    if (userId !== null && from !== null)
      step.mutate({ path: '/v1/quality/appointments', body: { userId, from, until } })
  }
  return (
    <section className="gr-chain-panel">
      <h2>{t('appoint.new')}</h2>
      {people.isError ? <ProblemNotice error={people.error} onRetry={people.refetch} /> : null}
      <form className="gr-stack" onSubmit={submit} noValidate>
        <ComboBox
          label={t('appoint.who')}
          help={t('appoint.who.help')}
          choices={(people.data?.items ?? []).map((one) => ({ id: one.userId, text: one.name, note: '' }))}
          value={userId}
          onChange={setUser}
          error={isAsked && userId === null ? t('appoint.who.needed') : null}
        />
        <DateField
          label={t('appoint.from')}
          value={from}
          onChange={setFrom}
          error={isAsked && from === null ? t('appoint.from.needed') : null}
        />
        <DateField
          label={t('appoint.until')}
          help={t('appoint.until.help')}
          isOptional
          value={until}
          onChange={setUntil}
        />
        {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
        <div>
          <Button type="submit" look="primary" isPending={step.isPending}>
            {t('appoint.do')}
          </Button>
        </div>
      </form>
      {stepUp}
    </section>
  )
}
