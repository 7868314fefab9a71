// One batch on a past day: where it lay and in which state, with all that is known now or with what was known on another day. Not here:
// where it is now (batch-overview.tsx).

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { BatchStockAt, StockAtRow } from '#chain/contract'
import { parseDay } from '#kernel'
import { useToday } from '../../house-clock.ts'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { asOfMessages } from '../../messages/as-of.ts'
import { chainMessages } from '../../messages/chain.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { StandingTable } from '../standing-table.tsx'
import { amountText, statusTone } from '../words.ts'
import './as-of.css'

type Times = { readonly at: string; readonly knownAt: string | null }

const texts = { ...chainMessages, ...asOfMessages }

const stockAt = (batchId: string, { at, knownAt }: Times) =>
  queryOptions({
    queryKey: ['batch', batchId, 'stock', at, knownAt],
    queryFn: ({ signal }) =>
      request<BatchStockAt>(withQuery(`/v1/batches/${batchId}/stock`, { at, knownAt }), { signal }),
  })

export function BatchAsOf({ batchId }: { batchId: string }) {
  const { t } = useLocale(texts)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>> // Texts, read from the address by the router.
  const today = useToday().toString()
  const dayIn = (value: string | undefined) => (value !== undefined && parseDay(value) !== null ? value : null)
  const times: Times = { at: dayIn(search['at']) ?? today, knownAt: dayIn(search['known']) }
  const found = useQuery(stockAt(batchId, times))
  const go = ({ at, knownAt }: Times) =>
    void navigate({
      href: withQuery(`/batches/${batchId}`, { tab: 'as-of', at: at === today ? null : at, known: knownAt }),
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="gr-as-of">
      <div className="gr-as-of-times">
        <DateField
          label={t('as-of.at')}
          help={t('as-of.at.help')}
          max={today}
          value={times.at}
          onChange={(at) => at && go({ ...times, at })}
        />
        <DateField
          label={t('as-of.known')}
          help={t('as-of.known.help')}
          isOptional
          max={today}
          value={times.knownAt}
          onChange={(knownAt) => go({ ...times, knownAt })}
        />
        {times.knownAt === null ? null : (
          <Button look="quiet" onPress={() => go({ ...times, knownAt: null })}>
            {t('as-of.clear')}
          </Button>
        )}
      </div>
      {found.isError ? (
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      ) : found.isPending ? (
        <Waiting lines={6} />
      ) : (
        <Stood stock={found.data} times={times} />
      )}
    </div>
  )
}

function Stood({ stock, times: { at } }: { stock: BatchStockAt; times: Times }) {
  const words = useLocale(texts)
  const { t } = words
  return (
    <>
      {stock.status === null ? (
        <p>{t(stock.known === null ? 'as-of.not-yet' : 'as-of.unknown')}</p>
      ) : (
        <>
          <Figures>
            <Figure
              label={t('as-of.left', { on: at })}
              href={withQuery(`/batches/${stock.batch.batchId}`, { tab: 'events' })}
              note={<Badge {...statusTone[stock.status]}>{t(`status.${stock.status}`)}</Badge>}
            >
              {amountText(stock.leftAmount, stock.unit, words)}
            </Figure>
          </Figures>
          <section className="gr-chain-panel">
            <h2>{t('as-of.title', { on: at })}</h2>
            <Places stock={stock} />
          </section>
        </>
      )}
      <Knowledge stock={stock} />
    </>
  )
}

function Places({ stock: { rows, batch } }: { stock: BatchStockAt }) {
  const { t } = useLocale(texts)
  if (rows.length === 0) return <p className="gr-muted">{t('as-of.gone')}</p>
  return (
    <>
      <StandingTable<StockAtRow>
        rows={rows}
        besideState={({ lastAt }) =>
          lastAt ? <span className="gr-small gr-muted">, {t('as-of.last', { at: lastAt })}</span> : null
        }
      />
      <p>
        <Link href={withQuery(`/batches/${batch.batchId}`, { tab: 'events' })}>{t('as-of.events')}</Link>
      </p>
    </>
  )
}

/** On what the answer rests: all that is known, or one signed state of the log that anyone may hold beside it. */
function Knowledge({ stock: { known } }: { stock: BatchStockAt }) {
  const { t } = useLocale(texts)
  if (known === null) return <p className="gr-muted">{t('as-of.all')}</p>
  const { checkpoint, knownAt } = known
  if (checkpoint === null) return <p>{t('as-of.nothing-signed', { on: knownAt })}</p>
  return (
    <div className="gr-as-of-known">
      <p>{t('as-of.checkpoint', { on: knownAt, at: checkpoint.signedAt, size: checkpoint.size })}</p>
      <p>
        {t('as-of.root')}: <CopyId value={checkpoint.rootHash} what={t('as-of.root')} />
      </p>
    </div>
  )
}
