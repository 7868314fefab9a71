// The name of a holder, which opens its page for who may read that: who supervises, and the holder itself. Not here: the deciding; the server does that.
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { Link } from '../../parts/link.tsx'
import { session } from '../../queries.ts'

/** Who sees what everybody has: of use to them alone is a list by holder. */
export function useIsStaff(): boolean {
  const { data: who } = useQuery(session)
  return who?.roles.some((role) => role === 'inspector' || role.startsWith('authority-')) ?? false
}

function useMayOpen(partyId: string | null): boolean {
  const { data: who } = useQuery(session)
  const isStaff = useIsStaff()
  if (partyId === null || !who?.permissions.includes('chain:read-batches')) return false
  return isStaff || who.party?.partyId === partyId
}

type Holder = { readonly partyId: string; readonly name: string }

export function OfHolder({ holder: { partyId, name } }: { holder: Holder }) {
  return useMayOpen(partyId) ? <Link href={`/holders/${partyId}`}>{name}</Link> : name
}

/** Under a list that is narrowed to one holder: the way to all there is about it. */
export function AboutHolder({ partyId }: { partyId: string | null }) {
  const { t } = useLocale(holderFieldMessages)
  return useMayOpen(partyId) ? (
    <p>
      <Link href={`/holders/${partyId ?? ''}`}>{t('holder.about')}</Link>
    </p>
  ) : null
}
