// What was decided about lists, newest first: what was erased, when and by whom, with its leaf in the log and the proof of that. Not here: a list that waits
// (open-list.tsx).
import type { ErasureView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { retentionMessages } from '../../messages/retention.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { StayLink } from '../stay-link.tsx'

export function Decided({ lists }: { lists: readonly ErasureView[] }) {
  const { t, number, instant } = useLocale(retentionMessages)
  return (
    <section className="gr-chain-panel">
      <h2>{t('retention.lists')}</h2>
      <DataTable
        label={t('retention.lists')}
        items={lists}
        idOf={({ erasureId }) => erasureId}
        empty={<p>{t('retention.lists.none')}</p>}
        columns={[
          {
            id: 'when',
            text: t('retention.decided'),
            isFixed: true,
            cell: ({ decidedAt, decidedBy }) => (
              <span className="gr-retention-who">
                <span className="gr-nowrap">{instant(decidedAt ?? '')}</span>
                <span className="gr-muted gr-small">{decidedBy ?? '–'}</span>
              </span>
            ),
          },
          {
            id: 'outcome',
            text: t('retention.outcome'),
            onCard: 'head',
            cell: ({ state }) =>
              state === 'erased' ? (
                <Badge tone="positive">{t('retention.state.erased')}</Badge>
              ) : (
                <Badge tone="neutral">{t('retention.state.declined')}</Badge>
              ),
          },
          {
            id: 'listed',
            text: t('retention.listed'),
            align: 'end',
            cell: ({ erasureId: list, listed }) => (
              <StayLink href={withQuery('/retention', { list })}>{number(listed)}</StayLink>
            ),
          },
          {
            id: 'erased',
            text: t('retention.erased'),
            align: 'end',
            cell: ({ erasureId: list, erased }) =>
              erased > 0 ? (
                <StayLink href={withQuery('/retention', { list, erased: 'yes' })}>{number(erased)}</StayLink>
              ) : (
                number(0)
              ),
          },
          {
            id: 'drawn-up',
            text: t('retention.drawn-up'),
            cell: ({ proposedBy, proposedAt }) => (
              <span className="gr-retention-who">
                <span className="gr-nowrap">{instant(proposedAt)}</span>
                <span className="gr-muted gr-small">{proposedBy ?? '–'}</span>
              </span>
            ),
          },
          {
            id: 'reason',
            text: t('retention.reason'),
            width: 'wide',
            cell: ({ state, reason, decision }) => (state === 'declined' ? decision : reason),
          },
          { id: 'leaf', text: t('retention.leaf'), cell: (list) => <Leaf list={list} /> },
        ]}
      />
    </section>
  )
}

function Leaf({ list: { erasureId, leafIndex } }: { list: ErasureView }) {
  const { t } = useLocale(retentionMessages)
  if (leafIndex === null) return <span className="gr-muted">{t('retention.leaf.waits')}</span>
  return (
    <a
      className="gr-link gr-link-text gr-nowrap"
      href={`/v1/retention/erasures/${erasureId}/proof`}
      download={`${erasureId}.proof.json`}
      aria-label={t('retention.leaf.proof', { index: leafIndex })}
    >
      {t('retention.leaf.at', { index: leafIndex })}
    </a>
  )
}
