// What was counted, on the page of the count: what a second person reads before signing. Not here: what the book said (differences-screen.tsx).
import type { ActOf, EventView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { countMessages } from '../../messages/count.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { stateText } from '../words.ts'

const texts = { ...chainMessages, ...countMessages }

export function CountedLines({ event, act }: { event: EventView; act: ActOf<'count'> }) {
  const words = useLocale(texts)
  const { t, mass } = words
  const nameOf = (id: string) => event.batches.find(({ batchId }) => batchId === id)?.name ?? id
  return (
    <section className="gr-chain-panel">
      <h2>{t('count.lines')}</h2>
      <p>{t('count.by', { counter: act.counter, countersigner: act.countersigner })}</p>
      <DataTable
        label={t('count.lines')}
        items={act.lines}
        idOf={({ batchId, state }) => `${batchId} ${state}`}
        columns={[
          {
            id: 'batch',
            text: t('differences.batch'),
            isFixed: true,
            cell: ({ batchId }) => (
              <Link href={`/batches/${batchId}`} look="plain">
                {nameOf(batchId)}
              </Link>
            ),
          },
          { id: 'state', text: t('count.state'), cell: ({ state }) => stateText(state, words) },
          {
            id: 'counted',
            text: t('differences.counted'),
            align: 'end',
            cell: ({ countedMassMg }) => mass(countedMassMg),
          },
        ]}
      />
    </section>
  )
}
