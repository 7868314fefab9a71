// Records an expert decision: what it is about, what it says and why, who answers for it; confirmed with a passkey. Not here: the register.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useRouterState, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ExpertDecision, ExpertSubjects } from '#licensing/contract'
import { useContentKeys } from '../../content-key.ts'
import { useToday } from '../../house-clock.ts'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Forbidden } from '../../parts/forbidden.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useStepUp } from '../../platform/step-up.tsx'
import { session, useSend } from '../../queries.ts'
import { loginAddress } from '../../shell/login-address.ts'
import { Page } from '../../shell/page.tsx'
import { type Begun, type Draft, draftFrom, draftOf, missingIn, toSend } from './draft.ts'
import { ExpertFields } from './expert-fields.tsx'
import { Files } from './files.tsx'
import { expertDecision, expertSubjects } from './queries.ts'
import { SubjectFields } from './subject-fields.tsx'
import { TextFields } from './text-fields.tsx'
import './experts.css'

export function NewExpertScreen() {
  const { t } = useLocale(expertsMessages)
  const begun = useSearch({ strict: false }) as Begun // Texts, read from the address by the router.
  const here = useRouterState({ select: (state) => state.location.href })
  const who = useQuery(session)
  const subjects = useQuery(expertSubjects)
  const before = useQuery({ ...expertDecision(begun.replaces ?? ''), enabled: begun.replaces !== undefined })
  const isWaiting = who.isPending || subjects.isPending || (begun.replaces !== undefined && before.isPending)
  const mayDecide = who.data?.permissions.includes('licensing:decide-as-expert') ?? false
  const error = subjects.error ?? before.error
  return (
    <Page
      title={t('experts.new')}
      lead={t('experts.new.lead')}
      crumbs={[{ text: t('experts.title'), href: '/experts' }]}
    >
      {isWaiting ? <Waiting lines={8} /> : null}
      {!isWaiting && !mayDecide ? (
        <Forbidden text={t('experts.new.not')}>
          {who.data?.authenticated ? null : <LinkButton href={loginAddress(here)}>{t('shell.login')}</LinkButton>}
        </Forbidden>
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
      {!isWaiting && mayDecide && subjects.data && !error ? (
        <Form begun={begun} subjects={subjects.data} before={before.data ?? null} />
      ) : null}
    </Page>
  )
}

type FormProps = { readonly begun: Begun; readonly subjects: ExpertSubjects; readonly before: ExpertDecision | null }

function Form({ begun, subjects, before }: FormProps) {
  const { t } = useLocale(expertsMessages)
  const today = useToday().toString()
  const [draft, setDraft] = useState<Draft>(() => (before ? draftOf(before) : draftFrom(begun, today)))
  const [isAsked, setAsked] = useState(false)
  const { record, stepUp } = useRecord()
  const missing = isAsked ? missingIn(draft) : {}
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const body = toSend(draft, before?.expertDecisionId ?? null)
    if (body) record.mutate(body)
    else
      document
        .querySelector<HTMLElement>('[data-invalid] input, [data-invalid] textarea, [data-invalid] button')
        ?.focus()
  }
  const parts = { draft, change, missing }
  return (
    <form className="gr-stack gr-experts-form" onSubmit={submit}>
      {before ? <p>{t('experts.new.replaces', { number: before.number })}</p> : null}
      <SubjectFields {...parts} subjects={subjects} />
      <TextFields {...parts} />
      <section className="gr-panel gr-stack" aria-labelledby="who">
        <h2 id="who">{t('experts.new.who')}</h2>
        <ExpertFields expert={draft.expert} onChange={(expert) => change({ expert })} isAsked={isAsked} />
      </section>
      <Files documents={draft.documents} onChange={(documents) => change({ documents })} />
      {record.isError ? <ProblemNotice error={record.error} isNews /> : null}
      <div>
        <Button type="submit" look="primary" isPending={record.isPending}>
          {t('experts.new.do')}
        </Button>
      </div>
      {stepUp}
    </form>
  )
}

function useRecord() {
  const { t } = useLocale(expertsMessages)
  const { withStepUp, stepUp } = useStepUp()
  const send = useSend()
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const keys = useContentKeys()
  const record = useMutation({
    mutationFn: (body: NonNullable<ReturnType<typeof toSend>>) => {
      const { key } = keys.sentAs(body)
      return withStepUp(() => send<ExpertDecision>('/v1/expert-decisions', { body, key }))
    },
    onSuccess: async ({ expertDecisionId, number }) => {
      toast('positive', t('experts.new.done', { number }))
      await client.invalidateQueries({ queryKey: ['expert-decisions'] })
      await client.invalidateQueries({ queryKey: ['expert-decision'] })
      void router.navigate({ href: `/experts/${expertDecisionId}` })
    },
  })
  return { record, stepUp }
}
