// Two laws side by side: the question at the top, the answer under it, both in the address. Not here: comparing (the API), one day's lists.
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { RadioGroup } from '../../parts/choice.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { DayChooser } from './day-chooser.tsx'
import { draftFromAddress } from './draft.ts'
import { DraftEditor } from './draft-editor.tsx'
import { comparison, examples } from './queries.ts'
import { Result } from './result.tsx'
import { askedIn, type CompareSearch, compareAddress, modeOf } from './search.ts'
import './compare.css'

export function CompareScreen() {
  const { t } = useLocale(compareMessages)
  const search = useSearch({ strict: false }) as CompareSearch // Texts, read from the address by the router.
  const known = useQuery(examples)
  return (
    <Page
      title={t('compare.title')}
      lead={t('compare.lead')}
      crumbs={[{ text: t('nav.substances'), href: '/substances' }]}
    >
      <Asking search={search} />
      {known.isPending && search.example !== undefined ? <Waiting lines={8} /> : null}
      {known.isError ? <ProblemNotice error={known.error} onRetry={known.refetch} /> : null}
      {known.data ? <Answer search={search} /> : null}
    </Page>
  )
}

function Answer({ search }: { search: CompareSearch }) {
  const send = useSend()
  const known = useQuery(examples)
  const asked = askedIn(search, known.data?.items ?? [])
  const found = useQuery(comparison(asked, send))
  if (asked === null) return null
  if (found.isPending) return <Waiting lines={10} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} isNews />
  return (
    <div aria-busy={found.isPlaceholderData} className="gr-compare-result">
      <Result key={found.data.b.lawVersion} comparison={found.data} asked={asked} />
    </div>
  )
}

function Asking({ search }: { search: CompareSearch }) {
  const { t } = useLocale(compareMessages)
  const router = useRouter()
  const known = useQuery(examples)
  const mode = modeOf(search)
  const example = known.data?.items.find(({ id }) => id === search.example)
  const draft = search.draft === undefined ? (example?.draft ?? null) : draftFromAddress(search.draft)
  const isShown = draft !== null
  const editor = <DraftEditor key={`${search.draft ?? search.example ?? ''} ${isShown}`} given={draft} />
  return (
    <section className="gr-panel gr-compare-asking gr-no-print" aria-label={t('compare.asked')}>
      <RadioGroup
        label={t('compare.mode')}
        isInline
        value={mode}
        onChange={(chosen) =>
          void router.navigate({ href: compareAddress(chosen === 'draft' ? { mode: 'draft' } : {}) })
        }
        choices={[
          { id: 'days', text: t('compare.mode.days') },
          { id: 'draft', text: t('compare.mode.draft') },
        ]}
      />
      {mode === 'days' ? (
        <DayChooser key={`${search.from} ${search.to}`} search={search} />
      ) : isShown ? (
        // The result comes first; who wants to change the draft opens it.
        <Disclosure title={t('draft.edit')}>{editor}</Disclosure>
      ) : (
        editor
      )}
      <Examples />
    </section>
  )
}

function Examples() {
  const { t, locale } = useLocale(compareMessages)
  const known = useQuery(examples)
  const dated = [
    { href: compareAddress({ from: '2025-06-30', to: '2025-07-01' }), text: t('compare.example.ia') },
    { href: compareAddress({ from: '2025-12-31', to: '2026-01-01' }), text: t('compare.example.fine') },
    { href: compareAddress({ from: '2015-10-02' }), text: t('compare.example.decade') },
  ]
  const drafts = (known.data?.items ?? []).map(({ id, draft }) => ({
    href: compareAddress({ example: id }),
    text: draft.title[locale],
  }))
  return (
    <nav className="gr-compare-examples" aria-label={t('compare.examples')}>
      <h2>{t('compare.examples')}</h2>
      <ul>
        {[...drafts, ...dated].map(({ href, text }) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
