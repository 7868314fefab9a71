// What a delivery to the Minister is in the ledger: whose it is since, where it lies, what the clock sees, and that one side recorded it. Not here: what
// moved (event-screen.tsx) and the note on paper (chain/papers).
import type { EventView } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { handedOverMessages } from '../messages/handed-over.ts'
import { Basis } from '../parts/article.tsx'
import { LinkButton } from '../parts/button.tsx'
import { useMayRecord } from './use-may-record.ts'

export function HandedOver({ event, isOwn }: { event: EventView; isOwn: boolean }) {
  const { t } = useLocale(handedOverMessages)
  const mayCount = useMayRecord('count') && !isOwn
  const to = event.movements.find(({ to }) => to.kind === 'stock')?.to
  return (
    <section className="gr-chain-panel">
      <h2>{t('handed-over.title')}</h2>
      <p>{t('handed-over.text')}</p>
      <p>{t('handed-over.one')}</p>
      <Basis articles={['opiumwet/8i/4']} />
      {mayCount && to?.holder && to.premises ? (
        <p>
          <LinkButton
            href={withQuery('/count', { premises: to.premises.premisesId, holder: to.holder.partyId ?? undefined })}
          >
            {t('handed-over.count')}
          </LinkButton>
        </p>
      ) : null}
    </section>
  )
}
