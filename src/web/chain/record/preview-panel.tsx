// What an act would change, before it is recorded: balances before and after, its ground, or why not. Not here: asking the API.
import { type Act, isContentLedger, type Preview, permitSaid } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { Alert } from '../../parts/alert.tsx'
import { Basis } from '../../parts/article.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { PermitUnknown } from '../permit-unknown.tsx'
import { placeText, signedText, stateText } from '../words.ts'

const texts = { ...chainMessages, ...recordMessages }

type Props = {
  /** What was asked about; null while something is missing. */
  readonly act: Act | null
  readonly preview: Preview | null
  readonly error: Error | null
  readonly isPending: boolean
}

export function PreviewPanel({ act, preview, error, isPending }: Props) {
  const { t } = useLocale(texts)
  return (
    <section className="gr-chain-panel" aria-live="polite" aria-busy={isPending}>
      <h2>{t('record.preview')}</h2>
      {act === null ? (
        <p className="gr-muted">{t('record.preview.fill')}</p>
      ) : error ? (
        <ProblemNotice error={error} />
      ) : preview ? (
        <Changes act={act} preview={preview} />
      ) : null}
    </section>
  )
}

function Changes({ act, preview }: { act: Act; preview: Preview }) {
  const { t, mass } = useLocale(texts)
  const { refusal, exemption, basis, balances } = preview
  const content = balances.filter(({ account }) => isContentLedger(account.ledger))
  const counted = balances.filter(({ account }) => !isContentLedger(account.ledger))
  if (refusal) {
    return (
      <Alert tone="warning" title={refusal.title}>
        <p>{refusal.detail}</p>
        <Basis articles={refusal.basis} />
      </Alert>
    )
  }
  const lent = preview.movements.filter(
    ({ from, ledger }) => from.kind === 'difference' && from.state.startsWith('late-') && !isContentLedger(ledger),
  )
  const lentMg = lent.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  return (
    <>
      {lentMg > 0n ? (
        <Alert tone="warning" title={t('record.preview.late', { amount: mass(`${lentMg}`) })}>
          <p>{t('record.preview.late.text')}</p>
        </Alert>
      ) : null}
      <PermitUnknown permit={permitSaid(act, preview.movements)} />
      {balances.length === 0 ? (
        <p className="gr-muted">{t('record.preview.nothing')}</p>
      ) : (
        <>
          <Balances balances={counted.length > 0 ? counted : content} />
          {counted.length > 0 && content.length > 0 ? (
            <Disclosure title={t('record.preview.content')}>
              <Balances balances={content} />
            </Disclosure>
          ) : null}
        </>
      )}
      {exemption ? (
        <p>
          <Link href={`/exemptions/${exemption.exemptionId}`}>
            {t('record.preview.ground', { number: exemption.number })}
          </Link>
        </p>
      ) : null}
      <Basis articles={basis} />
    </>
  )
}

function Balances({ balances }: { balances: Preview['balances'] }) {
  const words = useLocale(texts)
  const { t } = words
  return (
    <DataTable
      label={t('record.preview')}
      items={balances}
      idOf={({ account }) => account.accountId}
      columns={[
        {
          id: 'account',
          text: t('record.preview.account'),
          isFixed: true,
          cell: ({ account }) => (
            <span>
              {[account.batch?.name, stateText(account.kind === 'stock' ? account.state : account.kind, words)]
                .filter(Boolean)
                .join(' · ')}
              <br />
              <span className="gr-small gr-muted">{placeText(account.holder, account.premises)}</span>
            </span>
          ),
        },
        {
          id: 'before',
          text: t('record.preview.before'),
          align: 'end',
          cell: ({ account, beforeAmount }) => signedText(beforeAmount, account.ledger, words),
        },
        {
          id: 'after',
          text: t('record.preview.after'),
          align: 'end',
          cell: ({ account, afterAmount }) => signedText(afterAmount, account.ledger, words),
        },
      ]}
    />
  )
}
