// The proof that what the register says of a party is in the log, to save and to check elsewhere. Not here: who may read it; the server decides.
import type { Place } from '#licensing/contract'
import { useLocale } from '../locale.tsx'
import { placesMessages } from '../messages/places.ts'
import { LinkButton } from '../parts/button.tsx'

export function PartyProof({ party: { partyId, name } }: { party: Place['party'] }) {
  const { t } = useLocale(placesMessages)
  return (
    <section className="gr-stack-tight" aria-labelledby="proof">
      <h3 id="proof">{t('places.proof')}</h3>
      <p>{t('places.proof.text', { name })}</p>
      <p>
        <LinkButton href={`/v1/parties/${partyId}/proof`} download={`${partyId}.proof.json`}>
          {t('places.proof.save')}
        </LinkButton>
      </p>
    </section>
  )
}
