// "May this party do this?": a short form, the answer under it, and the next questions that matter. The address keeps the question.
// Not here: what a substance is (check-screen.tsx), and two laws side by side (compare).
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { Answer } from './answer.tsx'
import { AskForm } from './ask-form.tsx'
import { examples } from './examples.ts'
import { decision, factsAsked } from './queries.ts'
import { type AskSearch, askAddress, type Go, questionOf } from './question.ts'
import './ask.css'

export function AskScreen() {
  const { t } = useLocale(askMessages)
  const search = useSearch({ strict: false }) as AskSearch // Texts, read from the address by the router.
  const router = useRouter()
  const go: Go = (change) =>
    void router.navigate({ href: askAddress({ ...search, ...change }), replace: true, resetScroll: false })
  const facts = useQuery(factsAsked)
  const question = questionOf(search)
  return (
    <Page
      title={t('ask.title')}
      lead={question === null ? t('ask.lead') : undefined}
      crumbs={[{ text: t('nav.substances'), href: '/substances' }]}
    >
      {facts.isPending ? <Waiting lines={6} /> : null}
      {facts.isError ? <ProblemNotice error={facts.error} onRetry={facts.refetch} /> : null}
      {facts.data ? (
        <>
          <AskForm
            key={`${search.who} ${search.act} ${search.sub} ${search.on}`}
            facts={facts.data}
            search={search}
            go={go}
          />
          {question === null ? <Examples /> : <Answered search={search} go={go} />}
        </>
      ) : null}
    </Page>
  )
}

function Answered({ search, go }: { search: AskSearch; go: Go }) {
  const facts = useQuery(factsAsked)
  const found = useQuery(decision(questionOf(search)))
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} isNews />
  if (found.data === undefined) return <Waiting lines={8} />
  return (
    <Answer decision={found.data} facts={facts.data ?? []} search={search} go={go} isOld={found.isPlaceholderData} />
  )
}

function Examples() {
  const { t } = useLocale(askMessages)
  return (
    <section className="gr-stack-tight" aria-labelledby="examples">
      <h2 id="examples">{t('ask.examples')}</h2>
      <ul className="gr-ask-examples">
        {examples.map(({ title, asked }) => (
          <li key={title}>
            <Link href={askAddress(asked)}>{t(title)}</Link>
          </li>
        ))}
        <li>
          <Link href="/ask/medicines">{t('ask.example.medicines')}</Link>
        </li>
      </ul>
    </section>
  )
}
