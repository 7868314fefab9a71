// Many substances at once, judged in this browser: a table given, a run, and its rows. Not here: judging (worker.ts) and what is kept (use-batch.ts).
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { Page } from '../../shell/page.tsx'
import { GiveTable } from './give-table.tsx'
import { Results } from './results.tsx'
import { Running } from './running.tsx'
import { TableGiven } from './table-given.tsx'
import { type Batch, useBatch } from './use-batch.ts'
import './batch-check.css'

export function BatchCheckScreen() {
  const { t } = useLocale(batchCheckMessages)
  const batch = useBatch()
  const { phase, fault } = batch
  return (
    <Page title={t('batch.title')} lead={t('batch.lead')}>
      <div className="gr-stack">
        <Private batch={batch} />
        {fault === null ? null : (
          <Alert tone="negative" title={t('batch.fault')} isNews>
            {fault}
          </Alert>
        )}
        {phase.kind === 'giving' ? (
          <GiveTable onFile={batch.give} />
        ) : (
          <TableGiven key={phase.given.file.name} batch={batch} phase={phase} />
        )}
        {phase.kind === 'running' ? <Running progress={phase.progress} onStop={batch.stop} /> : null}
        {phase.kind === 'done' ? <Results batch={batch} ran={phase.ran} on={phase.on} /> : null}
      </div>
    </Page>
  )
}

/** Where the structures stay, and whether the law is here. */
function Private({ batch: { law, loadLaw } }: { batch: Batch }) {
  const { t } = useLocale(batchCheckMessages)
  if (law === 'failed') {
    return (
      <Alert
        tone="warning"
        title={t('batch.law.failed')}
        isNews
        actions={<Button onPress={loadLaw}>{t('batch.again')}</Button>}
      />
    )
  }
  return (
    <Alert tone="info" title={t('batch.private')}>
      <p>{t('batch.private.more')}</p>
      <p role="status">
        {law === 'loading' ? t('batch.law.loading') : t('batch.law.here', { version: law.version.slice(0, 8) })}
      </p>
    </Alert>
  )
}
