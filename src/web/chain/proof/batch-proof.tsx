// The proof of a batch to take along: all its events, or its release with what that rests on. Not here: checking it (platform/verify-screen.tsx).
import type { BatchDetail } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { batchProofMessages } from '../../messages/batch-proof.ts'
import { LinkButton } from '../../parts/button.tsx'

export function BatchProof({ detail: { batch, certificate } }: { detail: BatchDetail }) {
  const { t } = useLocale(batchProofMessages)
  const path = `/v1/batches/${batch.batchId}/proof`
  return (
    <section className="gr-chain-panel">
      <h2>{t('batch-proof.title')}</h2>
      <p>{t('batch-proof.text')}</p>
      <p className="gr-chain-actions">
        <LinkButton href={path} download={`${batch.name}.proofs.json`}>
          {t('batch-proof.all')}
        </LinkButton>
        {certificate ? (
          <LinkButton href={withQuery(path, { of: 'release' })} download={`${batch.name}-release.proofs.json`}>
            {t('batch-proof.release')}
          </LinkButton>
        ) : null}
        <LinkButton href="/verify" look="quiet">
          {t('batch-proof.check')}
        </LinkButton>
      </p>
    </section>
  )
}
