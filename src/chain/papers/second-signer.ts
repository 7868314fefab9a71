// Who signed second under an event, as a paper says it. Not here: signing (acts/sign.ts).
import type { Translate } from '#kernel'
import type { EventView } from '../contract.ts'
import type { paperTexts } from './texts.ts'

/** Whoever signed with an event of their own, or that it is waited for. */
export function secondSigner({ secondSignature }: EventView, t: Translate<typeof paperTexts>): [string, string[]][] {
  if (!secondSignature) return []
  const { signed, dueOn } = secondSignature
  if (!signed) return [[t('sign.second'), [t('sign.waits', { due: dueOn })]]]
  return [[t('sign.second'), [signed.party?.name ?? '', t('sign.event', { at: signed.at }), signed.eventId]]]
}
