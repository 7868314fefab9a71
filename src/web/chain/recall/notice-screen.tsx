// The notice a holder gets: what is the matter, one button, and then what to do with its own stock. Made for a phone in a pharmacy. Not here:
// anybody else's stock.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecallNotice } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { ownDrillMessages } from '../../messages/own-drill.ts'
import { recallMessages } from '../../messages/recall.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { notice, notices } from './queries.ts'
import './recall.css'

const texts = { ...recallMessages, ...ownDrillMessages }

export function NoticeScreen() {
  const { recallId = '' } = useParams({ strict: false }) as { recallId?: string } // The path has it; the router types none.
  const { t } = useLocale(texts)
  const found = useQuery(notice(recallId))
  if (found.isPending) return <Waiting lines={8} />
  const crumbs = [{ text: t('notices.title'), href: '/recalls' }]
  if (found.isError) {
    return (
      <Page title={t('notice.crumb')} crumbs={crumbs}>
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      </Page>
    )
  }
  const one = found.data
  const says = one.isLifted ? 'lifted' : one.kind
  return (
    <Page title={t(`notice.${says}`)} crumbs={crumbs}>
      <div className="gr-notice">
        <p className={`gr-notice-reason gr-notice-${says}`}>
          <Icon name={says === 'recall' ? 'hold' : 'info'} />
          <span>{one.reason}</span>
        </p>
        {one.heldBy ? <p>{t('own.notice', { name: one.heldBy.name })}</p> : null}
        <Answer one={one} />
        {one.acknowledgedAt !== null || one.isLifted ? <Steps one={one} /> : null}
        <section className="gr-recall-group">
          <h2>{t('notice.yours')}</h2>
          <Lines one={one} />
        </section>
      </div>
    </Page>
  )
}

function Answer({ one }: { one: RecallNotice }) {
  const { t, instant } = useLocale(recallMessages)
  const { data: who } = useQuery(session)
  const client = useQueryClient()
  const send = useSend()
  const receive = useMutation({
    mutationFn: () => send<RecallNotice>(`/v1/recall-notices/${one.recallId}/acknowledgement`, {}),
    onSuccess: (done) => {
      client.setQueryData(notice(one.recallId).queryKey, done)
      void client.invalidateQueries({ queryKey: notices.queryKey })
      void client.invalidateQueries({ queryKey: ['work'] })
    },
  })
  if (one.acknowledgedAt !== null) {
    return (
      <p className="gr-notice-thanks" role="status">
        <Icon name="check" />
        <span>
          {t('notice.thanks', { at: instant(one.acknowledgedAt) })}{' '}
          <a
            className="gr-link"
            href={`/v1/recall-notices/acknowledgements/${one.acknowledgementId}/proof`}
            download
            aria-label={t('recall.proof.of', { name: who?.party?.name ?? '' })}
          >
            {t('recall.proof')}
          </a>
        </span>
      </p>
    )
  }
  if (one.isLifted) return null
  if (who && !who.permissions.includes('chain:record:acknowledge')) return <p>{t('notice.mayNot')}</p>
  const isLate = Date.parse(one.dueAt) < Date.now()
  return (
    <div className="gr-notice-answer">
      <Button look="primary" isPending={receive.isPending} onPress={() => receive.mutate()}>
        {t('notice.receive')}
      </Button>
      <p className={isLate ? 'gr-notice-late' : ''}>
        {t(isLate ? 'notice.overdue' : 'notice.due', { at: instant(one.dueAt) })}
      </p>
      <p className="gr-muted gr-small">{t('notice.receive.help')}</p>
      {receive.isError ? <ProblemNotice error={receive.error} isNews /> : null}
    </div>
  )
}

function Steps({ one }: { one: RecallNotice }) {
  const { t } = useLocale(recallMessages)
  if (one.isLifted) return null
  return (
    <section className="gr-recall-group">
      <h2>{t('notice.next')}</h2>
      <ol className="gr-notice-steps">
        {stepsOf(one).map((step) => (
          <Step key={step} step={step} one={one} />
        ))}
      </ol>
    </section>
  )
}

type StepName = 'apart' | 'back' | 'free' | 'coming' | 'dispensed' | 'done' | 'nothing' | 'drill'

/** In the order one does them; what does not apply is not said. */
export function stepsOf(one: RecallNotice): readonly StepName[] {
  const has = (massMg: string) => BigInt(massMg) > 0n
  if (one.kind === 'drill') return ['drill']
  const steps: StepName[] = []
  if (has(one.blockedMg)) steps.push('apart', 'back')
  if (has(one.freeMg)) steps.push('free')
  if (has(one.comingMg)) steps.push('coming')
  if (has(one.dispensedMg)) steps.push('dispensed')
  if (has(one.sentBackMg) || has(one.destroyedMg)) steps.push('done')
  return steps.length === 0 ? ['nothing'] : steps
}

function Step({ step, one }: { step: StepName; one: RecallNotice }): ReactNode {
  const { t, mass } = useLocale(recallMessages)
  const [batch] = one.lines.filter(({ blockedMg }) => BigInt(blockedMg) > 0n)
  const away = mass(`${BigInt(one.sentBackMg) + BigInt(one.destroyedMg)}`)
  switch (step) {
    case 'apart':
      return <li>{t('step.apart', { mass: mass(one.blockedMg) })}</li>
    case 'back':
      return (
        <li>
          {t('step.back')}{' '}
          {batch ? (
            <Link href={withQuery('/record', { batch: batch.batch.batchId })}>
              {t('step.back.action', { name: batch.batch.name })}
            </Link>
          ) : null}
        </li>
      )
    case 'free':
      return <li>{t('step.free', { mass: mass(one.freeMg) })}</li>
    case 'coming':
      return <li>{t('step.coming', { mass: mass(one.comingMg) })}</li>
    case 'dispensed':
      return <li>{t('step.dispensed', { mass: mass(one.dispensedMg) })}</li>
    case 'done':
      return <li>{t('step.done', { mass: away })}</li>
    case 'nothing':
      return <li>{t('step.nothing')}</li>
    case 'drill':
      return <li>{t('step.drill')}</li>
    default:
      return step satisfies never
  }
}

function Lines({ one }: { one: RecallNotice }) {
  const { t, mass } = useLocale(texts)
  return (
    <DataTable
      label={t('notice.yours')}
      items={one.lines}
      idOf={({ batch }) => batch.batchId}
      columns={[
        {
          id: 'batch',
          text: t('notice.batch'),
          isFixed: true,
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}?tab=events`} look="plain">
              {batch.name}
            </Link>
          ),
        },
        one.kind === 'recall'
          ? { id: 'blocked', text: t('notice.blocked'), align: 'end', cell: ({ blockedMg }) => mass(blockedMg) }
          : {
              id: 'free',
              text: t('recall.has'),
              align: 'end',
              cell: ({ freeMg, blockedMg }) => mass(`${BigInt(freeMg) + BigInt(blockedMg)}`),
            },
        { id: 'dispensed', text: t('notice.dispensed'), align: 'end', cell: ({ dispensedMg }) => mass(dispensedMg) },
        {
          id: 'had',
          text: t(one.heldBy ? 'own.notice.had' : 'notice.had'),
          align: 'end',
          cell: ({ everHadMg }) => mass(everHadMg),
        },
      ]}
    />
  )
}
