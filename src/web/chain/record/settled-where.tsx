// The way from "this difference was closed already" and "some of this was used already" to the page that says when and by what. Not here: the
// refusal itself (problem-notice.tsx, preview-panel.tsx).
import type { Act, EventView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { Link } from '../../parts/link.tsx'
import { allowanceOf, differencesOf } from './closed-differences.ts'

type Props = {
  /** As the API names it; of any other refusal nothing is said here. */
  readonly code: string | undefined
  readonly act: Act | null
  readonly corrects: Pick<EventView, 'movements'> | null
}

export function SettledWhere({ code, act, corrects }: Props) {
  const { t } = useLocale(recordMessages)
  if (code === 'chain/allowance-used') {
    const accountId = allowanceOf(corrects)
    return accountId === null ? null : (
      <p>
        <Link href={`/ledger/${accountId}`}>{t('record.used')}</Link>
      </p>
    )
  }
  if (code !== 'chain/balance-closed' || act === null) return null
  const differences = differencesOf(act, corrects)
  return differences.map(({ accountId, name }) => (
    <p key={accountId}>
      <Link href={`/ledger/${accountId}`}>
        {differences.length > 1 && name !== null ? t('record.settled.of', { name }) : t('record.settled')}
      </Link>
    </p>
  ))
}
