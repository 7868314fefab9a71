// The form of one act: its fields, when and where, what it would change, and the button that records it. Not here: which fields (fields.ts).

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, Suspense, useDeferredValue, useRef, useState } from 'react'
import type {
  Act,
  ActKind,
  BatchDetail,
  EventView,
  OrderFormView,
  Preview,
  Recorded,
  ShipmentView,
  StockState,
} from '#chain/contract'
import { type Locale, newId, printId, typedMass } from '#kernel'
import { useHouseClock } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { CameOf } from '../../parts/came-of.tsx'
import { MomentField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { later } from '../../parts/later.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useStepUp } from '../../platform/step-up.tsx'
import { problemOf, useSend } from '../../queries.ts'
import { useMayRecord } from '../use-may-record.ts'
import { ActFields } from './act-fields.tsx'
import { actOf } from './act-of.ts'
import { useAddPortion } from './add-portion.ts'
import { type Context, type Draft, fieldsOf, isOfPlants } from './fields.ts'
import { momentIn } from './moment.ts'
import { type Foreseen, PreviewPanel } from './preview-panel.tsx'
import { OwnPremises } from './register-fields.tsx'
import { SettledWhere } from './settled-where.tsx'
import { useActName } from './use-act-name.ts'

const texts = { ...chainMessages, ...recordMessages }

/** Only what takes several lots has them scanned. */
const ScanLots = later(async () => (await import('./scan-lots.tsx')).ScanLots)

type Props = {
  readonly kind: ActKind
  readonly batch?: BatchDetail
  readonly shipment?: ShipmentView
  readonly corrects?: EventView
  readonly premisesId?: string
  readonly state?: StockState | null
  readonly maxAmount?: string | null
  readonly holderId?: string | null
  readonly receiverId?: string | null
  readonly order?: OrderFormView | null
}

export function ActForm({
  kind,
  batch,
  shipment,
  corrects,
  premisesId: givenPremises,
  state = null,
  maxAmount = null,
  holderId = null,
  receiverId = null,
  order = null,
}: Props) {
  const { t, locale } = useLocale(texts)
  const nameOf = useActName()
  const [ids] = useState(() => freshIds(kind))
  const now = useHouseClock()
  const moment = (chosen: string) =>
    momentIn(chosen, {
      now: now(),
      follows: [shipment?.shippedAt, corrects?.occurredAt],
    })
  const [occurredAt, setOccurredAt] = useState<string | null>(() => moment(now().toString()))
  const [chosenPremises, setPremises] = useState(givenPremises ?? '')
  const { draft, draftNow, onChange } = useDraft(() => ({
    ...firstDraft(kind, { maxAmount, batch, locale }),
    ...(receiverId ? { receiver: receiverId } : {}),
    ...(order ? draftFor(order, maxAmount, locale) : {}),
  }))
  const [isTried, setTried] = useState(false)
  const context: Context = {
    kind,
    ...ids,
    occurredAt: occurredAt ?? '',
    premisesId: chosenPremises,
    batch: batch ?? null,
    state,
    shipment: shipment ?? null,
    correctsId: corrects?.eventId ?? null,
    holderId,
  }
  const adding = useAddPortion({ context, draftNow, onChange, openMg: order ? BigInt(order.openMg) : null })
  // Who may not recall everything holds what lies there: nothing is left to choose.
  const mayRecall = useMayRecord('recall')
  const made = actOf(context, kind === 'hold' && !mayRecall ? { ...draft, scope: 'batch' } : draft)
  const act = occurredAt === null ? null : made.act
  const record = useRecord()
  // What arrives where the premises have closed is taken in, or refused, at others of the same holder.
  const isElsewhere =
    problemOf(record.error)?.type === '/problems/chain/destination-closed' || chosenPremises !== givenPremises
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    tellMistakes(submitted.currentTarget, () => setTried(true))
    if (act && !record.isPending) record.send(act)
  }
  if (record.done) return <Done recorded={record.done} batchId={batch?.batch.batchId ?? null} />
  return (
    <div className="gr-record-form">
      {/* A form of its own, so it stands before this one. */}
      {fieldsOf(kind).some(({ isOneOfSeveral }) => isOneOfSeveral) ? (
        <Suspense fallback={null}>
          <ScanLots adding={adding} />
        </Suspense>
      ) : null}
      <form className="gr-chain-panel" onSubmit={submit} noValidate>
        <h2>{nameOf(kind)}</h2>
        {/* First where: a room is chosen from those of that place. */}
        {isElsewhere ? (
          <OwnPremises
            value={chosenPremises}
            onChange={setPremises}
            error={isTried && chosenPremises === '' ? t('record.missing') : null}
          />
        ) : null}
        <ActFields
          context={context}
          draft={draft}
          onChange={onChange}
          act={made.act}
          adding={adding}
          missing={isTried ? (made.missing ?? []) : []}
          maxAmount={maxAmount}
        />
        <MomentField
          label={t('record.occurred')}
          value={occurredAt}
          onChange={(at) => setOccurredAt(at === null ? null : moment(at))}
          error={isTried && occurredAt === null ? t('record.missing') : null}
        />
        {record.error ? <ProblemNotice error={record.error} isNews /> : null}
        <SettledWhere
          code={problemOf(record.error)?.type.replace('/problems/', '')}
          act={act}
          corrects={corrects ?? null}
        />
        {problemOf(record.error)?.type === '/problems/chain/event-changed' ? (
          <p>
            <Link href={`/events/${ids.eventId}`}>{t('record.changed')}</Link>
          </p>
        ) : null}
        <div>
          <Button type="submit" look="primary" isPending={record.isPending}>
            {t('record.do')}
          </Button>
        </div>
      </form>
      <PreviewOf act={act} corrects={corrects ?? null} />
      {record.stepUp}
    </div>
  )
}

