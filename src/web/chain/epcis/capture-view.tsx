// One capture: how far it is, what was refused and where, and what became of each event. Not here: giving a document.
import { useQuery } from '@tanstack/react-query'
import type { CaptureJob, EventFate } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { epcisMessages } from '../../messages/epcis.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { CameOf } from '../../parts/came-of.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { massTones } from './check-report.tsx'
import { capture, fates } from './queries.ts'

const texts = { ...chainMessages, ...epcisMessages }

export function CaptureView({ captureId }: { captureId: string }) {
  const { t, locale } = useLocale(texts)
  const job = useQuery(capture(captureId, locale))
  const found = useQuery({ ...fates(captureId), enabled: job.data?.running === false })
  if (job.isPending) return <Waiting lines={4} />
  if (job.isError) return <ProblemNotice error={job.error} onRetry={job.refetch} />
  const { running, doneCount, eventCount, errors } = job.data
  if (running) {
    const text = t('epcis.running.of', { done: doneCount, all: eventCount })
    return <Progress label={t('epcis.running')} value={doneCount} max={Math.max(eventCount, 1)} text={text} />
  }
  const items = found.data?.items ?? []
  const proofPath = `/v1/epcis/capture/${captureId}/proof`
  return (
    <>
      <Outcome job={job.data} kept={found.data ? items.length : null} />
      {errors.length > 0 ? <Errors errors={errors} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isPending ? <Waiting lines={3} /> : null}
      {items.length > 0 ? <Fates items={items} path={proofPath} /> : null}
      <p className="gr-muted">{t('epcis.proof.holds')}</p>
      <p className="gr-epcis-actions">
        <LinkButton href={proofPath} download look="quiet">
          {t('epcis.proof.document')}
        </LinkButton>
        <LinkButton href="/verify" look="quiet">
          {t('epcis.proof.check')}
        </LinkButton>
      </p>
    </>
  )
}

function Outcome({ job, kept }: { job: CaptureJob; kept: number | null }) {
  const { t } = useLocale(texts)
  const { success, captureErrorBehaviour, errors, eventCount } = job
  const another = <LinkButton href="/epcis">{t('epcis.another')}</LinkButton>
  if (success)
    return (
      <CameOf>
        <Alert tone="positive" title={t('epcis.done', { count: eventCount })} actions={another} isNews>
          {t('epcis.done.text')}
        </Alert>
      </CameOf>
    )
  // A document that broke off by a fault of ours needs no mending.
  const isOurs = errors.every(({ instance }) => instance !== undefined)
  const isPartly = captureErrorBehaviour === 'proceed' && kept !== null && kept > 0
  return (
    <CameOf>
      <Alert
        tone={isPartly ? 'warning' : 'negative'}
        title={isPartly ? t('epcis.partly', { kept, all: eventCount }) : t('epcis.failed')}
        actions={another}
        isNews
      >
        {t(isOurs ? 'epcis.failed.ours' : 'epcis.failed.text')}
      </Alert>
    </CameOf>
  )
}

function Errors({ errors }: Pick<CaptureJob, 'errors'>) {
  const { t } = useLocale(texts)
  type Each = CaptureJob['errors'][number]
  const columns: readonly TableColumn<Each>[] = [
    {
      id: 'place',
      text: t('epcis.place'),
      isFixed: true,
      cell: ({ pointer }) => (pointer === '' ? t('epcis.whole') : <code className="gr-epcis-pointer">{pointer}</code>),
    },
    {
      id: 'fault',
      text: t('epcis.fault'),
      width: 'wide',
      // That it does not follow the standard is what every fault says; a refusal has a title of its own.
      cell: ({ type, title, detail }) =>
        type.endsWith('/not-valid') ? (
          detail
        ) : (
          <>
            <strong className="gr-epcis-title">{title}</strong> {detail}
          </>
        ),
    },
  ]
  return (
    <DataTable
      label={t('epcis.fault')}
      columns={columns}
      items={errors}
      idOf={({ pointer, detail }) => `${pointer}|${detail}`}
    />
  )
}

function Fates({ items, path }: { items: readonly EventFate[]; path: string }) {
  const { t, instant } = useLocale(texts)
  const columns: readonly TableColumn<EventFate>[] = [
    {
      id: 'event',
      text: t('epcis.event'),
      isFixed: true,
      align: 'end',
      width: 'narrow',
      cell: ({ eventIndex }) => (eventIndex ?? 0) + 1,
    },
    {
      id: 'when',
      text: t('epcis.when'),
      cell: ({ eventTime }) => <span className="gr-nowrap">{instant(eventTime)}</span>,
    },
    { id: 'type', text: t('epcis.type'), cell: ({ type }) => type.replace(/Event$/, '') },
    {
      id: 'became',
      text: t('epcis.becomes'),
      cell: ({ act, chainEventId }) =>
        act && chainEventId ? (
          <Link href={`/events/${chainEventId}`}>{t(`act.${act}`)}</Link>
        ) : (
          <Badge tone="neutral">{t('epcis.kept')}</Badge>
        ),
    },
    {
      id: 'mass',
      text: t('epcis.mass'),
      cell: ({ mass }) => (mass === 'none' ? '–' : <Badge tone={massTones[mass]}>{t(`epcis.mass.${mass}`)}</Badge>),
    },
    {
      id: 'proof',
      text: t('epcis.proof'),
      cell: ({ eventIndex }) => (
        <a
          className="gr-link"
          href={withQuery(path, { event: eventIndex ?? 0 })}
          download
          aria-label={t('epcis.proof.of', { place: (eventIndex ?? 0) + 1 })}
        >
          {t('epcis.proof.save')}
        </a>
      ),
    },
  ]
  return (
    <section className="gr-epcis-part">
      <h2>{t('epcis.events')}</h2>
      <DataTable
        label={t('epcis.events')}
        columns={columns}
        items={items}
        idOf={({ eventIndex, eventID }) => `${eventIndex}|${eventID}`}
      />
    </section>
  )
}
