// That a permit's number was taken as it was given, so that nobody takes it for checked. Not here: which permit it is (chain/contract).
import type { PermitSaid } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { permitMessages } from '../messages/permit.ts'
import { Alert } from '../parts/alert.tsx'

export function PermitUnknown({ permit }: { permit: PermitSaid | null }) {
  const { t } = useLocale(permitMessages)
  if (permit === null || permit.isKept) return null
  return (
    <Alert tone="warning" title={t('permit.unknown', { number: permit.number })}>
      <p>{t('permit.unknown.text')}</p>
    </Alert>
  )
}
