// Check a substance: the question at the top, the answer under it; both stand in the address. Not here: who may do what with it.
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useRouterState, useSearch } from '@tanstack/react-router'
import { type ComponentType, useEffect, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Page } from '../shell/page.tsx'
import { checkAddress } from './address.ts'
import { Answer } from './answer.tsx'
import { askedIn } from './ask-server.ts'
import type { CheckFormProps } from './check-form.tsx'
import { PlainForm } from './check-plain-form.tsx'
import { type Answered as AnsweredQuestion, answer } from './queries.ts'
import { usePrivate } from './use-private.ts'
import './check.css'

export function CheckScreen() {
  const { t } = useLocale(lawMessages)
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>> // The router gives texts: see routes.tsx.
  const structure = useRouterState({ select: ({ location }) => location.state.structure ?? null })
  const asked = askedIn(search, structure)
  const [isPrivate, choosePrivate] = usePrivate()
  const isEmpty = asked.q === '' && structure === null
  const found = useQuery(answer(asked, isPrivate))
  const [wasAnswered, noteAnswered] = useState(false)
  if (!wasAnswered && (isEmpty || !found.isPending)) noteAnswered(true)
  const Form = useForm(wasAnswered)
  return (
    <Page title={t('law.title')} lead={isEmpty ? t('law.lead') : undefined}>
      {Form ? (
        <Form key={`${asked.q} ${asked.on} ${structure}`} {...{ asked, isPrivate }} onPrivate={choosePrivate} />
      ) : (
        <PlainForm asked={asked} />
      )}
      {isEmpty ? <Examples /> : <Answered found={found} />}
    </Page>
  )
}

/**
 * Its fields are most of the page's weight: who comes with a question gets the answer first, and they follow. Until then, and where they
 * cannot be fetched, the plain form stands there; one takes the other's place at once, so that nothing begun in it is lost.
 */
function useForm(isTime: boolean): ComponentType<CheckFormProps> | null {
  const [form, setForm] = useState<ComponentType<CheckFormProps> | null>(null)
  useEffect(() => {
    if (!isTime) return
    void import('./check-form.tsx').then(
      ({ CheckForm }) => setForm(() => CheckForm),
      () => null,
    )
  }, [isTime])
  return form
}

function Answered({ found }: { found: UseQueryResult<AnsweredQuestion> }) {
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} isNews />
  return <Answer answer={found.data.answer} madeAt={found.data.madeAt} />
}

type Example = { readonly q: string; readonly on?: string; readonly shows: ExampleKey }
type ExampleKey = 'name' | 'day' | 'plant' | 'number' | 'salt' | 'group' | 'nearly'

const examples: readonly Example[] = [
  { q: 'MDMA', shows: 'name' },
  { q: '3-MMC', on: '2023-06-01', shows: 'day' },
  { q: 'hennep', shows: 'plant' },
  { q: '10024-97-2', shows: 'number' },
  { q: 'CNC(C)Cc1ccc2OCOc2c1.Cl', shows: 'salt' },
  { q: 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1', shows: 'group' },
  { q: 'CC(N)Cc1cccc(O)c1', shows: 'nearly' },
]

function Examples() {
  const { t } = useLocale(lawMessages)
  return (
    <section className="gr-law-examples">
      <h2>{t('law.empty.title')}</h2>
      <ul>
        {examples.map(({ q, on, shows }) => (
          <li key={q}>
            <Link href={checkAddress({ q, on: on ?? null })}>{q}</Link>
            <span className="gr-muted">{t(`law.example.${shows}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
