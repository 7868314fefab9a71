// The API as its own description tells it: grouped, searchable, with examples. Not here: the description; the server makes it from its routes.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useMemo } from 'react'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { referenceMessages } from '../messages/reference.ts'
import { Empty } from '../parts/empty.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Page } from '../shell/page.tsx'
import { type ApiDocument, type Group, groupsOf, groupsWith } from './openapi.ts'
import { OperationEntry } from './operation-entry.tsx'
import './reference.css'

const description = queryOptions({
  queryKey: ['openapi'],
  queryFn: ({ signal }) => request<ApiDocument>('/openapi.json', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export function ReferenceScreen() {
  const { t } = useLocale(referenceMessages)
  const api = useQuery(description)
  return (
    <Page
      title={t('reference.title')}
      lead={t('reference.lead')}
      actions={
        <a className="gr-button gr-button-secondary" href="/openapi.json" download="grein-openapi.json">
          {t('reference.download')}
        </a>
      }
    >
      {api.isPending ? <Waiting label={t('reference.waiting')} lines={10} /> : null}
      {api.isError ? <ProblemNotice error={api.error} onRetry={api.refetch} /> : null}
      {api.data ? <Contents document={api.data} /> : null}
    </Page>
  )
}

function Contents({ document }: { document: ApiDocument }) {
  const { t } = useLocale(referenceMessages)
  const { q = '' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const words = useDeferredValue(q)
  const all = useMemo(() => groupsOf(document), [document])
  const groups = useMemo(() => groupsWith(all, words), [all, words])
  const count = groups.reduce((sum, { operations }) => sum + operations.length, 0)
  return (
    <>
      <div className="gr-reference-head">
        <div className="gr-reference-search">
          <TextField
            type="search"
            label={t('reference.search')}
            help={t('reference.search.help')}
            value={q}
            onChange={(typed) => void navigate({ href: withQuery('/reference', { q: typed }), replace: true })}
          />
        </div>
        <p className="gr-muted" role="status">
          {t('reference.count', { count })} · {t('reference.version')} {document.info.version}
        </p>
      </div>
      {groups.length === 0 ? <Empty title={t('reference.none')} /> : null}
      {groups.map((group) => (
        <GroupEntry key={group.name} group={group} document={document} />
      ))}
    </>
  )
}

function GroupEntry({
  group: { name, description: about, operations },
  document,
}: {
  group: Group
  document: ApiDocument
}) {
  return (
    <section className="gr-reference-group" aria-labelledby={`group-${name}`} lang="en">
      <h2 id={`group-${name}`}>{name}</h2>
      <p className="gr-muted">{about}</p>
      <div>
        {operations.map((operation) => (
          <OperationEntry key={operation.id} operation={operation} document={document} />
        ))}
      </div>
    </section>
  )
}
