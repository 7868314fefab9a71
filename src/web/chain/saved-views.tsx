// A table as its user left it, kept under a name and opened with one press. Not here: the table; a view is only an address.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { SavedView } from '#platform/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useToast } from '../parts/toast.tsx'
import { session, useSend } from '../queries.ts'
import { savedViews } from './queries.ts'
import './saved-views.css'

type Props = {
  readonly screen: string
  readonly search: Readonly<Record<string, string | undefined>>
  readonly address: (kept: string) => string
}

export function SavedViews({ screen, search, address }: Props) {
  const { t } = useLocale(chainMessages)
  const { data: who } = useQuery(session)
  const isMine = who?.authenticated === true
  const kept = useQuery({ ...savedViews(screen), enabled: isMine })
  const client = useQueryClient()
  const send = useSend()
  const [isNaming, setNaming] = useState(false)
  const remove = useMutation({
    mutationFn: ({ name }: SavedView) => send(withQuery('/v1/saved-views', { screen, name }), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-views', screen] }),
  })
  if (!isMine) return null
  const here = withQuery('', search)
  return (
    <nav className="gr-chain-views" aria-label={t('batches.views')}>
      {kept.data?.items.map((view) => (
        <span key={view.name} className="gr-chain-view">
          <Link href={address(view.search)} {...(view.search === here ? { 'aria-current': 'page' as const } : {})}>
            {view.name}
          </Link>
          <AriaButton
            className="gr-chain-view-remove"
            aria-label={t('batches.view.remove', { name: view.name })}
            onPress={() => remove.mutate(view)}
          >
            <Icon name="cross" />
          </AriaButton>
        </span>
      ))}
      {here === '' ? null : (
        <Button look="quiet" isCompact onPress={() => setNaming(true)}>
          {t('batches.view.save')}
        </Button>
      )}
      {isNaming ? <NameView screen={screen} search={here} onDone={() => setNaming(false)} /> : null}
    </nav>
  )
}

function NameView({ screen, search, onDone }: { screen: string; search: string; onDone: () => void }) {
  const { t } = useLocale(chainMessages)
  const [name, setName] = useState('')
  const send = useSend()
  const client = useQueryClient()
  const toast = useToast()
  const save = useMutation({
    mutationFn: () =>
      send('/v1/saved-views', { method: 'PUT', body: { screen, name: name.trim(), search } satisfies SavedView }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['saved-views', screen] })
      toast('positive', t('batches.view.saved'))
      onDone()
    },
  })
  return (
    <Dialog
      title={t('batches.view.save')}
      isOpen
      onClose={onDone}
      actions={
        <Button look="primary" isDisabled={name.trim() === ''} isPending={save.isPending} onPress={() => save.mutate()}>
          {t('batches.view.save')}
        </Button>
      }
    >
      <TextField label={t('batches.view.name')} value={name} onChange={setName} maxLength={60} autoFocus />
      {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
    </Dialog>
  )
}
