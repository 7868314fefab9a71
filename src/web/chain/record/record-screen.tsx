// Record an event: choose what it happened to, what happened, fill in, see what changes, record. Not here: the rules; the API knows those.

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { ActKind, ActOption, BatchDetail, OrderFormView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { LinkButton } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { later } from '../../parts/later.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { unbroken } from '../../parts/unbroken.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { orderForm } from '../orders/queries.ts'
import { actOptions, batch, event, shipment } from '../queries.ts'
import { amountText, stateText } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { ChooseSubject } from './choose-subject.tsx'
import { NotNow } from './not-now.tsx'
import { useActName } from './use-act-name.ts'
import '../chain.css'
import './record.css'

type Search = Readonly<Partial<Record<'batch' | 'kind' | 'option' | 'shipment' | 'event' | 'holder' | 'order', string>>>

/** Only who answers an order chooses what to send from. */
const ForOrder = later(async () => (await import('../orders/for-order.tsx')).ForOrder)

const texts = { ...chainMessages, ...recordMessages }

export function RecordScreen() {
  const { t } = useLocale(texts)
  const search = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  return (
    <Page title={t('record.title')} lead={t('record.lead')} crumbs={[{ text: t('batches.title'), href: '/batches' }]}>
      <Subject search={search} />
    </Page>
  )
}

function Subject({ search }: { search: Search }) {
  if (search.shipment) return <OfShipment shipmentId={search.shipment} isRefused={search.kind === 'refuse'} />
  if (search.kind === 'correct' && search.event) return <OfEvent eventId={search.event} />
  if (search.kind === 'plant' || search.kind === 'import') return <ActForm key={search.kind} kind={search.kind} />
  if (search.kind === 'grant') return <ActForm kind="grant" receiverId={search.holder ?? null} />
  if (search.batch) {
    const { batch: batchId, option = null, kind = null, order = null } = search
    return <OfBatch batchId={batchId} chosen={option} kind={kind} orderNumber={order} />
  }
  if (search.order) {
    return (
      <Suspense fallback={<Waiting lines={6} />}>
        <ForOrder number={search.order} />
      </Suspense>
    )
  }
  return <ChooseSubject />
}

function OfShipment({ shipmentId, isRefused }: { shipmentId: string; isRefused: boolean }) {
  const { t } = useLocale(texts)
  const found = useQuery(shipment(shipmentId))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const kind = isRefused ? 'refuse' : 'receive'
  const other = isRefused ? { shipment: shipmentId } : { shipment: shipmentId, kind: 'refuse' }
  const { sender, shippedAt: at } = found.data
  return (
    <>
      <p>{unbroken(t('record.shipment.from', { sender: sender.name, at }))}</p>
      <ActForm key={kind} kind={kind} shipment={found.data} premisesId={found.data.toPremises.premisesId} />
      <p>
        <Link href={withQuery('/record', other)}>{t(isRefused ? 'record.take-in' : 'record.refuse')}</Link>
      </p>
    </>
  )
}

function OfEvent({ eventId }: { eventId: string }) {
  const found = useQuery(event(eventId))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  return <ActForm kind="correct" corrects={found.data} premisesId={found.data.premises?.premisesId ?? ''} />
}

type OfBatchProps = {
  readonly batchId: string
  readonly chosen: string | null
  readonly kind: string | null
  readonly orderNumber: string | null
}

function OfBatch({ batchId, chosen, kind, orderNumber }: OfBatchProps) {
  const one = useQuery(batch(batchId))
  const asked = useQuery({ ...orderForm(orderNumber ?? ''), enabled: orderNumber !== null })
  const options = useQuery(actOptions(batchId))
  const who = useQuery(session)
  if (one.isPending || options.isPending || who.isPending) return <Waiting lines={8} />
  if (one.isError) return <ProblemNotice error={one.error} onRetry={one.refetch} />
  if (options.isError) return <ProblemNotice error={options.error} onRetry={options.refetch} />
  if (asked.isLoading) return <Waiting lines={8} />
  if (asked.isError) return <ProblemNotice error={asked.error} onRetry={asked.refetch} />
  // The chain says what the law allows here; what this reader's role may record is another question.
  const mayRecord = (act: ActKind) => who.data?.permissions.includes(actionOfAct(act)) ?? false
  if (kind === 'settle-difference' && mayRecord(kind)) return <ActForm kind={kind} batch={one.data} />
  const own = options.data.options.filter((option) => mayRecord(option.kind))
  return <Acts detail={one.data} options={own} chosen={chosen} kind={kind} order={asked.data ?? null} />
}

/** As src/platform/access/actions.ts names it; a decision has an action of its own. */
function actionOfAct(kind: ActKind): string {
  return kind === 'release' ? 'chain:release' : `chain:record:${kind}`
}

/** An order is answered from the place it was asked of, out of what is released. */
const answers = ({ kind, premises, state }: ActOption, order: OrderFormView) =>
  kind === 'ship' && state === 'released' && premises.premisesId === order.fromPremises.premisesId

/** An option is one act at one place in one state; this is its name in the address. */
export function optionKey({ kind, premises, state }: ActOption): string {
  return [kind, premises.premisesId, state ?? ''].join(' ')
}

/** Whether it is good is decided beside what was found in it, and nowhere else. */
function DecidedThere({ batchId }: { batchId: string }) {
  const { t } = useLocale(texts)
  return (
    <section className="gr-chain-panel">
      <h2>{t('act.release')}</h2>
      <p>{t('record.release')}</p>
      <p>
        <LinkButton look="primary" href={`/batches/${batchId}/release`}>
          {t('record.release.go')}
        </LinkButton>
      </p>
    </section>
  )
}

type ActsProps = {
  readonly detail: BatchDetail
  readonly options: readonly ActOption[]
  readonly chosen: string | null
  readonly kind: string | null
  readonly order: OrderFormView | null
}

function Acts({ detail, options, chosen, kind, order }: ActsProps) {
  const words = useLocale(texts)
  const { t } = words
  const nameOf = useActName()
  const router = useRouter()
  const { batchId, name } = detail.batch
  const open = options.filter(({ allowed }) => allowed)
  const closed = options.filter(({ allowed }) => !allowed)
  const taken =
    open.find((option) => optionKey(option) === chosen) ??
    (order ? open.find((option) => answers(option, order)) : open.find((option) => option.kind === kind)) ??
    null
  const notes = new Set(open.map(noteOf))
  const [sameNote] = notes.size === 1 ? notes : []
  return (
    <>
      <p>
        <strong>{name}</strong>, {detail.batch.productName}, {t(`kind.${detail.batch.kind}`)}.{' '}
        <Link href="/record">{t('record.batch.other')}</Link>
        {sameNote === undefined ? null : (
          <>
            <br />
            <span className="gr-muted">{sameNote}</span>
          </>
        )}
      </p>
      {open.length === 0 ? (
        <p>{t('record.act.none')}</p>
      ) : (
        <div className="gr-record-acts">
          <RadioGroup
            label={t('record.act')}
            choices={open.map((option) => ({
              id: optionKey(option),
              text: nameOf(option.kind),
              ...(sameNote === undefined ? { note: noteOf(option) } : {}), // What is true of each is said once, above.
            }))}
            value={taken ? optionKey(taken) : null}
            onChange={(option) =>
              void router.navigate({
                href: withQuery('/record', { batch: batchId, option, ...(order ? { order: order.number } : {}) }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </div>
      )}
      <NotNow closed={closed.map((option) => ({ ...option, key: optionKey(option) }))} />
      {taken?.kind === 'release' ? <DecidedThere batchId={batchId} /> : null}
      {taken && taken.kind !== 'release' ? (
        <ActForm
          key={optionKey(taken)}
          kind={taken.kind as ActKind}
          batch={detail}
          premisesId={taken.premises.premisesId}
          state={taken.state}
          maxAmount={taken.maxAmount}
          holderId={taken.holder.partyId}
          order={taken.kind === 'ship' ? order : null}
        />
      ) : null}
    </>
  )

  function noteOf({ maxAmount, premises, state, unit }: ActOption): string {
    const place = [premises.name, state ? stateText(state, words) : null].filter(Boolean).join(', ')
    return maxAmount === null ? place : t('record.act.limit', { place, max: amountText(maxAmount, unit, words) })
  }
}
