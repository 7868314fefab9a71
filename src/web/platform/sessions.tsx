// Where you are logged in, and out: there, here, everywhere. Not here: logging in.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionRow } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { useToast } from '../parts/toast.tsx'
import { sessions, useSend } from '../queries.ts'
import { useLogout } from '../shell/logout.ts'

export function Sessions() {
  const { t } = useLocale(peopleMessages)
  const logout = useLogout()
  const leave = useMutation({ mutationFn: logout })
  return (
    <section className="gr-panel gr-stack" aria-labelledby="sessions">
      <div>
        <h2 id="sessions">{t('sessions.title')}</h2>
        <p className="gr-muted">{t('sessions.text')}</p>
      </div>
      <SessionTable />
      {leave.isError ? <ProblemNotice error={leave.error} isNews /> : null}
      <div className="gr-row">
        <Button onPress={() => leave.mutate('here')}>{t('sessions.here')}</Button>
        <Button look="danger" onPress={() => leave.mutate('everywhere')}>
          {t('sessions.everywhere')}
        </Button>
      </div>
    </section>
  )
}

function SessionTable() {
  const { t, instant } = useLocale(peopleMessages)
  const rows = useQuery(sessions)
  if (rows.isError) return <ProblemNotice error={rows.error} onRetry={rows.refetch} />
  return (
    <DataTable
      label={t('sessions.title')}
      items={rows.data?.items ?? []}
      idOf={({ sessionId }) => sessionId}
      waitingRows={rows.isPending ? 2 : 0}
      columns={[
        { id: 'agent', text: t('sessions.agent'), isFixed: true, cell: ({ agent }) => agent },
        { id: 'started', text: t('sessions.started'), width: 'narrow', cell: ({ startedAt }) => instant(startedAt) },
        { id: 'seen', text: t('sessions.seen'), width: 'narrow', cell: ({ lastSeenAt }) => instant(lastSeenAt) },
        { id: 'end', text: t('sessions.action'), width: 'narrow', cell: (row) => <EndSession row={row} /> },
      ]}
    />
  )
}

function EndSession({ row: { sessionId, isThis } }: { row: SessionRow }) {
  const { t } = useLocale(peopleMessages)
  const send = useSend()
  const toast = useToast()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => send(`/v1/sessions/${sessionId}`, { method: 'DELETE' }),
    onSuccess: () => toast('positive', t('sessions.ended')),
    onError: (error) => toast('negative', error.message),
    onSettled: () => client.invalidateQueries({ queryKey: sessions.queryKey }),
  })
  if (isThis) return <Badge tone="info">{t('sessions.this')}</Badge>
  return (
    <Button isCompact isPending={end.isPending} onPress={() => end.mutate()}>
      {t('sessions.end')}
    </Button>
  )
}
