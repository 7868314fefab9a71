// What an act would change, before it is recorded: balances before and after, its ground, or why not. Not here: asking the API.
import { type Act, type EventView, isContentLedger, type Preview, permitSaid } from '#chain/contract'
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
import { LimitUses } from '../standing/limit-uses.tsx'
import { placeText, signedText, standsAs, stateText } from '../words.ts'
import { SettledWhere } from './settled-where.tsx'

const texts = { ...chainMessages, ...recordMessages }

/** An answer and the act it is about: what is typed by now may be another, and nothing is said of that yet. */
export type Foreseen = { readonly act: Act; readonly preview: Preview }

type Props = {
  /** False while something is missing. */
  readonly isComplete: boolean
  readonly foreseen: Foreseen | null
  /** What the act takes back, if it does. */
  readonly corrects: EventView | null
  readonly error: Error | null
  readonly isPending: boolean
}

export function PreviewPanel({ isComplete, foreseen, corrects, error, isPending }: Props) {
  const { t } = useLocale(texts)
  return (
    <section className="gr-chain-panel" aria-live="polite" aria-busy={isPending}>
      <h2>{t('record.preview')}</h2>
      {!isComplete ? (
        <p className="gr-muted">{t('record.preview.fill')}</p>
      ) : error ? (
        <ProblemNotice error={error} />
      ) : foreseen ? (
        <Changes {...foreseen} corrects={corrects} />
      ) : null}
    </section>
  )
}

function Changes({ act, preview, corrects }: Foreseen & Pick<Props, 'corrects'>) {
  const { t, mass } = useLocale(texts)
  const { refusal, exemption, exemptionsBeside, basis, balances } = preview
  const content = balances.filter(({ account }) => isContentLedger(account.ledger))
  const counted = balances.filter(({ account }) => !isContentLedger(account.ledger))
  if (refusal) {
    return (
      <Alert tone="warning" title={refusal.title}>
        <p>{refusal.detail}</p>
        <SettledWhere code={refusal.code} act={act} corrects={corrects} />
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
      <PermitUnknown permit={permitSaid(act, preview.movements)} isAhead />
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
      <LimitUses limits={preview.limits} />
      {[exemption ?? [], exemptionsBeside].flat().map(({ exemptionId, number }) => (
        <p key={exemptionId}>
          <Link href={`/exemptions/${exemptionId}`}>{t('record.preview.ground', { number })}</Link>
        </p>
      ))}
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
              {[account.batch?.name, stateText(standsAs(account), words)].filter(Boolean).join(' · ')}
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
