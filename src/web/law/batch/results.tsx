// The outcome of a run: counts, the rows of one outcome at a time, and the whole as a file. Not here: judging, and the run.
import { type BatchFormat, type BatchVerdict, batchVerdicts } from '#law/batch'
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Select } from '../../parts/select.tsx'
import { CountFigures } from './count-figures.tsx'
import type { Ran, ShownRow } from './messages-between.ts'
import { type Batch, pageRows } from './use-batch.ts'
import { Why } from './why.tsx'

type Props = { readonly batch: Batch; readonly ran: Ran; readonly on: string }

export function Results({ batch, ran, on }: Props) {
  const { t } = useLocale(batchCheckMessages)
  const { counts, seconds, isWhole } = ran
  const { law } = batch
  const unread = typeof law === 'string' ? [] : law.coverage.filter(({ extent }) => extent !== 'text')
  return (
    <section className="gr-stack" aria-labelledby="batch-results">
      <h2 id="batch-results">{t('batch.results')}</h2>
      <p role="status">
        {isWhole ? t('batch.done', { rows: counts.rows, seconds, on }) : t('batch.stopped', { rows: counts.rows })}
      </p>
      <CountFigures counts={counts} />
      {unread.length === 0 ? null : (
        <Alert tone="warning" title={t('batch.coverage', { lists: unread.map(({ list }) => list).join(', ') })} />
      )}
      <Downloads batch={batch} />
      <Rows batch={batch} ran={ran} />
    </section>
  )
}

const formats: readonly BatchFormat[] = ['xlsx', 'csv', 'jsonl']

function Downloads({ batch: { making, download } }: { batch: Batch }) {
  const { t } = useLocale(batchCheckMessages)
  return (
    <div className="gr-stack-tight">
      <h3>{t('batch.download')}</h3>
      <p className="gr-muted">{t('batch.download.help')}</p>
      <div className="gr-batch-do">
        {formats.map((format) => (
          <Button key={format} isDisabled={making !== null} onPress={() => download(format)}>
            {t(`batch.download.${format}`)}
          </Button>
        ))}
      </div>
      {making === null ? null : <Progress label={t('batch.download.making')} value={making} max={1} />}
    </div>
  )
}

const toneOf: Readonly<Record<BatchVerdict, BadgeTone>> = {
  controlled: 'negative',
  'not-controlled': 'neutral',
  expert: 'warning',
  invalid: 'info',
}

function Rows({ batch: { shown, show }, ran: { counts } }: Pick<Props, 'batch' | 'ran'>) {
  const { t } = useLocale(batchCheckMessages)
  const { verdict, from, page } = shown
  const choices = [
    { id: 'all', text: t('batch.filter.all', { count: counts.rows }) },
    ...batchVerdicts.map((one) => ({
      id: one,
      text: t('batch.filter.one', { name: t(`batch.verdict.${one}`), count: counts[one] }),
    })),
  ]
  const verdictColumn: TableColumn<ShownRow> = {
    id: 'verdict',
    text: t('batch.column.verdict'),
    cell: ({ verdict: found }) => <Badge tone={toneOf[found]}>{t(`batch.verdict.${found}`)}</Badge>,
  }
  const columns: readonly TableColumn<ShownRow>[] = [
    { id: 'id', text: t('batch.column.id'), isFixed: true, cell: ({ id }) => id },
    // Where every row says the same, the choice above has said it.
    ...(verdict === null ? [verdictColumn] : []),
    { id: 'why', text: t('batch.column.found'), width: 'wide', cell: (row) => <Why row={row} /> },
    {
      id: 'structure',
      text: t('batch.column.structure'),
      width: 'wide',
      cell: ({ structure }) => <code className="gr-batch-structure">{structure}</code>,
    },
  ]
  const total = page?.total ?? 0
  return (
    <div className="gr-stack-tight">
      <div className="gr-batch-filter">
        <Select
          label={t('batch.filter')}
          choices={choices}
          value={verdict ?? 'all'}
          onChange={(chosen) => show(batchVerdicts.find((one) => one === chosen) ?? null, 0)}
        />
      </div>
      <DataTable
        label={t('batch.rows')}
        columns={columns}
        items={page?.rows ?? []}
        idOf={({ number }) => String(number)}
        waitingRows={page === null ? 5 : 0}
        empty={t('batch.none')}
      />
      <div className="gr-batch-pages">
        <Button isDisabled={from === 0} onPress={() => show(verdict, Math.max(0, from - pageRows))}>
          {t('batch.previous')}
        </Button>
        <span role="status">
          {t('batch.shown', { from: Math.min(from + 1, total), until: Math.min(from + pageRows, total), total })}
        </span>
        <Button isDisabled={from + pageRows >= total} onPress={() => show(verdict, from + pageRows)}>
          {t('batch.next')}
        </Button>
      </div>
    </div>
  )
}
