// The cockpit of a recall or a drill: how much is stopped, who knows, where all of it is, and how long that took. Not here: the arithmetic.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type NoticeRow, type RecallView, type Reminded, recallParts } from '#chain/contract'
import type { Static } from '#kernel'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { recallProgramMessages } from '../../messages/recall-programs.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { ofFamily } from '../behind.ts'
import { StayLink } from '../stay-link.tsx'
import { Abroad } from './abroad-table.tsx'
import { HoldersTable } from './holders-table.tsx'
import { CoursePicture, MassPicture } from './mass-pictures.tsx'
import { PartAccounts } from './part-accounts.tsx'
import { stoppedShare } from './parts.ts'
import { recall, recallPart } from './queries.ts'
import { RecallTimes } from './recall-times.tsx'
import { State } from './recalls-screen.tsx'
import { TellForm } from './tell-form.tsx'
import './recall.css'

const texts = { ...recallMessages, ...recallProgramMessages, ...recallAbroadMessages }

export function CockpitScreen() {
  const { recallId = '' } = useParams({ strict: false }) as { recallId?: string } // The path has it; the router types none.
  const { t } = useLocale(recallMessages)
  const { part: asked, moment = null } = useSearch({ strict: false }) as { part?: string; moment?: string } // Texts, read from the address by the router.
  const found = useQuery(recall(recallId))
  const crumbs = [{ text: t('recalls.title'), href: '/recalls' }]
  if (!found.isSuccess) {
    return (
      <Page title={t('recalls.title')} crumbs={crumbs}>
        {found.isPending ? <Waiting lines={10} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
      </Page>
    )
  }
  const view = found.data
  const shownPart = recallParts.find((part) => part === asked)
  const { kind, root } = view.recall
  return (
    <Page
      title={t(`recall.title.${kind}`, { name: root.name })}
      crumbs={crumbs}
      beside={<State one={view.recall} />}
      lead={t('recall.reason', view.recall)}
      actions={
        <>
          <LinkButton href={`/batches/${root.batchId}?tab=trace`}>{t('recall.trace')}</LinkButton>
          <Button onPress={() => window.print()}>{t('recall.print')}</Button>
        </>
      }
    >
      {kind === 'drill' ? (
        <Alert tone="info" title={t('recall.drill.says')}>
          {t('recall.drill.text')}
        </Alert>
      ) : null}
      {view.recall.isLifted ? (
        <Alert tone="info" title={t('recall.lifted.says')}>
          {t('recall.lifted.text')}
        </Alert>
      ) : null}
      <Head view={view} />
      <MassPicture view={view} hrefOf={(part) => withQuery(`/recalls/${recallId}`, { part })} />
      {shownPart && moment === null ? (
        <PartAccounts find={recallPart(recallId, shownPart)} said={t(`part.${shownPart}`)} opened={shownPart} />
      ) : null}
      {view.course.length > 2 ? (
        <CoursePicture
          view={view}
          hrefOf={(part, { eventId }) => withQuery(`/recalls/${recallId}`, { part, moment: eventId ?? 'begin' })}
        />
      ) : null}
      {shownPart && moment !== null ? (
        <PartAccounts
          find={recallPart(recallId, shownPart, moment)}
          said={t(`part.${shownPart}`)}
          opened={`${shownPart} ${moment}`}
          at={view.course.find(({ eventId }) => (eventId ?? 'begin') === moment)?.at ?? null}
        />
      ) : null}
      <Holders view={view} recallId={recallId} />
      <Abroad view={view} />
    </Page>
  )
}

function Head({ view }: { view: RecallView }) {
  const { t, number, mass } = useLocale(texts)
  const { recall: one, mass: all } = view
  const stopped = stoppedShare(all.parts)
  const of = (part: string) => all.parts.find((each) => each.part === part)?.massMg ?? '0'
  return (
    <div className="gr-recall-head">
      <Figures>
        {one.kind === 'recall' && !one.isLifted && stopped !== null ? (
          <Figure size="lg" label={t('recall.stopped.label')} note={stopped === 1 ? t('recall.free.none') : null}>
            {`${number(Math.floor(stopped * 1000) / 10, stopped === 1 ? 0 : 1)} %`}
          </Figure>
        ) : null}
        <Figure size="lg" label={t('recall.heard')} href="#recall-holders">
          {t('recall.heard.value', { acknowledged: one.acknowledged, told: one.told })}
        </Figure>
        {one.abroad.toTell > 0 ? (
          <Figure size="lg" label={t('abroad.heard')} href="#recall-abroad">
            {t('abroad.heard.value', one.abroad)}
          </Figure>
        ) : null}
        {(['dispensed', 'exported'] as const).map((part) =>
          of(part) === '0' ? null : (
            <Figure key={part} size="lg" label={t(`recall.beyond.${part}`)} note={t(`recall.beyond.${part}.note`)}>
              <StayLink href={withQuery(`/recalls/${one.recallId}`, { part })} look="text">
                {mass(of(part))}
              </StayLink>
            </Figure>
          ),
        )}
      </Figures>
      <RecallTimes view={view} />
    </div>
  )
}

function Holders({ view, recallId }: { view: RecallView; recallId: string }) {
  const { t, mass } = useLocale(texts)
  const { data: who } = useQuery(session)
  const client = useQueryClient()
  const send = useSend()
  const remind = useMutation({
    mutationFn: () => send<Static<typeof Reminded>>(`/v1/recalls/${recallId}/reminders`, {}),
    onSuccess: () => void client.invalidateQueries({ queryKey: recall(recallId).queryKey }),
  })
  const [telling, setTelling] = useState<NoticeRow | null>(null)
  const mayRemind = who?.permissions.includes('chain:record:recall') ?? false
  const { untold } = view
  const missed = view.notices.filter(
    ({ machine, acknowledgedAt }) => machine?.state === 'failed' && acknowledgedAt === null,
  ).length
  const isToDo = view.recall.late > 0 || untold.length > 0
  return (
    <section className="gr-recall-group" id="recall-holders">
      <div className="gr-recall-group-head">
        <h2>{t('recall.holders')}</h2>
        {mayRemind && isToDo && !view.recall.isLifted ? (
          <Button isPending={remind.isPending} onPress={() => remind.mutate()}>
            {t('recall.remind')}
          </Button>
        ) : null}
      </div>
      <p className="gr-muted">{t('recall.term', { hours: view.termHours })}</p>
      {remind.data ? (
        <p role="status">
          <Badge tone="positive">{t('recall.reminded', remind.data)}</Badge>
        </p>
      ) : null}
      {remind.isError ? <ProblemNotice error={remind.error} isNews /> : null}
      {untold.length > 0 ? (
        <Alert tone="warning" title={t('recall.untold', { count: untold.length })}>
          {untold.map(({ holder, hasNowMg }, index) => (
            <span key={holder.partyId}>
              {index > 0 ? '; ' : ''}
              {holder.name}: <Link href={ofFamily(view.recall.root.batchId, holder.partyId)}>{mass(hasNowMg)}</Link>
            </span>
          ))}
        </Alert>
      ) : null}
      {mayRemind && view.recall.acknowledged < view.recall.told && !view.recall.isLifted ? (
        <p>{t('recall.call', { count: view.recall.told - view.recall.acknowledged })}</p>
      ) : null}
      {missed > 0 && !view.recall.isLifted ? <p>{t('machine.missed.all', { count: missed })}</p> : null}
      <HoldersTable view={view} onTell={mayRemind && !view.recall.isLifted ? setTelling : null} />
      {telling ? <TellForm view={view} row={telling} onClose={() => setTelling(null)} /> : null}
    </section>
  )
}
