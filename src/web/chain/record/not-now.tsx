// What cannot be done, with the reason and its article, behind a line: an answer too. Not here: what can.
import type { ActKind } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { Basis } from '../../parts/article.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { useActName } from './use-act-name.ts'

const texts = { ...chainMessages, ...recordMessages }

export type Closed = {
  readonly key: string
  readonly kind: ActKind
  readonly basis: readonly string[]
  readonly refusal: { readonly detail: string; readonly basis: readonly string[] } | null
}

export function NotNow({ closed }: { closed: readonly Closed[] }) {
  const { t } = useLocale(texts)
  const nameOf = useActName()
  if (closed.length === 0) return null
  return (
    <Disclosure title={`${t('record.act.not')} (${closed.length})`}>
      <ul className="gr-record-not">
        {closed.map(({ key, kind, basis, refusal }) => (
          <li key={key}>
            <strong>{nameOf(kind)}</strong>
            {refusal ? <p>{refusal.detail}</p> : null}
            <Basis articles={[...(refusal?.basis ?? basis)]} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
