// The programs that act for one's party, for its administrator: which there are, what each may, and ending one. Not here: adding one
// (add-program.tsx) and new keys (renew-keys.tsx).

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { legalTimeZone } from '#kernel'
import type { MachineClientRow, MachineClients } from '#platform/contract'
import { request } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { peopleMessages } from '../../messages/people.ts'
import { programMessages } from '../../messages/programs.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Forbidden } from '../../parts/forbidden.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { AddProgram } from './add-program.tsx'
import { RenewKeys } from './renew-keys.tsx'
import './programs.css'

export const programs = queryOptions({
  queryKey: ['machine-clients'],
  queryFn: ({ signal }) => request<MachineClients>('/v1/machine-clients', { signal }),
})

export function ProgramsScreen() {
  const { t } = useLocale(programMessages)
  const who = useQuery(session)
  const mayManage = who.data?.permissions.includes('platform:manage-clients') ?? false
  if (who.isPending) return <Waiting lines={6} />
  if (who.isError) return <ProblemNotice error={who.error} onRetry={who.refetch} />
  if (!mayManage) {
    return (
      <Page title={t('programs.title')}>
        <Forbidden text={t('programs.forbidden')} />
      </Page>
    )
  }
  return <Programs party={who.data.party?.name ?? ''} />
}

function Programs({ party }: { party: string }) {
  const { t } = useLocale(programMessages)
  const found = useQuery(programs)
  const [isAdding, setAdding] = useState(false)
  const offers = found.data?.offers ?? []
  return (
    <Page
      title={t('programs.title')}
      lead={t('programs.lead', { party })}
      actions={
        offers.length > 0 ? (
          <Button look="primary" onPress={() => setAdding(true)}>
            {t('programs.add')}
          </Button>
        ) : null
      }
    >
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : <Rows found={found.data} />}
      {isAdding && found.data ? <AddProgram desk={found.data} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

function Rows({ found }: { found: MachineClients | undefined }) {
  const { t } = useLocale(programMessages)
  const columns = useColumns()
  // Those that act come first; the ended stay to be found again.
  const items = [...(found?.items ?? [])].sort(
    (a, b) => Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null),
  )
  const isOffered = found === undefined || found.offers.length > 0
  return (
    <DataTable
      label={t('programs.title')}
      columns={columns}
      items={items}
      idOf={({ clientId }) => clientId}
      waitingRows={found === undefined ? 3 : 0}
      empty={<Empty title={t('programs.none')} text={t(isOffered ? 'programs.none.text' : 'programs.none.offered')} />}
    />
  )
}

function useColumns(): readonly TableColumn<MachineClientRow>[] {
  const { t, dayShort } = useLocale(programMessages)
  const { t: people } = useLocale(peopleMessages)
  return [
    { id: 'name', text: t('programs.name'), isFixed: true, cell: ({ name }) => <strong>{name}</strong> },
    {
      id: 'may',
      text: t('programs.may'),
      width: 'wide',
      cell: ({ roles, scopes }) => (
        <span className="gr-program-may">
          {roles.map((role) => people(`role.${role}`)).join(', ')}
          <span className="gr-muted gr-small">{scopes.map((scope) => t(`programs.scope.${scope}`)).join(', ')}</span>
        </span>
      ),
    },
    {
      id: 'keys',
      text: t('programs.keys'),
      cell: ({ keys, keysAt }) => (
        <span className="gr-program-may">
          <code className="gr-nowrap">{keys.join(', ')}</code>
          {keysAt ? (
            <span className="gr-muted gr-small">{t('programs.renewed', { on: dayShort(dayOf(keysAt)) })}</span>
          ) : null}
        </span>
      ),
    },
    { id: 'since', text: t('programs.since'), cell: ({ createdAt }) => dayShort(dayOf(createdAt)) },
    {
      id: 'number',
      text: t('programs.number'),
      cell: ({ clientId }) => (
        <CopyId value={clientId} shown={`${clientId.slice(0, 12)}…`} what={t('programs.number')} />
      ),
    },
    { id: 'actions', text: t('programs.actions'), cell: (row) => <Actions row={row} /> },
  ]
}

/** The legal day of an instant, as a text. */
const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(legalTimeZone).toPlainDate().toString()

function Actions({ row }: { row: MachineClientRow }) {
  const { t, dayShort } = useLocale(programMessages)
  const [asked, setAsked] = useState<'renew' | 'end' | null>(null)
  const close = () => setAsked(null)
  if (row.withdrawnAt)
    return <Badge tone="neutral">{t('programs.ended', { on: dayShort(dayOf(row.withdrawnAt)) })}</Badge>
  return (
    <span className="gr-row">
      <Button isCompact onPress={() => setAsked('renew')}>
        {t('programs.renew')}
      </Button>
      <Button isCompact onPress={() => setAsked('end')}>
        {t('programs.end')}
      </Button>
      {asked === 'renew' ? <RenewKeys program={row} onClose={close} /> : null}
      {asked === 'end' ? <EndProgram program={row} onClose={close} /> : null}
    </span>
  )
}

function EndProgram({ program, onClose }: { program: MachineClientRow; onClose: () => void }) {
  const { t } = useLocale(programMessages)
  const send = useSend()
  const toast = useToast()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => send(`/v1/machine-clients/${program.clientId}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: programs.queryKey })
      toast('positive', t('programs.end.done'))
      onClose()
    },
  })
  return (
    <Dialog
      title={t('programs.end.title', { name: program.name })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <Button look="danger" isPending={end.isPending} onPress={() => end.mutate()}>
          {t('programs.end')}
        </Button>
      }
    >
      <p>{t('programs.end.text')}</p>
      {end.isError ? <ProblemNotice error={end.error} isNews /> : null}
    </Dialog>
  )
}
