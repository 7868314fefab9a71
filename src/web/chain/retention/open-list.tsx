// The list that waits for a decision: what is on it, who drew it up, and for whoever decides, erasing it after a second question, or declining it with a
// reason. Not here: refusing the same person; the API and the database do.
import { useState } from 'react'
import type { ErasureView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { retentionMessages } from '../../messages/retention.ts'
import { Basis } from '../../parts/article.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Reasoned } from '../reasoned.tsx'
import { StayLink } from '../stay-link.tsx'
import { useErasureStep } from './queries.ts'

export function OpenList({ list, mayErase }: { list: ErasureView; mayErase: boolean }) {
  const { t, day } = useLocale(retentionMessages)
  return (
    <section className="gr-chain-panel">
      <h2>{t('retention.open')}</h2>
      <Facts
        facts={[
          {
            name: t('retention.listed'),
            value: (
              <StayLink href={withQuery('/retention', { list: list.erasureId })}>
                {t('retention.events', { count: list.listed })}
              </StayLink>
            ),
          },
          { name: t('retention.before'), value: day(list.before) },
          { name: t('retention.reason'), value: list.reason },
          { name: t('retention.drawn-up'), value: t('retention.by', { name: list.proposedBy, at: list.proposedAt }) },
        ]}
      />
      <Basis articles={list.basis} />
      {mayErase && !list.isYours ? (
        <Decide list={list} />
      ) : (
        <p>{t(list.isYours ? 'retention.open.yours' : 'retention.open.others')}</p>
      )}
    </section>
  )
}

function Decide({ list }: { list: ErasureView }) {
  const { t } = useLocale(retentionMessages)
  const toast = useToast()
  const [isAsked, setAsked] = useState(false)
  const { step, stepUp } = useErasureStep(({ state, erased }) =>
    toast('positive', state === 'erased' ? t('retention.erase.done', { count: erased }) : t('retention.decline.done')),
  )
  const path = `/v1/retention/erasures/${list.erasureId}/decision`
  return (
    <>
      {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
      <div>
        <Button look="danger" isPending={step.isPending} onPress={() => setAsked(true)}>
          {t('retention.erase')}
        </Button>
      </div>
      <Disclosure title={t('retention.decline')}>
        <Reasoned
          label={t('retention.decline')}
          help={t('retention.decline.help')}
          isPending={step.isPending}
          onSend={(reason) => step.mutate({ path, body: { outcome: 'declined', reason } })}
        />
      </Disclosure>
      {isAsked ? (
        <Dialog
          title={t('retention.erase.ask', { count: list.listed })}
          isOpen
          role="alertdialog"
          onClose={() => setAsked(false)}
          actions={
            <Button
              look="danger"
              onPress={() => {
                setAsked(false)
                step.mutate({ path, body: { outcome: 'erased', reason: '' } })
              }}
            >
              {t('retention.erase.do')}
            </Button>
          }
        >
          <p>{t('retention.erase.text')}</p>
          <p>{t('retention.erase.again')}</p>
          <p className="gr-muted">{t('retention.erase.backup')}</p>
        </Dialog>
      ) : null}
      {stepUp}
    </>
  )
}
