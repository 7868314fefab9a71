// One order: what was asked, what was found beside the specification, as it was written, and every step. Not here: entering a result (bench).
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type OrderView, unitText } from '#chain/contract'
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
import { Reasoned } from '../reasoned.tsx'
import { ComparedTable } from './compared-table.tsx'
import { order, useStep } from './queries.ts'
import { Steps } from './steps.tsx'
import { decimal, stateTone, testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function OrderScreen() {
  const { t } = useLocale(texts)
  const { qualityId = '' } = useParams({ strict: false }) as { qualityId?: string } // The route's own parameter.
  const found = useQuery(order(qualityId))
  if (found.isSuccess) return <Order order={found.data} />
  return (
    <Page title={t('quality.order.missing')} crumbs={[{ text: t('quality.title'), href: '/quality' }]}>
      {found.isPending ? <Waiting lines={6} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

/** A result that was reported stays. */
const mayWithdrawAt = (state: OrderView['state']) => isOpen(state) && state !== 'result'
const isOpen = (state: OrderView['state']) => ['ordered', 'received', 'in-test', 'result'].includes(state)

function Order({ order: one }: { order: OrderView }) {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const toast = useToast()
  const isLaboratory = who?.party?.partyId === one.laboratory.partyId
  const confirm = useStep<OrderView>((now) =>
    toast(
      now.caseRef ? 'warning' : 'positive',
      now.caseRef ? t('quality.order.opened', { number: now.caseRef.number }) : t('quality.order.confirmed'),
    ),
  )
  const withdraw = useStep<OrderView>(() => toast('positive', t('case.done')))
  const mayWithdraw =
    !isLaboratory && (who?.permissions.includes('chain:quality:order') ?? false) && mayWithdrawAt(one.state)
  return (
    <Page
      title={t('quality.order.title', { number: one.number })}
      crumbs={[{ text: t('quality.title'), href: '/quality' }]}
      beside={<Badge tone={stateTone[one.state]}>{t(`quality.state.${one.state}`)}</Badge>}
      actions={
        isLaboratory && one.state === 'result' && one.isMine ? (
          <LinkButton href={withQuery('/bench', { order: one.orderId })}>{t('quality.order.correct')}</LinkButton>
        ) : isLaboratory && one.state === 'result' ? (
          <Button
            look="primary"
            isPending={confirm.isPending}
            onPress={() => confirm.mutate({ path: `/v1/quality/orders/${one.orderId}/confirm` })}
          >
            {t('quality.order.confirm')}
          </Button>
        ) : isLaboratory && isOpen(one.state) ? (
          <LinkButton look="primary" href={withQuery('/bench', { order: one.orderId })}>
            {t('bench.title')}
          </LinkButton>
        ) : null
      }
    >
      {isLaboratory && one.state === 'result' ? (
        <Alert tone="info" title={t(one.isMine ? 'quality.order.mine' : 'quality.order.theirs')} />
      ) : null}
      {confirm.isError ? <ProblemNotice error={confirm.error} isNews /> : null}
      {withdraw.isError ? <ProblemNotice error={withdraw.error} isNews /> : null}
      {one.compared.length > 0 ? (
        <section className="gr-chain-panel">
          <h2>{t('quality.order.results')}</h2>
          <ComparedTable label={t('quality.order.results')} rows={one.compared} />
          <Observed observations={one.observations} />
          <Disclosure title={t('quality.order.received')}>
            <Received received={one.received} />
            {one.earlier.map(({ at, received, observations }) => (
              <div key={at}>
                <h3>{t('quality.order.earlier', { at })}</h3>
                <Received received={received} />
                <Observed observations={observations} />
              </div>
            ))}
          </Disclosure>
        </section>
      ) : null}
      <div className="gr-quality-columns">
        <section className="gr-chain-panel">
          <h2>{t('quality.order.what')}</h2>
          <What order={one} />
        </section>
        <section className="gr-chain-panel">
          <h2>{t('quality.order.course')}</h2>
          <Steps steps={one.steps} />
          {mayWithdraw ? (
            <Disclosure title={t('quality.order.withdraw')}>
              <Reasoned
                label={t('quality.order.withdraw')}
                isPending={withdraw.isPending}
                onSend={(reason) =>
                  withdraw.mutate({ path: `/v1/quality/orders/${one.orderId}/withdraw`, body: { reason } })
                }
              />
            </Disclosure>
          ) : null}
        </section>
      </div>
    </Page>
  )
}

function What({ order: one }: { order: OrderView }) {
  const { t, day } = useLocale(texts)
  const about = (ref: { id: string; number: string }) => <Link href={`/quality/cases/${ref.id}`}>{ref.number}</Link>
  return (
    <Facts
      facts={[
        { name: t('quality.sample'), value: <Link href={`/batches/${one.sample.batchId}`}>{one.sample.name}</Link> },
        ...(one.batch
          ? [{ name: t('quality.batch'), value: <Link href={`/batches/${one.batch.batchId}`}>{one.batch.name}</Link> }]
          : []),
        { name: t('certificate.product'), value: one.productName },
        { name: t('quality.orderer'), value: one.orderer.name },
        { name: t('quality.laboratory'), value: one.laboratory.name },
        { name: t('quality.order.tests'), value: one.tests.map((test) => t(testKey(test))).join(', ') },
        ...(one.dueOn ? [{ name: t('quality.order.due'), value: day(one.dueOn) }] : []),
        ...(one.retestOf ? [{ name: t('quality.order.retestOf'), value: about(one.retestOf) }] : []),
        ...(one.caseRef ? [{ name: t('quality.order.case'), value: about(one.caseRef) }] : []),
      ]}
    />
  )
}

function Observed({ observations }: Pick<OrderView, 'observations'>) {
  const { t } = useLocale(texts)
  if (observations.length === 0) return null
  return (
    <Facts
      facts={observations.map(({ test, conforms, method }) => ({
        name: t(testKey(test)),
        value: (
          <>
            <Badge tone={conforms ? 'positive' : 'negative'}>
              {t(conforms ? 'quality.conforms' : 'quality.unfit')}
            </Badge>{' '}
            <span className="gr-muted">{method}</span>
          </>
        ),
      }))}
    />
  )
}

function Received({ received }: Pick<OrderView, 'received'>) {
  const { t, locale } = useLocale(texts)
  const said = (value: string | null) => (value === null ? '–' : decimal(value, locale))
  return (
    <DataTable
      label={t('quality.order.received')}
      items={received}
      idOf={({ analyte }) => analyte}
      columns={[
        { id: 'analyte', text: t('quality.column.analyte'), isFixed: true, cell: ({ analyte }) => analyte },
        {
          id: 'value',
          text: t('quality.column.value'),
          align: 'end',
          cell: ({ value, unit, isBelow }) => `${isBelow ? '< ' : ''}${said(value)}\u00a0${unitText(unit)}`,
        },
        {
          id: 'uncertainty',
          text: t('quality.column.uncertainty'),
          align: 'end',
          cell: ({ uncertainty }) => said(uncertainty),
        },
        { id: 'lod', text: t('quality.column.lod'), align: 'end', cell: ({ lod }) => said(lod) },
        { id: 'loq', text: t('quality.column.loq'), align: 'end', cell: ({ loq }) => said(loq) },
        { id: 'method', text: t('quality.column.method'), cell: ({ method }) => method },
      ]}
    />
  )
}
