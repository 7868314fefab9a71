// Why a passkey did not work, for its owner: stopped, not possible here, or refused by the API. Not here: the ceremony.
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { Alert } from '../parts/alert.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { CeremonyStopped, PasskeysUnsupported } from './passkey-ceremony.ts'

export function CeremonyNotice({ error }: { error: unknown }) {
  const { t } = useLocale(peopleMessages)
  if (error instanceof CeremonyStopped) return <Alert tone="warning" title={t('passkeys.stopped')} isNews />
  if (error instanceof PasskeysUnsupported) return <Alert tone="warning" title={t('passkeys.unsupported')} isNews />
  return <ProblemNotice error={error} isNews />
}
