// How much may no longer be kept, by kind and with its last day, and what of the same age waits for what; each number opens its events. Not here: the events
// (events-behind.tsx), and drawing up a list (propose.tsx).
import type { RetentionView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { retentionMessages } from '../../messages/retention.ts'
import { Basis } from '../../parts/article.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { StayLink } from '../stay-link.tsx'

const texts = { ...chainMessages, ...retentionMessages }
const here = (search: Readonly<Record<string, string>>) => withQuery('/retention', search)

export function Due({ view }: { view: RetentionView }) {
  const { t, number } = useLocale(texts)
  const waiting = view.waiting.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className="gr-chain-panel">
      <h2>{t('retention.due')}</h2>
      <Figures>
        <Figure label={t('retention.due.figure')}>
          {view.due > 0 ? <StayLink href={here({ due: 'all' })}>{number(view.due)}</StayLink> : number(0)}
        </Figure>
        <Figure label={t('retention.waits.figure')}>{number(waiting)}</Figure>
      </Figures>
      <p>{t('retention.term', { months: view.months, before: view.before })}</p>
      <Basis articles={view.basis} />
      {view.due > 0 ? (
        <Kinds kinds={view.kinds} />
      ) : (
        <p>
          <strong>{t('retention.due.none')}.</strong> {t('retention.due.none.text', { before: view.before })}
        </p>
      )}
      {view.waiting.length > 0 ? <WaitingFor view={view} /> : null}
    </section>
  )
}

function Kinds({ kinds }: Pick<RetentionView, 'kinds'>) {
  const { t, number, dayShort } = useLocale(texts)
  return (
    <DataTable
      label={t('retention.due')}
      items={kinds}
      idOf={({ kind }) => kind}
      columns={[
        { id: 'kind', text: t('retention.kind'), isFixed: true, cell: ({ kind }) => t(`act.${kind}`) },
        {
          id: 'count',
          text: t('retention.count'),
          align: 'end',
          cell: ({ kind, count }) => <StayLink href={here({ due: kind })}>{number(count)}</StayLink>,
        },
        { id: 'oldest', text: t('retention.oldest'), cell: ({ oldestAt }) => dayShort(legalDay(oldestAt)) },
        { id: 'kept', text: t('retention.kept-through'), cell: ({ keptThrough }) => dayShort(keptThrough) },
      ]}
    />
  )
}

function WaitingFor({ view: { waiting, trial } }: { view: RetentionView }) {
  const { t, number } = useLocale(texts)
  return (
    <>
      <h3>{t('retention.waiting')}</h3>
      <p className="gr-muted">{t('retention.waiting.text')}</p>
      <DataTable
        label={t('retention.waiting')}
        items={waiting}
        idOf={({ why }) => why}
        columns={[
          { id: 'why', text: t('retention.why'), isFixed: true, cell: ({ why }) => t(`retention.why.${why}`) },
          {
            id: 'count',
            text: t('retention.count'),
            align: 'end',
            cell: ({ why, count }) => <StayLink href={here({ why })}>{number(count)}</StayLink>,
          },
        ]}
      />
      {waiting.some(({ why }) => why === 'trial') ? <Basis articles={trial.basis} /> : null}
    </>
  )
}
