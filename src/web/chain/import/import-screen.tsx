// Record from a file: choose what is in it, give it, look over what it would record, then record it or put it away. Not here: what a row
// means, and whether the ledger takes it; the API knows both.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportReport, ImportTemplate, ImportTemplates } from '#chain/contract'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { importMessages } from '../../messages/import.ts'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Forbidden } from '../../parts/forbidden.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { Report } from './report.tsx'
import './import.css'

const bytesMax = 1_000_000

const templates = (locale: string) =>
  queryOptions({
    queryKey: ['import-templates', locale],
    queryFn: ({ signal }) => request<ImportTemplates>('/v1/imports/templates', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export function ImportScreen() {
  const { t } = useLocale(importMessages)
  const who = useQuery(session)
  const crumbs = [{ text: t('nav.chain'), href: '/batches' }]
  if (who.isPending) return <Waiting lines={6} />
  const mayRecord = who.data?.permissions.some((permission) => permission.startsWith('chain:record:')) ?? false
  return (
    <Page title={t('import.title')} lead={t('import.lead')} crumbs={crumbs}>
      {mayRecord ? <Templates /> : <Forbidden text={t('import.forbidden')} />}
    </Page>
  )
}

function Templates() {
  const { locale, t } = useLocale(importMessages)
  const found = useQuery(templates(locale))
  const { of } = useSearch({ strict: false }) as { readonly of?: string } // Texts, read from the address by the router.
  const navigate = useNavigate()
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { items } = found.data
  const chosen = items.find(({ name }) => name === of) ?? null
  return (
    <>
      <div className="gr-import-what">
        <Select
          label={t('import.what')}
          choices={items.map(({ name, title, about }) => ({ id: name, text: title, note: about }))}
          value={chosen?.name ?? null}
          onChange={(name) => void navigate({ href: withQuery('/import', { of: name }), replace: true })}
        />
      </div>
      {chosen ? <OfTemplate key={chosen.name} template={chosen} /> : null}
    </>
  )
}

type Given = { readonly name: string; readonly content: string }

function OfTemplate({ template }: { template: ImportTemplate }) {
  const { t } = useLocale(importMessages)
  const send = useSend()
  const client = useQueryClient()
  const [given, setGiven] = useState<Given | null>(null)
  const [isBack, setBack] = useState(false)
  const look = useMutation({
    mutationFn: ({ content }: Given) =>
      send<ImportReport>(`/v1/imports/${template.name}/preview`, { body: { content } }),
  })
  const record = useMutation({
    mutationFn: ({ content, sha256 }: { content: string; sha256: string }) =>
      send<ImportReport>(`/v1/imports/${template.name}`, { body: { content, sha256 } }),
    // Stock, events and work changed: whatever was read of them is asked anew.
    onSuccess: () => client.invalidateQueries(),
  })
  const take = async (file: File) => {
    record.reset()
    const next = { name: file.name, content: await base64Of(file) }
    setGiven(next)
    look.mutate(next)
  }
  const putAway = () => {
    setGiven(null)
    setBack(true)
    look.reset()
    record.reset()
  }
  const report = record.data ?? look.data
  const error = record.error ?? look.error
  return (
    <>
      {given === null ? (
        <>
          <FileDrop
            label={t('import.drop')}
            help={t('import.drop.help')}
            accepts={['.csv', '.tsv', '.txt', '.xlsx', 'text/csv']}
            bytesMax={bytesMax}
            onFile={(file) => void take(file)}
            autoFocus={isBack}
          />
          <TemplateFiles template={template} />
        </>
      ) : (
        <p className="gr-import-file">
          <strong>{given.name}</strong>
        </p>
      )}
      {look.isPending ? <Waiting label={t('import.reading')} lines={4} /> : null}
      {error ? <ProblemNotice error={error} onRetry={putAway} isNews /> : null}
      {report && given ? (
        <Report
          report={report}
          isRecording={record.isPending}
          onRecord={() => record.mutate({ content: given.content, sha256: report.sha256 })}
          onPutAway={putAway}
        />
      ) : null}
    </>
  )
}

function TemplateFiles({ template: { name, columns } }: { template: ImportTemplate }) {
  const { t, locale } = useLocale(importMessages)
  const file = (format: 'csv' | 'xlsx') => withQuery(`/v1/imports/templates/${name}/file`, { format, language: locale })
  const shown: readonly TableColumn<ImportTemplate['columns'][number]>[] = [
    { id: 'column', text: t('import.column'), isFixed: true, cell: ({ heading }) => heading },
    {
      id: 'means',
      text: t('import.means'),
      width: 'wide',
      cell: ({ about, needed }) => (needed ? about : `${about} (${t('import.optional')})`),
    },
    {
      id: 'example',
      text: t('import.example'),
      cell: ({ example }) => <span className="gr-nowrap">{example}</span>,
    },
  ]
  return (
    <>
      <p className="gr-import-templates">
        <LinkButton href={file('xlsx')} download>
          {t('import.template.xlsx')}
        </LinkButton>
        <LinkButton href={file('csv')} download>
          {t('import.template.csv')}
        </LinkButton>
      </p>
      <Disclosure title={t('import.columns')}>
        <DataTable label={t('import.columns')} columns={shown} items={columns} idOf={({ heading }) => heading} />
      </Disclosure>
    </>
  )
}

/** A browser reads a file as an address that ends in its base64. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })
}
