// The photographs of a destruction on its event: each fetched, and its hash compared in this browser with the signed one. Not here: the
// proof of the record itself (event-screen.tsx).
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Photograph } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { photographMessages } from '../../messages/photographs.ts'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { hexSha256 } from './bare-picture.ts'
import './photographs.css'

/** What the bytes hash to, here; null when they cannot be had. */
const hashOf = (documentId: string) =>
  queryOptions({
    queryKey: ['photograph', documentId],
    queryFn: async ({ signal }) => {
      const response = await fetch(`/v1/documents/${documentId}`, { signal, credentials: 'same-origin' })
      return response.ok ? hexSha256(new Uint8Array(await response.arrayBuffer())) : null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export function EventPhotographs({ photographs }: { photographs: readonly Photograph[] }) {
  const { t } = useLocale(photographMessages)
  return (
    <section className="gr-chain-panel">
      <h2>{t('photos.title')}</h2>
      <ol className="gr-photos">
        {photographs.map((photograph, at) => (
          <OnePhotograph key={photograph.documentId} photograph={photograph} number={at + 1} />
        ))}
      </ol>
    </section>
  )
}

function OnePhotograph({ photograph: { documentId, sha256 }, number }: { photograph: Photograph; number: number }) {
  const { t } = useLocale(photographMessages)
  const path = `/v1/documents/${documentId}`
  const found = useQuery(hashOf(documentId))
  const isSame = found.data === sha256
  return (
    <li>
      <img src={path} alt={t('photos.alt', { number })} />
      {found.isPending ? (
        <Badge tone="neutral">{t('photos.checking')}</Badge>
      ) : (
        <Badge tone={isSame ? 'positive' : 'negative'}>{t(isSame ? 'photos.same' : 'photos.differs')}</Badge>
      )}
      <span className="gr-muted">{t('photos.hash')}</span>
      <code className="gr-photos-hash">{sha256}</code>
      <LinkButton look="quiet" href={path} download={`${documentId}.jpg`}>
        {t('photos.open', { number })}
      </LinkButton>
    </li>
  )
}
