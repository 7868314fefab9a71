// Everyone a recall reached: what each had, has and dispensed, and whether they said they know. Those who did not, first, who has most at the top.
// Not here: reminding.
import type { NoticeRow, RecallView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ofToldComing, ofToldDispensed, ofToldStock, type Told } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { SaidWith } from '../said-with.tsx'
import { callFirst } from './parts.ts'
import { Machine, Received } from './received.tsx'

/** `onTell`: staff who may record that they told somebody outside Grein. */
export function HoldersTable({ view, onTell }: { view: RecallView; onTell: ((row: NoticeRow) => void) | null }) {
  const { t, mass: inUnit } = useLocale(recallMessages)
  const { recallId } = view.recall
  const mass = inOneUnit(
    inUnit,
    view.notices.flatMap((row) => [row.hadThenMg, row.comingThenMg, row.hasNowMg, row.dispensedThenMg]),
  )
  const of = ({ partyId }: NoticeRow['holder']): Told => ({ recallId: recallId ?? '', holderId: partyId }) // Notices are of a recall that was told.
  return (
    <DataTable
      label={t('recall.holders')}
      items={callFirst(view.notices)}
      idOf={({ holder }) => holder.partyId}
      columns={[
        { id: 'holder', text: t('recall.holder'), isFixed: true, cell: ({ holder }) => holder.name },
        {
          id: 'received',
          text: t('recall.received'),
          cell: (row) => (
            <>
              <Received row={row} name={row.holder.name} />
              <Machine row={row} />
            </>
          ),
        },
        ...(onTell ? [tellColumn(view, onTell, t('recall.outside'))] : []),
        {
          id: 'had',
          text: t('recall.had'),
          align: 'end',
          cell: ({ hadThenMg, comingThenMg, holder, countedAt: at }) => (
            <>
              {hadThenMg === '0' && comingThenMg === '0' ? (
                <span className="gr-muted">{t('recall.had.none')}</span>
              ) : (
                <Link href={ofToldStock({ ...of(holder), at })} look="plain">
                  {mass(hadThenMg)}
                </Link>
              )}
              {comingThenMg === '0' ? null : (
                <span className="gr-muted gr-small gr-recall-under gr-recall-coming">
                  <SaidWith say={(marked) => t('recall.coming', { mass: marked })}>
                    <Link href={ofToldComing({ ...of(holder), at })}>{mass(comingThenMg)}</Link>
                  </SaidWith>
                </span>
              )}
            </>
          ),
        },
        {
          id: 'has',
          text: t('recall.has'),
          align: 'end',
          cell: ({ hasNowMg, holder }) => (
            <Link href={ofToldStock(of(holder))} look="plain">
              {mass(hasNowMg)}
            </Link>
          ),
        },
        {
          id: 'dispensed',
          text: t('recall.dispensed'),
          align: 'end',
          cell: ({ dispensedThenMg, holder, countedAt: at }) =>
            dispensedThenMg === '0' ? (
              '–'
            ) : (
              <Link href={ofToldDispensed({ ...of(holder), at })} look="plain">
                {mass(dispensedThenMg)}
              </Link>
            ),
        },
      ]}
    />
  )
}

function tellColumn(view: RecallView, onTell: (row: NoticeRow) => void, text: string): TableColumn<NoticeRow> {
  return { id: 'outside', text, cell: (row) => <Outside row={row} recallId={view.recall.recallId} onTell={onTell} /> }
}

type OutsideProps = {
  readonly row: NoticeRow
  readonly recallId: string | null
  readonly onTell: (row: NoticeRow) => void
}

/** For who does not answer here: the notice on paper, and what a call gave. */
function Outside({ row, recallId, onTell }: OutsideProps) {
  const { t, instant } = useLocale(recallMessages)
  const [last] = row.attempts
  return (
    <span className="gr-recall-outside">
      <a
        className="gr-link"
        href={`/v1/recalls/${recallId}/notices/${row.holder.partyId}/paper`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('recall.paper.of', { name: row.holder.name })}
      >
        {t('recall.paper')}
      </a>
      {row.acknowledgedAt === null ? (
        <Button isCompact onPress={() => onTell(row)} aria-label={t('recall.tell.of', { name: row.holder.name })}>
          {t('recall.tell.button')}
        </Button>
      ) : null}
      {last ? (
        <span className="gr-muted gr-small" title={instant(last.at)}>
          {t(`recall.way.${last.way}`)}: {t(`recall.outcome.${last.outcome}`)}
        </span>
      ) : null}
    </span>
  )
}
