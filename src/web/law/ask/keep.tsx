// What one takes along: the answer as a file, on paper, or on record with its number, receipt and proof. Not here: the answer.
import { useMutation, useQuery } from '@tanstack/react-query'
import { canonicalJson, type Json } from '#kernel'
import type { Decision } from '#law/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Button, LinkButton } from '../../parts/button.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useSend } from '../../queries.ts'
import { type Answered, type Kept, keptProof } from './queries.ts'
import { saveJson } from './save-json.ts'

export function Keep({ decision }: { decision: Decision }) {
  const { t } = useLocale(askMessages)
  const send = useSend()
  const { lawVersion, engineVersion, on, knownOn } = decision
  const asked = JSON.stringify(decision.question)
  const keys = useContentKeys()
  const keep = useMutation({
    mutationFn: async (): Promise<{ readonly asked: string; readonly kept: Kept | null }> => {
      const body = { question: decision.question, record: true }
      const { key } = keys.sentAs(body)
      return { asked, kept: (await send<Answered>('/v1/decisions', { body, key })).record }
    },
  })
  const kept = keep.data?.asked === asked ? keep.data.kept : null
  return (
    <>
      <section className={`gr-panel gr-ask-keep${kept ? '' : ' gr-no-print'}`} aria-labelledby="keep">
        <h2 id="keep">{t(kept ? 'ask.kept' : 'ask.keep')}</h2>
        {kept ? <KeptAnswer kept={kept} /> : <p className="gr-prose">{t('ask.keep.text')}</p>}
        <div className="gr-row gr-no-print">
          {kept ? null : (
            <Button isPending={keep.isPending} onPress={() => keep.mutate()}>
              {t('ask.keep')}
            </Button>
          )}
          {kept ? null : (
            <Button
              look="quiet"
              onPress={() => saveJson({ question: decision.question, decision }, `grein-${on}.json`)}
            >
              {t('ask.save')}
            </Button>
          )}
          <Button look="quiet" onPress={() => window.print()}>
            {t('ask.print')}
          </Button>
        </div>
        {keep.isError ? <ProblemNotice error={keep.error} isNews /> : null}
      </section>
      <p className="gr-small gr-muted">
        {t('ask.version', { law: lawVersion.slice(0, 12), engine: engineVersion, on, known: knownOn })}
      </p>
    </>
  )
}

function KeptAnswer({ kept: { decisionId, receipt, salt } }: { kept: Kept }) {
  const { t } = useLocale(askMessages)
  const proof = useQuery(keptProof(decisionId))
  // The record and its salt are the asker's: with them the proof tells what was answered, not only that something was.
  const whole = proof.data ? { ...proof.data, record: canonicalJson(receipt as Json), salt } : null // A receipt comes from JSON.
  return (
    <div className="gr-stack-tight" aria-live="polite">
      <p className="gr-row">
        <span className="gr-muted">{t('ask.kept.number')}</span>
        <CopyId value={decisionId} what={t('ask.kept.number.what')} />
      </p>
      <p className="gr-prose gr-small">{t('ask.kept.text')}</p>
      <div className="gr-row gr-no-print">
        <Button onPress={() => saveJson(receipt, `${decisionId}.receipt.json`)}>{t('ask.receipt')}</Button>
        <Button isPending={whole === null} onPress={() => whole && saveJson(whole, `${decisionId}.proof.json`)}>
          {t('ask.kept.proof')}
        </Button>
        <LinkButton href="/verify" look="quiet">
          {t('ask.kept.verify')}
        </LinkButton>
      </div>
      {proof.isError ? <ProblemNotice error={proof.error} onRetry={proof.refetch} /> : null}
    </div>
  )
}
