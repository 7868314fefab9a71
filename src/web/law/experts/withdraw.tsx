// Takes an expert decision back, with a reason and a passkey. Not here: replacing it by another; that is a new decision.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { ExpertDecision } from '#licensing/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useStepUp } from '../../platform/step-up.tsx'
import { useSend } from '../../queries.ts'
import { ExpertFields, isWhole } from './expert-fields.tsx'

export function Withdraw({ decision, onClose }: { decision: ExpertDecision; onClose: () => void }) {
  const { t } = useLocale(expertsMessages)
  const { withStepUp, stepUp } = useStepUp()
  const send = useSend()
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const keys = useContentKeys()
  const [grounds, setGrounds] = useState('')
  const [expert, setExpert] = useState(decision.expert)
  const [isAsked, setAsked] = useState(false)
  const { expertDecisionId, number } = decision
  const withdraw = useMutation({
    mutationFn: () => {
      const body = { grounds: grounds.trim(), expert }
      const { key } = keys.sentAs(body)
      return withStepUp(() => send<ExpertDecision>(`/v1/expert-decisions/${expertDecisionId}/withdraw`, { body, key }))
    },
    onSuccess: async (taken) => {
      toast('positive', t('experts.withdraw.done'))
      await client.invalidateQueries({ queryKey: ['expert-decision'] })
      await client.invalidateQueries({ queryKey: ['expert-decisions'] })
      onClose()
      void router.navigate({ href: `/experts/${taken.expertDecisionId}` })
    },
  })
  const submit = () => {
    setAsked(true)
    if (grounds.trim() !== '' && isWhole(expert)) withdraw.mutate()
  }
  return (
    <>
      <Dialog
        title={t('experts.withdraw.title', { number })}
        isOpen
        onClose={onClose}
        actions={
          <Button look="danger" isPending={withdraw.isPending} onPress={submit}>
            {t('experts.withdraw')}
          </Button>
        }
      >
        <div className="gr-stack">
          <p>{t('experts.withdraw.text')}</p>
          <TextField
            label={t('experts.withdraw.grounds')}
            rows={3}
            maxLength={8_000}
            value={grounds}
            onChange={setGrounds}
            error={isAsked && grounds.trim() === '' ? t('experts.new.missing') : null}
          />
          <ExpertFields expert={expert} onChange={setExpert} isAsked={isAsked} />
          {withdraw.isError ? <ProblemNotice error={withdraw.error} isNews /> : null}
        </div>
      </Dialog>
      {stepUp}
    </>
  )
}
