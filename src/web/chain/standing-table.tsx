// What stands of a batch, place by place: the goods one can lift, and folded under them what is in those. Each number opens its account. Not here:
// which of them are goods (goods-and-contents.ts).
import type { ReactNode } from 'react'
import type { AccountRef } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { Link } from '../parts/link.tsx'
import { ofAccount } from './behind.ts'
import { commonUnit } from './common-unit.ts'
import { goodsAndContents, type StandingRow } from './goods-and-contents.ts'
import { placeText, signedText, stateText } from './words.ts'

type Props<Row extends StandingRow> = {
  readonly rows: readonly Row[]
  /** What there is to say or do beside the state of goods. */
  readonly besideState?: (row: Row) => ReactNode
}

export function StandingTable<Row extends StandingRow>({ rows, besideState }: Props<Row>) {
  const words = useLocale(chainMessages)
  const { t } = words
  const { goods, contents } = goodsAndContents(rows)
  const unit = commonUnit(goods.flatMap(({ account, amount }) => (account.ledger === 'plant_pieces' ? [] : [amount])))
  return (
    <>
      {goods.length > 0 ? (
        <DataTable
          label={t('batch.balances')}
          items={goods}
          idOf={({ account }) => account.accountId}
          columns={[
            {
              id: 'place',
              text: t('batch.balances.place'),
              isFixed: true,
              cell: (row) => <Place account={row.account}>{besideState?.(row)}</Place>,
            },
            {
              id: 'amount',
              text: t('batch.balances.amount'),
              align: 'end',
              cell: ({ account, amount }) => (
                <Link href={ofAccount(account)} look="plain">
                  {signedText(amount, account.ledger, words, unit)}
                </Link>
              ),
            },
          ]}
        />
      ) : null}
      {contents.length > 0 ? (
        <Disclosure title={t('batch.balances.contents')} isOpen={goods.length === 0}>
          <DataTable
            label={t('batch.balances.contents')}
            items={contents}
            idOf={({ account }) => account.accountId}
            columns={[
              {
                id: 'place',
                text: t('batch.balances.place'),
                isFixed: true,
                cell: ({ account }) => <Place account={account} />,
              },
              {
                id: 'contents',
                text: t('batch.balances.contents'),
                align: 'end',
                cell: (there) => (
                  <span className="gr-chain-contents">
                    {there.contents.map(({ ledger, amount, href }) => (
                      <Link key={ledger} href={href} look="plain">
                        {signedText(amount, ledger, words)}
                      </Link>
                    ))}
                  </span>
                ),
              },
            ]}
          />
        </Disclosure>
      ) : null}
    </>
  )
}

function Place({ account, children }: { account: AccountRef; children?: ReactNode }) {
  const words = useLocale(chainMessages)
  return (
    <span>
      {placeText(account.holder, account.premises) || '–'}
      <br />
      <span className="gr-small gr-muted">
        {stateText(account.kind === 'stock' ? account.state : account.kind, words)}
      </span>
      {children}
    </span>
  )
}
