// What to send from, for an order that is asked of the reader: its own released batches of that product. Not here: the despatch (record/).
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { BatchPage, OrderFormView } from '#chain/contract'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { orderMessages } from '../../messages/orders.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { orderForm } from './queries.ts'

const texts = { ...chainMessages, ...orderMessages }

/** What expires first, first. */
const released = (product: string) =>
  queryOptions({
    queryKey: ['batches', 'for-order', product],
    queryFn: ({ signal }) =>
      request<BatchPage>(withQuery('/v1/batches', { product, status: 'released', limit: 50 }), { signal }),
  })

export function ForOrder({ number }: { number: string }) {
  const found = useQuery(orderForm(number))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  return <Choose order={found.data} />
}

function Choose({ order: { number, productCode, productName, openMg, orderer } }: { order: OrderFormView }) {
  const { t, mass, dayShort } = useLocale(texts)
  const found = useQuery(released(productCode))
  return (
    <section className="gr-chain-panel">
      <h2>{t('order.choose')}</h2>
      <p>
        {t('order.choose.lead', { number, mass: mass(openMg), product: productName, receiver: orderer.name })}{' '}
        <Link href={`/orders/${number}`}>{t('order.look')}</Link>
      </p>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.items.length === 0 ? <p className="gr-muted">{t('order.choose.none')}</p> : null}
      {found.data && found.data.items.length > 0 ? (
        <DataTable
          label={t('order.choose')}
          items={found.data.items.toSorted((a, b) => (a.expiresOn ?? '9').localeCompare(b.expiresOn ?? '9'))}
          idOf={({ batchId }) => batchId}
          hrefOf={({ batchId }) => withQuery('/record', { batch: batchId, kind: 'ship', order: number })}
          columns={[
            {
              id: 'batch',
              text: t('order.choose.batch'),
              isFixed: true,
              cell: ({ batchId, name }) => (
                <Link href={withQuery('/record', { batch: batchId, kind: 'ship', order: number })} look="plain">
                  {name}
                </Link>
              ),
            },
            { id: 'kind', text: t('batches.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
            {
              id: 'left',
              text: t('order.choose.has'),
              align: 'end',
              cell: ({ leftAmount }) => mass(leftAmount),
            },
            {
              id: 'expires',
              text: t('order.choose.expires'),
              cell: ({ expiresOn }) => (expiresOn ? dayShort(expiresOn) : '–'),
            },
          ]}
        />
      ) : null}
    </section>
  )
}
