// The notice a holder gets: what is the matter, one button, and then what to do with its own stock. Made for a phone in a pharmacy. Not here:
// anybody else's stock.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
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
import { unbroken } from '../../parts/unbroken.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import {
  ofToldBlocked,
  ofToldCame,
  ofToldComing,
  ofToldDestroyed,
  ofToldDispensed,
  ofToldFree,
  ofToldGot,
  ofToldSentBack,
  ofToldStock,
  type Told,
} from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { SaidWith } from '../said-with.tsx'
import { notice, notices } from './queries.ts'
import './recall.css'

const texts = { ...recallMessages, ...ownDrillMessages }

export function NoticeScreen() {
  const { recallId = '' } = useParams({ strict: false }) as { recallId?: string } // The path has it; the router types none.
  const { t } = useLocale(texts)
  const found = useQuery(notice(recallId))
  const crumbs = [{ text: t('notices.title'), href: '/recalls' }]
  if (!found.isSuccess) {
    return (
      <Page title={t('notice.crumb')} crumbs={crumbs}>
        {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
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
          <span>{t('recall.reason', one)}</span>
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
  const thanks = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (receive.isSuccess) thanks.current?.focus() // The button the keyboard was on is gone; what to do now stands below.
  }, [receive.isSuccess])
  if (one.acknowledgedAt !== null) {
    return (
      <p ref={thanks} tabIndex={-1} className="gr-notice-thanks" role="status">
        <Icon name="check" />
        <span>
          {unbroken(t('notice.thanks', { at: instant(one.acknowledgedAt) }))}{' '}
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
  return (
    <div className="gr-notice-answer">
      <Button look="primary" isPending={receive.isPending} onPress={() => receive.mutate()}>
        {t('notice.receive')}
      </Button>
      <p className={one.isLate ? 'gr-notice-late' : ''}>
        {unbroken(t(one.isLate ? 'notice.overdue' : 'notice.due', { at: instant(one.dueAt) }))}
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

type StepName = 'apart' | 'back' | 'free' | 'coming' | 'dispensed' | 'sent-back' | 'destroyed' | 'nothing' | 'drill'

/** In the order one does them; what does not apply is not said. */
export function stepsOf(one: RecallNotice): readonly StepName[] {
  const has = (massMg: string) => BigInt(massMg) > 0n
  if (one.kind === 'drill') return ['drill']
  const steps: StepName[] = []
  if (has(one.blockedMg)) steps.push('apart', 'back')
  if (has(one.freeMg)) steps.push('free')
  if (has(one.comingMg)) steps.push('coming')
  if (has(one.dispensedMg)) steps.push('dispensed')
  if (has(one.sentBackMg)) steps.push('sent-back')
  if (has(one.destroyedMg)) steps.push('destroyed')
  return steps.length === 0 ? ['nothing'] : steps
}

function Step({ step, one }: { step: StepName; one: RecallNotice }): ReactNode {
  const { t, mass } = useLocale(recallMessages)
  const [batch] = one.lines.filter(({ blockedMg }) => BigInt(blockedMg) > 0n)
  const mine = useTold(one)
  const of = (
    massMg: string,
    href: string,
    key: `step.${'apart' | 'free' | 'coming' | 'dispensed' | 'sent-back' | 'destroyed'}`,
  ) => (
    <li>
      <SaidWith say={(marked) => t(key, { mass: marked })}>
        <Link href={href}>{mass(massMg)}</Link>
      </SaidWith>
    </li>
  )
  switch (step) {
    case 'apart':
      return of(one.blockedMg, ofToldBlocked(mine), 'step.apart')
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
      return of(one.freeMg, ofToldFree(mine), 'step.free')
    case 'coming':
      // As it was told: by now it may have come.
      return of(one.comingMg, ofToldComing({ ...mine, at: one.countedAt }), 'step.coming')
    case 'dispensed':
      return of(one.dispensedMg, ofToldDispensed(mine), 'step.dispensed')
    case 'sent-back':
      return of(one.sentBackMg, ofToldSentBack(mine, one.toldAt), 'step.sent-back')
    case 'destroyed':
      return of(one.destroyedMg, ofToldDestroyed(mine, one.toldAt), 'step.destroyed')
    case 'nothing':
      return <li>{t('step.nothing')}</li>
    case 'drill':
      return <li>{t('step.drill')}</li>
    default:
      return step satisfies never
  }
}

/** A notice is the reader's own: what it names is theirs. */
function useTold({ recallId }: RecallNotice): Told {
  const { data: who } = useQuery(session)
  return { recallId, holderId: who?.party?.partyId ?? null }
}

function Lines({ one }: { one: RecallNotice }) {
  const { t, mass: inUnit } = useLocale(texts)
  const mass = inOneUnit(
    inUnit,
    one.lines.flatMap((line) => [line.blockedMg, line.freeMg, line.dispensedMg, line.everHadMg]),
  )
  const mine = useTold(one)
  type Line = RecallNotice['lines'][number]
  const of = ({ batch: { batchId } }: Line): Told => ({ ...mine, batchId })
  const linked = (massMg: string, href: string) =>
    massMg === '0' ? (
      mass(massMg)
    ) : (
      <Link href={href} look="plain">
        {mass(massMg)}
      </Link>
    )
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
          ? {
              id: 'blocked',
              text: t('notice.blocked'),
              align: 'end',
              cell: (line: Line) => linked(line.blockedMg, ofToldBlocked(of(line))),
            }
          : {
              id: 'free',
              text: t('recall.has'),
              align: 'end',
              cell: (line: Line) => linked(`${BigInt(line.freeMg) + BigInt(line.blockedMg)}`, ofToldStock(of(line))),
            },
        {
          id: 'dispensed',
          text: t('notice.dispensed'),
          align: 'end',
          cell: (line) => linked(line.dispensedMg, ofToldDispensed(of(line))),
        },
        {
          id: 'had',
          text: t(one.heldBy ? 'own.notice.had' : 'notice.had'),
          align: 'end',
          cell: (line) => {
            const then = { ...of(line), at: one.countedAt }
            return linked(line.everHadMg, one.heldBy ? ofToldGot(then, one.heldBy.partyId) : ofToldCame(then))
          },
        },
      ]}
    />
  )
}
