// Begins a drill: which batch, and why. Not here: ordering a recall; that is an act of the ledger, with its own form.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { OwnDrillView, RecallView } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { ownDrillMessages } from '../../messages/own-drill.ts'
import { recallMessages } from '../../messages/recall.ts'
import { Button } from '../../parts/button.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { useBatchChoices } from '../batch-choices.ts'
import './recall.css'

const texts = { ...chainMessages, ...recallMessages, ...ownDrillMessages }

export function DrillScreen() {
  const { t } = useLocale(texts)
  const router = useRouter()
  const send = useSend()
  const { data: who } = useQuery(session)
  const may = who?.permissions ?? []
  const isOwn = may.includes('chain:record:drill') && !may.includes('chain:record:recall')
  const search = useSearch({ strict: false }) as { batch?: string; name?: string } // Texts, read from the address by the router.
  const [typed, setTyped] = useState(search.name ?? '')
  const [batchId, setBatchId] = useState<string | null>(search.batch ?? null)
  const [reason, setReason] = useState('')
  const keys = useContentKeys()
  const { choices, isSearching } = useBatchChoices(typed)
  const begin = useMutation({
    mutationFn: async () => {
      const said = { batchId, reason: reason.trim() }
      const recallId = keys.sentAs(said).idOf('recall')
      const body = { recallId, ...said }
      await send<RecallView | OwnDrillView>(isOwn ? '/v1/own-drills' : '/v1/recalls/drills', { body })
      return recallId
    },
    onSuccess: (recallId) => void router.navigate({ href: `/recalls/${isOwn ? 'own/' : ''}${recallId}` }),
  })
  return (
    <Page
      title={t('drill.title')}
      lead={t(isOwn ? 'own.lead' : 'drill.lead')}
      crumbs={[{ text: t(isOwn ? 'notices.title' : 'recalls.title'), href: '/recalls' }]}
    >
      <form
        className="gr-recall-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (batchId && reason.trim()) begin.mutate()
        }}
      >
        <ComboBox
          label={t('drill.batch')}
          help={t(isOwn ? 'own.batch.help' : 'drill.batch.help')}
          choices={choices}
          isSearching={isSearching}
          value={batchId}
          typed={typed}
          onTyped={setTyped}
          onChange={(id) => {
            setBatchId(id)
            const chosen = choices.find((one) => one.id === id)
            if (chosen) setTyped(chosen.text)
          }}
        />
        <TextField
          label={t('drill.reason')}
          help={t(isOwn ? 'own.reason.help' : 'drill.reason.help')}
          value={reason}
          onChange={setReason}
          maxLength={400}
        />
        <div>
          <Button type="submit" look="primary" isPending={begin.isPending} isDisabled={!batchId || !reason.trim()}>
            {t('drill.begin')}
          </Button>
        </div>
        {begin.isError ? <ProblemNotice error={begin.error} isNews /> : null}
      </form>
    </Page>
  )
}
