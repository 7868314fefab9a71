// What one batch is to the limits of its chart: one they follow from, one that is held against them, or one that was left out, with why. Who judges
// quality leaves a batch out here, or takes that back. Not here: the arithmetic (#statistics).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { exclusionCauses, type NewLeftOut, type ProductComposition } from '#chain/contract'
import { legalDayOf } from '#kernel'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { baselineMessages } from '../../messages/baseline.ts'
import { compositionMessages } from '../../messages/composition.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { session, useSend } from '../../queries.ts'
import { composition } from './queries.ts'
import type { ChartPoint } from './series.ts'

const texts = { ...compositionMessages, ...baselineMessages }
type Props = { readonly point: ChartPoint; readonly productCode: string }

export function ForLimits({ point, productCode }: Props) {
  const { t, day } = useLocale(texts)
  const { data: who } = useQuery(session)
  const [isAsking, setAsking] = useState(false)
  const { isReleased, isOutOfBaseline, setsLimits, leftOut, name } = point
  if (!isReleased) return '–'
  const mayJudge = (who?.permissions.includes('chain:quality:judge') ?? false) && (setsLimits || leftOut !== null)
  return (
    <span className="gr-composition-why">
      {isOutOfBaseline ? (
        <Badge tone="neutral">{t('baseline.out')}</Badge>
      ) : (
        t(setsLimits ? 'composition.sets.limits' : 'composition.sets.watched')
      )}
      {leftOut ? (
        <span className="gr-muted gr-small">
          {t(`baseline.cause.${leftOut.cause}`)}: {leftOut.finding} ({leftOut.number},{' '}
          {day(legalDayOf(Temporal.Instant.from(leftOut.at)))})
        </span>
      ) : null}
      {mayJudge ? (
        <Button
          isCompact
          onPress={() => setAsking(true)}
          aria-label={t(leftOut ? 'baseline.back.name' : 'baseline.leave.name', { name })}
        >
          {t(leftOut ? 'baseline.back' : 'baseline.leave.short')}
        </Button>
      ) : null}
      {isAsking ? <AskWhy point={point} productCode={productCode} onClose={() => setAsking(false)} /> : null}
    </span>
  )
}

/** The reason, and of one that is left out the kind of cause; both stand in the log. */
function AskWhy({ point: { batchId, name, leftOut }, productCode, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useLocale(texts)
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  const [cause, setCause] = useState<NewLeftOut['cause']>('measurement')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const said = reason.trim()
  const base = `/v1/products/${productCode}/baseline/left-out`
  const path = leftOut ? `${base}/${batchId}/taken-back` : base
  const save = useMutation({
    mutationFn: () => {
      const body = leftOut ? { reason: said } : { batchId, cause, finding: said }
      return send<ProductComposition>(path, { key: keys.sentAs([path, body]).key, body })
    },
    onSuccess: (next) => {
      keys.forget()
      client.setQueryData(composition(productCode).queryKey, next)
      onClose()
    },
  })
  return (
    <Dialog
      title={t(leftOut ? 'baseline.back.of' : 'baseline.leave.of', { name })}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => {
            setTried(true)
            if (said !== '') save.mutate()
          }}
        >
          {t(leftOut ? 'baseline.back' : 'baseline.leave')}
        </Button>
      }
    >
      <div className="gr-composition-leave">
        <p>{t(leftOut ? 'baseline.back.text' : 'baseline.leave.text')}</p>
        {leftOut ? null : (
          <RadioGroup
            label={t('baseline.cause')}
            choices={exclusionCauses.map((id) => ({ id, text: t(`baseline.cause.${id}`) }))}
            value={cause}
            onChange={(next) => setCause(exclusionCauses.find((one) => one === next) ?? cause)}
          />
        )}
        <TextField
          label={t(leftOut ? 'baseline.reason' : 'baseline.finding')}
          help={t(leftOut ? 'baseline.reason.help' : 'baseline.finding.help')}
          {...(isTried && said === '' ? { error: t('baseline.finding.missing') } : {})}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={400}
        />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
      </div>
    </Dialog>
  )
}
