// That a permit's number was taken as it was given, so that nobody takes it for checked. Not here: which permit it is (chain/contract).
import type { PermitSaid } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { permitMessages } from '../messages/permit.ts'
import { Alert } from '../parts/alert.tsx'

type Props = {
  readonly permit: PermitSaid | null
  /** Not recorded yet: something can still be done about it. */
  readonly isAhead?: boolean
}

export function PermitUnknown({ permit, isAhead = false }: Props) {
  const { t } = useLocale(permitMessages)
  if (permit === null || permit.isKept) return null
  return (
    <Alert tone={isAhead ? 'warning' : 'info'} title={t('permit.unknown', { number: permit.number })}>
      <p>
        {t('permit.unknown.text')} {isAhead ? t('permit.unknown.first') : null}
      </p>
    </Alert>
  )
}
