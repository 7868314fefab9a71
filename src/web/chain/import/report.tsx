// What a file would record, or recorded: what is wrong first, then what changes, then each act. Not here: sending it.
import type { ImportReport } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { importMessages } from '../../messages/import.ts'
import { Alert } from '../../parts/alert.tsx'
import { Basis } from '../../parts/article.tsx'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CameOf } from '../../parts/came-of.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { signedText, stateText } from '../words.ts'

const texts = { ...chainMessages, ...importMessages }

type Props = {
  readonly report: ImportReport
  readonly isRecording: boolean
  readonly onRecord: () => void
  readonly onPutAway: () => void
}

export function Report({ report, isRecording, onRecord, onPutAway }: Props) {
  const { t } = useLocale(texts)
  const { acts, faults, rows, recorded } = report
  const fresh = acts.filter(({ outcome }) => outcome === 'ready').length
  const already = acts.filter(({ outcome }) => outcome === 'already').length
  const another = <Button onPress={onPutAway}>{t('import.another')}</Button>
  const came = faults.length > 0 ? 'faults' : recorded ? 'recorded' : fresh === 0 ? 'already' : 'ready'
  return (
    <>
      <CameOf key={came}>
        {came === 'faults' ? (
          <Alert tone="negative" title={t('import.faults', { count: faults.length })} actions={another} isNews>
            {t('import.faults.text')}
          </Alert>
        ) : came === 'recorded' ? (
          <Alert tone="positive" title={t('import.done', { count: fresh })} actions={another} isNews>
            {t('import.done.text', { already })}
          </Alert>
        ) : came === 'already' ? (
          <Alert tone="info" title={t('import.nothing-new')} actions={another} isNews>
            {t('import.nothing-new.text')}
          </Alert>
        ) : (
          <Alert
            tone="info"
            title={t('import.ready', { acts: acts.length, rows })}
            isNews
            actions={
              <>
                <Button look="primary" isDisabled={isRecording} onPress={onRecord}>
                  {t('import.record', { count: fresh })}
                </Button>
                <Button onPress={onPutAway}>{t('import.away')}</Button>
              </>
            }
          >
            {t('import.ready.text')}
          </Alert>
        )}
      </CameOf>
      {report.unread.length > 0 ? (
        // Until it is recorded it can be mended; after that it is only told.
        <Alert tone={recorded ? 'info' : 'warning'} title={t('import.unread', { count: report.unread.length })}>
          {t(recorded ? 'import.unread.recorded' : 'import.unread.text', { columns: report.unread.join(', ') })}
        </Alert>
      ) : null}
      {faults.length > 0 ? <Faults faults={faults} /> : <Changes changes={report.changes} recorded={recorded} />}
      <Acts report={report} />
    </>
  )
}

function Faults({ faults }: Pick<ImportReport, 'faults'>) {
  const { t } = useLocale(texts)
  type Fault = ImportReport['faults'][number]
  const columns: readonly TableColumn<Fault>[] = [
    { id: 'line', text: t('import.line'), isFixed: true, align: 'end', width: 'narrow', cell: ({ line }) => line },
    { id: 'column', text: t('import.column'), cell: ({ column }) => column ?? t('import.whole-row') },
    {
      id: 'said',
      text: t('import.fault'),
      width: 'wide',
      cell: ({ said, basis }) => (
        <>
          {said} <Basis articles={basis} />
        </>
      ),
    },
  ]
  return (
    <DataTable
      label={t('import.fault')}
      columns={columns}
      items={faults}
      idOf={({ line, column, said }) => `${line}|${column}|${said}`}
    />
  )
}

function Changes({ changes, recorded }: Pick<ImportReport, 'changes'> & { readonly recorded: boolean }) {
  const { t, ...writer } = useLocale(texts)
  const words = { t, ...writer }
  type Change = ImportReport['changes'][number]
  const columns: readonly TableColumn<Change>[] = [
    {
      id: 'batch',
      text: t('import.batch'),
      isFixed: true,
      // A batch that the file would make has no page until it is recorded.
      cell: ({ batch }) =>
        batch && recorded ? <Link href={`/batches/${batch.batchId}`}>{batch.name}</Link> : (batch?.name ?? '–'),
    },
    { id: 'state', text: t('import.state'), cell: ({ state }) => stateText(state, words) },
    {
      id: 'change',
      text: t('import.change'),
      align: 'end',
      cell: ({ change, ledger }) => `${change.startsWith('-') ? '' : '+'}${signedText(change, ledger, words)}`,
    },
  ]
  return (
    <section>
      <h2>{t('import.changes')}</h2>
      {changes.length === 0 ? (
        <p>{t('import.changes.none')}</p>
      ) : (
        <DataTable
          label={t('import.changes')}
          columns={columns}
          items={changes}
          idOf={({ batch, state, ledger }) => `${batch?.batchId}|${state}|${ledger}`}
        />
      )}
    </section>
  )
}

const tones: Readonly<Record<ImportReport['acts'][number]['outcome'], BadgeTone>> = {
  ready: 'info',
  already: 'neutral',
  refused: 'negative',
}

function Acts({ report: { acts, recorded } }: { report: ImportReport }) {
  const { t, instant } = useLocale(texts)
  type Each = ImportReport['acts'][number]
  const columns: readonly TableColumn<Each>[] = [
    {
      id: 'act',
      text: t('import.act'),
      isFixed: true,
      cell: ({ kind, eventId, outcome }) =>
        recorded || outcome === 'already' ? (
          <Link href={`/events/${eventId}`}>{t(`act.${kind}`)}</Link>
        ) : (
          t(`act.${kind}`)
        ),
    },
    {
      id: 'when',
      text: t('import.when'),
      cell: ({ occurredAt }) => <span className="gr-nowrap">{instant(occurredAt)}</span>,
    },
    { id: 'line', text: t('import.line'), align: 'end', width: 'narrow', cell: ({ lines }) => lines.join(', ') },
    {
      id: 'outcome',
      text: t('import.outcome'),
      cell: ({ outcome }) => (
        <Badge tone={recorded && outcome === 'ready' ? 'positive' : tones[outcome]}>
          {t(`import.outcome.${recorded && outcome === 'ready' ? 'recorded' : outcome}`)}
        </Badge>
      ),
    },
  ]
  if (acts.length === 0) return null
  return (
    <section>
      <h2>{t('import.acts')}</h2>
      <DataTable label={t('import.acts')} columns={columns} items={acts} idOf={({ eventId }) => eventId} />
    </section>
  )
}
