// Along which routes of the Medicines Act a substance may reach a patient, each with what it needs. Not here: the ban itself; that is the question.
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { MedicineRoute } from '#law/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import type { IconName } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { sourceText } from '../source-text.ts'
import { medicineRoutes } from './queries.ts'
import { Cited } from './reasons.tsx'
import { SubstanceField } from './substance-field.tsx'
import './ask.css'

const tried = ['MDMA', 'hennep', 'fentanyl'] as const
const addressOf = (sub: string) => withQuery('/ask/medicines', { sub })

export function MedicinesScreen() {
  const { t } = useLocale(askMessages)
  const { sub = '' } = useSearch({ strict: false }) as { readonly sub?: string } // A text, read from the address by the router.
  const found = useQuery(medicineRoutes(sub))
  return (
    <Page title={t('ask.medicines')} lead={t('ask.medicines.lead')} crumbs={[{ text: t('ask.title'), href: '/ask' }]}>
      <Asking key={sub} sub={sub} />
      {sub !== '' && found.isPending ? <Waiting lines={6} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? <Routes routes={found.data.routes} notices={found.data.notices} /> : null}
    </Page>
  )
}

function Asking({ sub }: { sub: string }) {
  const { t } = useLocale(askMessages)
  const router = useRouter()
  const [typed, setTyped] = useState(sub)
  const ask = (text: string) => {
    if (text.trim() !== '') void router.navigate({ href: addressOf(text.trim()), resetScroll: false })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(typed)
  }
  return (
    <section className="gr-panel gr-stack">
      <form className="gr-ask-mass" onSubmit={submit}>
        <SubstanceField
          label={t('ask.medicines.sub')}
          help={t('ask.sub.help')}
          typed={typed}
          onTyped={setTyped}
          onChosen={ask}
          onEnter={() => ask(typed)}
        />
        <Button type="submit" look="primary">
          {t('ask.medicines.do')}
        </Button>
      </form>
      <p className="gr-row">
        <span className="gr-muted">{t('ask.medicines.try')}</span>
        {tried.map((name) => (
          <Link key={name} href={addressOf(name)}>
            {name}
          </Link>
        ))}
      </p>
    </section>
  )
}

const look: Readonly<Record<MedicineRoute['state'], { readonly tone: BadgeTone; readonly sign: IconName }>> = {
  open: { tone: 'positive', sign: 'check' },
  closed: { tone: 'neutral', sign: 'cross' },
  unknown: { tone: 'warning', sign: 'warning' },
}

type RoutesProps = {
  readonly routes: readonly MedicineRoute[]
  readonly notices: readonly { readonly nl: string; readonly en: string }[]
}

function Routes({ routes, notices }: RoutesProps) {
  const { t, locale } = useLocale(askMessages)
  const closed = routes.filter(({ state }) => state === 'closed')
  return (
    <div className="gr-stack" aria-live="polite">
      {routes.length === 0 ? <p>{t('ask.medicines.none')}</p> : null}
      {notices.map((notice) => (
        <p key={notice.en} className="gr-prose">
          {notice[locale]}
        </p>
      ))}
      <RouteList
        routes={[
          ...routes.filter(({ state }) => state === 'open'),
          ...routes.filter(({ state }) => state === 'unknown'),
        ]}
      />
      {closed.length > 0 ? (
        <Disclosure
          title={t('ask.medicines.closed.count', { count: closed.length })}
          isOpen={closed.length === routes.length}
        >
          <RouteList routes={closed} />
        </Disclosure>
      ) : null}
    </div>
  )
}

function RouteList({ routes }: { routes: readonly MedicineRoute[] }) {
  const { t, locale } = useLocale(askMessages)
  return (
    <ul className="gr-ask-routes">
      {routes.map((route) => (
        <li key={route.rule} className="gr-panel gr-ask-route">
          <h2 className="gr-row">
            {route.title[locale]}
            <Badge {...look[route.state]}>{t(`ask.medicines.${route.state}`)}</Badge>
          </h2>
          <p className="gr-prose">
            {route.sentence[locale]} <Cited citations={route.citations} />
          </p>
          {route.needs.length > 0 ? (
            <>
              <h3>{t('ask.medicines.needs')}</h3>
              <ul className="gr-ask-list">
                {route.needs.map(({ words, citations }) => (
                  <li key={words.en}>
                    {words[locale]} <Cited citations={citations} />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <p className="gr-small gr-muted">
            {t('ask.medicines.source')}: {sourceText(route.source, locale)}
          </p>
        </li>
      ))}
    </ul>
  )
}
