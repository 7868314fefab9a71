// One result outside the specification: what was outside, what explains it, and what was decided. Not here: the release it holds up.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type CaseView, type OrderView, unitText } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { batch } from '../queries.ts'
import { Reasoned } from '../reasoned.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { order, qualityCase, useStep } from './queries.ts'
import { Steps } from './steps.tsx'
import { decimal, limitText, stateTone, testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function CaseScreen() {
  const { t } = useLocale(texts)
  const { qualityId = '' } = useParams({ strict: false }) as { qualityId?: string } // The route's own parameter.
  const found = useQuery(qualityCase(qualityId))
  if (found.isSuccess) return <Case found={found.data} />
  return (
    <Page title={t('case.missing')} crumbs={[{ text: t('quality.title'), href: '/quality' }]}>
      {found.isPending ? <Waiting lines={6} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Case({ found }: { found: CaseView }) {
  const { t } = useLocale(texts)
  const isOpen = found.state === 'open' || found.state === 'explained'
  return (
    <Page
      title={t('case.title', { number: found.number })}
      crumbs={[{ text: t('quality.title'), href: '/quality' }]}
      beside={<Badge tone={stateTone[found.state]}>{t(`quality.state.${found.state}`)}</Badge>}
    >
      {found.batch && found.state !== 'retest' ? <AlreadyReleased batchId={found.batch.batchId} /> : null}
      {isOpen && found.dueOn ? <Due on={found.dueOn} batchId={found.batch?.batchId ?? null} /> : null}
      {found.state === 'confirmed' ? <Alert tone="negative" title={t('case.closed.confirmed')} /> : null}
      {found.state === 'retest' ? <Alert tone="info" title={t('case.closed.retest')} /> : null}
      <section className="gr-chain-panel">
        <h2>{t('case.findings')}</h2>
        <Findings found={found} />
        {found.explanation ? <Facts facts={[{ name: t('case.explanation'), value: found.explanation }]} /> : null}
        {isOpen ? <Decide found={found} /> : null}
      </section>
      <div className="gr-quality-columns">
        <section className="gr-chain-panel">
          <h2>{t('quality.order.what')}</h2>
          <What found={found} />
        </section>
        <section className="gr-chain-panel">
          <h2>{t('quality.order.course')}</h2>
          <Steps steps={found.steps} />
        </section>
      </div>
    </Page>
  )
}

/** A result outside of a batch that left quarantine long ago holds up no release: what is out there has to be stopped, or be found sound. */
function AlreadyReleased({ batchId }: { batchId: string }) {
  const { t, day } = useLocale(texts)
  const { data: detail } = useQuery(batch(batchId))
  const mayHold = useMayRecord('hold')
  if (detail?.certificate?.verdict !== 'released') return null
  const on = day(detail.certificate.on)
  if (detail.hold) return <Alert tone="info" title={t('case.released.held', { on })} />
  return (
    <Alert tone="negative" title={t('case.released', { on })}>
      <p>
        {t('case.released.text')} {mayHold ? null : t('case.released.who')}
      </p>
      <p className="gr-chain-actions">
        {mayHold ? (
          <LinkButton href={withQuery('/record', { batch: batchId, kind: 'hold' })}>
            {t('case.released.hold')}
          </LinkButton>
        ) : null}
        <LinkButton href={`/batches/${batchId}?tab=trace`} look="quiet">
          {t('case.released.where')}
        </LinkButton>
      </p>
    </Alert>
  )
}

/** Until when it waits; of what was released already it holds up nothing. */
function Due({ on, batchId }: { on: string; batchId: string | null }) {
  const { t, day } = useLocale(texts)
  const { data: detail } = useQuery({ ...batch(batchId ?? ''), enabled: batchId !== null })
  const isHeldUp = batchId === null || (detail !== undefined && detail.certificate?.verdict !== 'released')
  return (
    <Alert tone="warning" title={t('case.due', { on: day(on) })}>
      {isHeldUp ? <p>{t('case.due.text')}</p> : null}
    </Alert>
  )
}

function Findings({ found: { findings } }: { found: CaseView }) {
  const { t, locale } = useLocale(texts)
  const said = (value: string | null, unit: string | null) =>
    value === null ? '–' : `${decimal(value, locale)}\u00a0${unitText(unit ?? '')}`
  return (
    <DataTable
      label={t('case.findings')}
      items={findings}
      idOf={({ analyte }) => analyte}
      columns={[
        { id: 'analyte', text: t('quality.column.analyte'), isFixed: true, cell: ({ analyte }) => t(testKey(analyte)) },
        {
          id: 'limit',
          text: t('quality.column.limit'),
          align: 'end',
          cell: ({ min, max, unit }) => (unit === null ? t('quality.unfit') : limitText({ min, max, unit }, locale)),
        },
        {
          id: 'value',
          text: t('quality.column.value'),
          align: 'end',
          cell: ({ value, unit }) => said(value, unit),
        },
        {
          id: 'compared',
          text: t('quality.column.compared'),
          align: 'end',
          cell: ({ compared, unit }) => said(compared, unit),
        },
      ]}
    />
  )
}

function Decide({ found }: { found: CaseView }) {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const toast = useToast()
  const step = useStep<CaseView>(() => toast('positive', t('case.done')))
  const mayJudge = who?.permissions.includes('chain:quality:judge') ?? false
  const mayExplain = mayJudge || who?.party?.partyId === found.laboratory?.partyId
  const to = (name: string) => `/v1/quality/cases/${found.caseId}/${name}`
  return (
    <div className="gr-stack">
      {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
      {found.state === 'open' && mayExplain ? (
        <Reasoned
          label={t('case.explain')}
          help={t('case.explain.help')}
          look="primary"
          isPending={step.isPending}
          onSend={(reason) => step.mutate({ path: to('explain'), body: { reason } })}
        />
      ) : null}
      {found.state === 'explained' && mayJudge && found.order ? (
        <Retest found={found} isPending={step.isPending} onSend={(body) => step.mutate({ path: to('retest'), body })} />
      ) : null}
      {mayJudge ? (
        <Disclosure title={t('case.confirm')}>
          <Reasoned
            label={t('case.confirm')}
            help={t('case.confirm.help')}
            isPending={step.isPending}
            onSend={(reason) => step.mutate({ path: to('confirm'), body: { reason } })}
          />
        </Disclosure>
      ) : null}
    </div>
  )
}

/** The same tests of the same sample at the same laboratory; another sample is ordered from its own page. */
function Retest({
  found,
  isPending,
  onSend,
}: {
  found: CaseView
  isPending: boolean
  onSend: (body: unknown) => void
}) {
  const { t } = useLocale(texts)
  const first = useQuery({ ...order(found.order?.id ?? ''), enabled: found.order !== null })
  const send = (one: OrderView) =>
    onSend({ sampleId: one.sample.batchId, laboratoryId: one.laboratory.partyId, tests: one.tests, dueOn: null })
  return (
    <div>
      <Button
        look="primary"
        isPending={isPending || first.isPending}
        onPress={() => (first.data ? send(first.data) : undefined)}
      >
        {t('case.retest')}
      </Button>
    </div>
  )
}

function What({ found }: { found: CaseView }) {
  const { t, instant } = useLocale(texts)
  const about = (ref: { id: string; number: string }) => <Link href={`/quality/orders/${ref.id}`}>{ref.number}</Link>
  return (
    <Facts
      facts={[
        ...(found.batch
          ? [
              {
                name: t('quality.batch'),
                value: <Link href={`/batches/${found.batch.batchId}`}>{found.batch.name}</Link>,
              },
            ]
          : []),
        ...(found.sample
          ? [
              {
                name: t('quality.sample'),
                value: <Link href={`/batches/${found.sample.batchId}`}>{found.sample.name}</Link>,
              },
            ]
          : []),
        { name: t('quality.owner'), value: found.owner.name },
        ...(found.laboratory ? [{ name: t('quality.laboratory'), value: found.laboratory.name }] : []),
        { name: t('quality.opened'), value: instant(found.openedAt) },
        ...(found.order ? [{ name: t('quality.order.what'), value: about(found.order) }] : []),
        ...(found.retest ? [{ name: t('quality.state.retest'), value: about(found.retest) }] : []),
      ]}
    />
  )
}
