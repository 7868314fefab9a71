// Recalls and drills: the newest first, with who still has to answer. For a holder its own notices stand here instead. Not here: one of them.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { RecallSummary, RecallView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { ownDrillMessages } from '../../messages/own-drill.ts'
import { recallMessages } from '../../messages/recall.ts'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { recallProgramMessages } from '../../messages/recall-programs.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { NoticesList } from './notices-list.tsx'
import { OwnDrillsList } from './own-drills-list.tsx'
import { recalls } from './queries.ts'
import './recall.css'

const texts = { ...recallMessages, ...ownDrillMessages, ...recallProgramMessages }

export function RecallsScreen() {
  const { t } = useLocale(texts)
  const asked = useQuery(session)
  const { data: who } = asked
  if (!who) {
    return (
      <Page title={t('recalls.title')}>
        {asked.isError ? <ProblemNotice error={asked.error} onRetry={asked.refetch} /> : <Waiting lines={6} />}
      </Page>
    )
  }
  const isHolder =
    who.party !== null && !who.roles.some((role) => role.startsWith('authority-') || role === 'inspector')
  if (isHolder) {
    return (
      <Page
        title={t('notices.title')}
        lead={t('notices.lead')}
        actions={
          <>
            {who.permissions.includes('chain:subscribe') ? (
              <LinkButton href="/recalls/programs">{t('machine.title')}</LinkButton>
            ) : null}
            {who.permissions.includes('chain:record:drill') ? (
              <LinkButton href="/recalls/drill">{t('own.hold')}</LinkButton>
            ) : null}
          </>
        }
      >
        <NoticesList />
        <OwnDrillsList />
      </Page>
    )
  }
  const mayDrill = who.permissions.includes('chain:record:recall')
  return (
    <Page
      title={t('recalls.title')}
      lead={t('recalls.lead')}
      actions={
        mayDrill ? (
          <LinkButton look="primary" href="/recalls/drill">
            {t('recalls.drill.begin')}
          </LinkButton>
        ) : null
      }
    >
      <List mayTell={mayDrill} />
    </Page>
  )
}

function List({ mayTell }: { mayTell: boolean }) {
  const { t, instant } = useLocale(texts)
  const found = useQuery(recalls)
  if (found.isPending) return <Waiting lines={6} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { items } = found.data
  if (items.length === 0) return <Empty title={t('recalls.none.title')} text={t('recalls.none.text')} />
  return (
    <DataTable
      label={t('recalls.title')}
      items={items}
      idOf={keyOf}
      columns={[
        {
          id: 'what',
          text: t('recalls.what'),
          isFixed: true,
          cell: (one) => (
            <span className="gr-recall-name">
              <Link href={hrefOf(one)} look="plain">
                {one.root.name}
              </Link>
              {one.kind === 'drill' ? (
                <Badge tone="neutral">
                  {one.heldBy ? t('own.by', { name: one.heldBy.name }) : t('recall.kind.drill')}
                </Badge>
              ) : null}
            </span>
          ),
        },
        { id: 'state', text: t('recalls.state'), onCard: 'head', cell: (one) => <State one={one} mayTell={mayTell} /> },
        {
          id: 'answered',
          text: t('recalls.answered'),
          align: 'end',
          cell: ({ acknowledged, told }) => t('recall.heard.value', { acknowledged, told }),
        },
        { id: 'since', text: t('recalls.since'), onCard: 'brief', cell: ({ startedAt }) => instant(startedAt) },
        {
          id: 'reason',
          text: t('recalls.reason'),
          onCard: 'brief',
          width: 'wide',
          cell: (one) => t('recall.reason', one),
        },
      ]}
    />
  )
}

/** A recall that came in as history stopped the stock and told nobody: here it does. */
function SendNotices({ holdEventId, name }: { holdEventId: string; name: string }) {
  const { t } = useLocale(recallMessages)
  const router = useRouter()
  const send = useSend()
  const tell = useMutation({
    mutationFn: () => send<RecallView>('/v1/recalls', { body: { holdEventId } }),
    onSuccess: ({ recall: { recallId } }) => void router.navigate({ href: `/recalls/${recallId}` }),
  })
  return (
    <>
      <Button
        isCompact
        isPending={tell.isPending}
        onPress={() => tell.mutate()}
        aria-label={t('recalls.tell.of', { name })}
      >
        {t('recalls.tell')}
      </Button>
      {tell.isError ? <ProblemNotice error={tell.error} isNews /> : null}
    </>
  )
}

const keyOf = ({ recallId, holdEventId, root }: RecallSummary) => recallId ?? holdEventId ?? root.batchId
const hrefOf = ({ recallId, root, heldBy }: RecallSummary) =>
  recallId ? `/recalls/${heldBy ? 'own/' : ''}${recallId}` : `/batches/${root.batchId}`

const stateTexts = { ...recallMessages, ...recallAbroadMessages }

export function State({ one, mayTell = false }: { one: RecallSummary; mayTell?: boolean }) {
  const { t } = useLocale(stateTexts)
  if (one.recallId === null) {
    return (
      <span className="gr-recall-name">
        <Badge tone="negative">{t('recalls.state.untold')}</Badge>
        {mayTell && one.holdEventId ? <SendNotices holdEventId={one.holdEventId} name={one.root.name} /> : null}
      </span>
    )
  }
  if (one.isLifted) return <Badge tone="neutral">{t('recalls.state.lifted')}</Badge>
  if (one.late > 0)
    return (
      <Badge tone="warning" sign="clock">
        {t('recalls.state.late', { count: one.late })}
      </Badge>
    )
  if (one.abroad.late > 0)
    return (
      <Badge tone="warning" sign="clock">
        {t('recalls.state.abroad.late', { count: one.abroad.late })}
      </Badge>
    )
  if (one.acknowledged < one.told)
    return (
      <Badge tone="info" sign="clock">
        {t('recalls.state.waiting')}
      </Badge>
    )
  if (one.abroad.heard < one.abroad.toTell)
    return (
      <Badge tone="info" sign="clock">
        {t('recalls.state.abroad')}
      </Badge>
    )
  return <Badge tone="positive">{t('recalls.state.all')}</Badge>
}
