// Where a holder's program gets its recall notices: the addresses, what came of the last calls, a test, ending one. Not here: the notices, and the
// programs that log in (platform/programs).
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecallDestination, RecallDestinations, RecallPosting } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { request } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { recallProgramMessages } from '../../messages/recall-programs.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { Forbidden } from '../../parts/forbidden.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import './recall.css'

const texts = { ...recallMessages, ...recallProgramMessages }

const destinations = queryOptions({
  queryKey: ['recall-destinations'],
  queryFn: ({ signal }) => request<RecallDestinations>('/v1/recall-destinations', { signal }),
})

export function RecallProgramsScreen() {
  const { t } = useLocale(texts)
  const asked = useQuery(session)
  const { data: who } = asked
  const may = who?.permissions.includes('chain:subscribe') ?? false
  const found = useQuery({ ...destinations, enabled: may })
  const [isAdding, setAdding] = useState(false)
  const crumbs = [{ text: t('notices.title'), href: '/recalls' }]
  if (!who) {
    return (
      <Page title={t('machine.title')} crumbs={crumbs}>
        {asked.isError ? <ProblemNotice error={asked.error} onRetry={asked.refetch} /> : <Waiting lines={5} />}
      </Page>
    )
  }
  if (!may) {
    return (
      <Page title={t('machine.title')} crumbs={crumbs}>
        <Forbidden text={t('machine.forbidden')} />
      </Page>
    )
  }
  return (
    <Page
      title={t('machine.title')}
      lead={t('machine.lead')}
      crumbs={crumbs}
      actions={
        <Button look="primary" onPress={() => setAdding(true)}>
          {t('machine.add')}
        </Button>
      }
    >
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.data ? <Rows items={found.data.items} /> : null}
      {isAdding ? <AddDestination onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

function Rows({ items }: { items: readonly RecallDestination[] }) {
  const { t, instant } = useLocale(texts)
  if (items.length === 0) return <Empty title={t('machine.none')} text={t('machine.none.text')} />
  return (
    <ul className="gr-recall-notices" aria-label={t('machine.list')}>
      {items.map((one) => (
        <li key={one.destinationId} className="gr-recall-card">
          <code className="gr-recall-dest">{one.dest}</code>
          <Last postings={one.postings} />
          <span className="gr-muted gr-small">{t('machine.since', { at: instant(one.createdAt) })}</span>
          <Actions one={one} />
        </li>
      ))}
    </ul>
  )
}

/** The last call large, those before it small: whoever comes here wonders whether it works. */
function Last({ postings }: { postings: readonly RecallPosting[] }) {
  const { t, instant } = useLocale(texts)
  const [last, ...before] = postings
  if (!last) return <span className="gr-muted">{t('machine.never')}</span>
  const say = ({ outcome, detail }: RecallPosting) =>
    outcome === 'delivered' ? t('machine.delivered') : t('machine.failed', { why: detail })
  const what = ({ recallId }: RecallPosting) => t(recallId === null ? 'machine.was.test' : 'machine.was.notice')
  return (
    <>
      <span className="gr-recall-name">
        <Badge tone={last.outcome === 'delivered' ? 'positive' : 'warning'}>{say(last)}</Badge>
        <span>{what(last)}</span>
        <time dateTime={last.at}>{instant(last.at)}</time>
      </span>
      {before.slice(0, 3).map((one) => (
        <span key={one.at} className="gr-muted gr-small gr-recall-under">
          {`${what(one)} ${instant(one.at)}: ${say(one)}`}
        </span>
      ))}
    </>
  )
}

function Actions({ one: { destinationId, dest, endedAt } }: { one: RecallDestination }) {
  const { t, instant } = useLocale(texts)
  const client = useQueryClient()
  const send = useSend()
  const [isEnding, setEnding] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: destinations.queryKey })
  const test = useMutation({
    mutationFn: () => send<RecallPosting>(`/v1/recall-destinations/${destinationId}/test`, {}),
    onSuccess: refresh,
  })
  const end = useMutation({
    mutationFn: () => send(`/v1/recall-destinations/${destinationId}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await refresh()
      setEnding(false)
    },
  })
  if (endedAt !== null) {
    return (
      <span>
        <Badge tone="neutral">{t('machine.ended', { at: instant(endedAt) })}</Badge>
      </span>
    )
  }
  return (
    <span className="gr-row">
      <Button
        isCompact
        isPending={test.isPending}
        onPress={() => test.mutate()}
        aria-label={t('machine.try.of', { dest })}
      >
        {t('machine.try')}
      </Button>
      <Button isCompact onPress={() => setEnding(true)} aria-label={t('machine.end.of', { dest })}>
        {t('machine.end')}
      </Button>
      {test.isError ? <ProblemNotice error={test.error} isNews /> : null}
      {isEnding ? (
        <Dialog
          title={t('machine.end.title')}
          role="alertdialog"
          isOpen
          onClose={() => setEnding(false)}
          actions={
            <Button look="danger" isPending={end.isPending} onPress={() => end.mutate()}>
              {t('machine.end')}
            </Button>
          }
        >
          <p>{t('machine.end.text')}</p>
          {end.isError ? <ProblemNotice error={end.error} isNews /> : null}
        </Dialog>
      ) : null}
    </span>
  )
}

const tokenMin = 16

function AddDestination({ onClose }: { onClose: () => void }) {
  const { t } = useLocale(texts)
  const client = useQueryClient()
  const send = useSend()
  const keys = useContentKeys()
  const [dest, setDest] = useState('https://')
  const [signatureToken, setToken] = useState('')
  const save = useMutation({
    mutationFn: () => {
      const said = { dest: dest.trim(), signatureToken }
      const body = { destinationId: keys.sentAs(said).idOf('destination'), ...said }
      return send<RecallDestination>('/v1/recall-destinations', { body })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: destinations.queryKey })
      onClose()
    },
  })
  const [isAsked, setAsked] = useState(false)
  const isNamed = dest.trim().length > 'https://'.length
  const isSecret = signatureToken.length >= tokenMin
  const submit = (pressed: { readonly target: Element }) => {
    tellMistakes(pressed.target.closest('[role="dialog"]'), () => setAsked(true))
    if (isNamed && isSecret) save.mutate()
  }
  return (
    <Dialog
      title={t('machine.add')}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isPending={save.isPending} onPress={submit}>
          {t('machine.save')}
        </Button>
      }
    >
      <div className="gr-recall-tell">
        <TextField
          label={t('machine.dest')}
          help={t('machine.dest.help')}
          value={dest}
          onChange={setDest}
          maxLength={2048}
          error={isAsked && !isNamed ? t('machine.dest.missing') : null}
        />
        <TextField
          label={t('machine.token')}
          help={t('machine.token.help')}
          value={signatureToken}
          onChange={setToken}
          maxLength={512}
          error={isAsked && !isSecret ? t('machine.token.short') : null}
        />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
      </div>
    </Dialog>
  )
}
