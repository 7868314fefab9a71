// What one part of a recall's mass is made of: the accounts it stands on, the largest first. Not here: the bar (mass-pictures.tsx).
import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { RecallPartView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recallMessages } from '../../messages/recall.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { inOneUnit } from '../common-unit.ts'
import { accountText, placeText, stateText, type Words } from '../words.ts'

const texts = { ...chainMessages, ...recallMessages }

type Props = {
  readonly find: UseQueryOptions<RecallPartView, Error, RecallPartView, string[]>
  /** What the part is called. */
  readonly said: string
  /** Which was opened: another one takes the focus. */
  readonly opened: string
  /** Of a past moment an account opens as it was then. */
  readonly at?: string | null
}

export function PartAccounts({ find, said, opened, at = null }: Props) {
  const words = useLocale(texts)
  const { t, instant } = words
  const found = useQuery(find)
  if (found.isPending) return <Waiting lines={4} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const { accounts, count, massMg } = found.data
  const mass = inOneUnit(words.mass, [massMg, ...accounts.map((one) => one.massMg)])
  const title = t('recall.behind', { part: at === null ? said : `${said}, ${instant(at)}`, mass: mass(massMg) })
  const hrefOf = (accountId: string) => withQuery(`/ledger/${accountId}`, { at })
  return (
    <section className="gr-recall-group">
      <OpenedHeading opened={opened}>{title}</OpenedHeading>
      <p className="gr-muted">{t('recall.behind.text')}</p>
      <DataTable
        label={title}
        items={accounts}
        idOf={({ account }) => account.accountId}
        hrefOf={({ account }) => hrefOf(account.accountId)}
        columns={[
          {
            id: 'where',
            text: t('recall.behind.where'),
            isFixed: true,
            cell: ({ account }) => (
              <Link href={hrefOf(account.accountId)} look="plain">
                {whereText(account, words)}
              </Link>
            ),
          },
          { id: 'mass', text: t('recall.amount'), align: 'end', cell: ({ massMg: one }) => mass(one) },
          { id: 'batch', text: t('recall.behind.batch'), cell: ({ account }) => account.batch?.name ?? '–' },
        ]}
      />
      {count > accounts.length ? (
        <p className="gr-muted">{t('recall.behind.more', { count: count - accounts.length })}</p>
      ) : null}
    </section>
  )
}

/** Outside the chain it is told apart by who let it go. */
function whereText(account: RecallPartView['accounts'][number]['account'], words: Words): string {
  const place = placeText(account.holder, account.premises)
  return account.kind === 'world' && place !== ''
    ? `${place} · ${stateText(account.state, words)}`
    : accountText(account, words)
}