/** What is typed, and what it is by now: an answer that comes later adds to what was typed meanwhile. */
function useDraft(begin: () => Draft) {
  const [draft, setDraft] = useState(begin)
  const kept = useRef(draft)
  const onChange = (change: Draft) => {
    kept.current = { ...kept.current, ...change }
    setDraft(kept.current)
  }
  return { draft, draftNow: () => kept.current, onChange }
}

/** As many as an act takes. */
const tagsMax = 200

/**
 * Made once a form: sending twice is then the same event, whatever the network does. Not by what it says (content-key.ts): photographs and boxes bear these
 * numbers before the act is sent, and what was changed after a lost answer must not move stock a second time; the server says that it is there already.
 */
function freshIds(kind: ActKind) {
  return {
    moreBatchIds: kind === 'tag' ? Array.from({ length: tagsMax }, () => printId('batch', newId('batch'))) : [],
    eventId: printId('event', newId('event')),
    newBatchId: printId('batch', newId('batch')),
    newShipmentId: printId('shipment', newId('shipment')),
  }
}

type Begun = { readonly maxAmount: string | null; readonly batch: BatchDetail | undefined; readonly locale: Locale }

function firstDraft(kind: ActKind, { maxAmount, batch, locale }: Begun): Draft {
  // Of plants there are so many, and nobody weighed them yet.
  const all = maxAmount === null || isOfPlants(batch) ? '' : typedMass(BigInt(maxAmount), locale)
  const begun = fieldsOf(kind).flatMap(({ name, beginsWithAll, kind: field }) =>
    beginsWithAll && all !== ''
      ? [[name, all]]
      : field === 'product' && batch
        ? [[name, batch.batch.productCode]]
        : name === 'cultivar' && batch?.cultivar
          ? [[name, batch.cultivar]]
          : [],
  )
  return Object.fromEntries(begun)
}

/** What the order says, and as much as there is of it. */
function draftFor(
  { number, openMg, orderer, toPremises }: OrderFormView,
  maxAmount: string | null,
  locale: Locale,
): Draft {
  const openIs = BigInt(openMg)
  const has = maxAmount === null ? openIs : BigInt(maxAmount)
  return {
    ...{ shipReason: 'supply', receiver: orderer.partyId, toPremises: toPremises.premisesId, orderNumber: number },
    mass: typedMass(has < openIs ? has : openIs, locale),
  }
}

function PreviewOf({ act, corrects }: { act: Act | null; corrects: EventView | null }) {
  const send = useSend()
  const asked = useDeferredValue(act)
  const preview = useQuery({
    queryKey: ['preview', asked],
    queryFn: async ({ signal }): Promise<Foreseen | null> =>
      asked && { act: asked, preview: await send<Preview>('/v1/events/preview', { body: asked, signal }) },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  return (
    <PreviewPanel
      isComplete={act !== null}
      foreseen={preview.data ?? null}
      corrects={corrects}
      error={preview.error}
      isPending={preview.isFetching}
    />
  )
}

function useRecord() {
  const send = useSend()
  const client = useQueryClient()
  const { withStepUp, stepUp } = useStepUp()
  const record = useMutation({
    mutationFn: (act: Act) => withStepUp(() => send<Recorded>('/v1/events', { body: act })),
    onSuccess: () => {
      for (const key of ['batches', 'work', 'shipments', 'counts', 'orders'])
        void client.invalidateQueries({ queryKey: [key] })
      // What stands on this screen waits until its reader goes on: asked again now, the form and its good news would be gone.
      for (const key of ['batch', 'shipment', 'event']) {
        void client.invalidateQueries({ queryKey: [key], refetchType: 'none' })
      }
    },
  })
  return { send: record.mutate, done: record.data ?? null, error: record.error, isPending: record.isPending, stepUp }
}

function Done({ recorded, batchId }: { recorded: Recorded; batchId: string | null }) {
  const { t } = useLocale(texts)
  const router = useRouter()
  const client = useQueryClient()
  const goOn = async () => {
    await router.navigate({ href: withQuery('/record', batchId ? { batch: batchId } : {}) })
    await client.invalidateQueries({ queryKey: ['batch'] })
  }
  return (
    <CameOf>
      <Alert
        tone="positive"
        title={t('record.done.title')}
        isNews
        actions={
          <>
            <LinkButton look="primary" href={`/events/${recorded.eventId}`}>
              {t('record.done.event')}
            </LinkButton>
            {batchId ? <LinkButton href={`/batches/${batchId}`}>{t('record.done.batch')}</LinkButton> : null}
            <Button onPress={() => void goOn()}>{t('record.done.more')}</Button>
          </>
        }
      >
        <p>{t(recorded.outcome === 'already' ? 'record.done.already' : 'record.done.text')}</p>
      </Alert>
    </CameOf>
  )
}
