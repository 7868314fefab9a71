// The register of expert decisions: found by words or by structure, newest first. Not here: one of them; see expert-screen.tsx.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ExpertDecision } from '#licensing/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/choice.tsx'
import type { TableColumn } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { type ExpertSearch, expertDecisions, expertSubjects } from './queries.ts'
import { stateTone, subjectText } from './words.ts'
import './experts.css'

export function ExpertsScreen() {
  const { t } = useLocale(expertsMessages)
  const search = useSearch({ strict: false }) as ExpertSearch // Texts, read from the address by the router.
  const who = useQuery(session)
  const mayDecide = who.data?.permissions.includes('licensing:decide-as-expert') ?? false
  return (
    <Page
      title={t('experts.title')}
      lead={t('experts.lead')}
      crumbs={[{ text: t('nav.substances'), href: '/substances' }]}
      actions={
        mayDecide ? (
          <LinkButton href={withQuery('/experts/new', { structure: search.structure })} look="primary">
            {t('experts.record')}
          </LinkButton>
        ) : null
      }
    >
      <Filters key={JSON.stringify(search)} search={search} />
      <Rows search={search} />
    </Page>
  )
}

function Filters({ search }: { search: ExpertSearch }) {
  const { t } = useLocale(expertsMessages)
  const router = useRouter()
  const [q, setQ] = useState(search.q ?? '')
  const [structure, setStructure] = useState(search.structure ?? '')
  const go = (change: ExpertSearch) =>
    void router.navigate({
      href: withQuery('/experts', { ...search, q: q.trim(), structure: structure.trim(), ...change }),
      replace: true,
      resetScroll: false,
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go({})
  }
  return (
    <form className="gr-experts-filters" onSubmit={submit}>
      <TextField label={t('experts.search')} help={t('experts.search.help')} type="search" value={q} onChange={setQ} />
      <TextField
        label={t('experts.structure')}
        help={t('experts.structure.help')}
        isOptional
        value={structure}
        onChange={setStructure}
        spellCheck="false"
        autoComplete="off"
      />
      <div className="gr-row">
        <Button type="submit">{t('experts.find')}</Button>
        <Checkbox isSelected={search.standing === 'yes'} onChange={(isOn) => go({ standing: isOn ? 'yes' : '' })}>
          {t('experts.standing')}
        </Checkbox>
      </div>
    </form>
  )
}

function Rows({ search }: { search: ExpertSearch }) {
  const { t } = useLocale(expertsMessages)
  const found = useInfiniteQuery(expertDecisions(search))
  const columns = useColumns()
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="gr-stack">
      <PagedTable
        found={found}
        label={t('experts.table')}
        columns={columns}
        items={items}
        idOf={({ expertDecisionId }) => expertDecisionId}
        hrefOf={({ expertDecisionId }) => `/experts/${expertDecisionId}`}
        empty={<Empty title={t('experts.none.title')} text={t('experts.none.text')} />}
      />
    </div>
  )
}

function useColumns(): readonly TableColumn<ExpertDecision>[] {
  const words = useLocale(expertsMessages)
  const { t, dayShort } = words
  const subjects = useQuery(expertSubjects)
  return [
    {
      id: 'number',
      text: t('experts.number'),
      isFixed: true,
      cell: ({ expertDecisionId, number }) => (
        <Link href={`/experts/${expertDecisionId}`} look="plain">
          {number}
        </Link>
      ),
    },
    {
      id: 'state',
      text: t('experts.state'),
      cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`experts.state.${state}`)}</Badge>,
    },
    {
      id: 'about',
      text: t('experts.about'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ subject }) => (
        <>
          {subjectText(subject, subjects.data, words)}
          {subject.kind === 'finding' ? (
            <code className="gr-experts-what">{subject.substanceId ?? subject.structure?.smiles}</code>
          ) : null}
        </>
      ),
    },
    { id: 'conclusion', text: t('experts.conclusion'), width: 'wide', cell: ({ conclusion }) => conclusion },
    {
      id: 'expert',
      text: t('experts.expert'),
      onCard: 'aside',
      cell: ({ expert }) => `${expert.name}, ${t(`experts.profession.${expert.profession}`)}`,
    },
    {
      id: 'decided',
      text: t('experts.decidedOn'),
      onCard: 'brief',
      cell: ({ decidedOn }) => dayShort(decidedOn),
      width: 'narrow',
    },
  ]
}
