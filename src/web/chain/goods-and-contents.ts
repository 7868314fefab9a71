// Of a batch's accounts the goods one can lift, and apart from them what is in those: dried mass and active substances, place by place. Pure.
// Not here: the tables (standing-table.tsx).
import { type AccountRef, isContentLedger, ledgers } from '#chain/contract'
import { ofAccount, ofContentThere } from './behind.ts'

export type StandingRow = { readonly account: AccountRef; readonly amount: string }
export type Content = {
  readonly ledger: AccountRef['ledger']
  readonly amount: string
  /** What it sums: one account, or several shipments of one place. */
  readonly href: string
}
/** What is in the goods of one place in one state. */
export type ContentsThere = { readonly account: AccountRef; readonly contents: readonly Content[] }

/** Both as the API has them; what is nothing stands nowhere. */
export function goodsAndContents<Row extends StandingRow>(
  rows: readonly Row[],
): { readonly goods: readonly Row[]; readonly contents: readonly ContentsThere[] } {
  const standing = rows.filter(({ amount }) => amount !== '0')
  const isContent = ({ account }: Row) => isContentLedger(account.ledger)
  const places = Map.groupBy(standing.filter(isContent), ({ account }) => placeOf(account))
  return {
    goods: standing.filter((row) => !isContent(row)),
    contents: [...places.values()].map((there) => ({ account: there[0]!.account, contents: summed(there) })), // No group is empty.
  }
}

/** One line for each ledger, always in the same order. */
function summed(there: readonly StandingRow[]): readonly Content[] {
  const byLedger = Map.groupBy(there, ({ account }) => account.ledger)
  return ledgers.flatMap((ledger) => {
    const rows = byLedger.get(ledger)
    if (rows === undefined) return []
    const { account } = rows[0]! // No group is empty.
    const amount = `${rows.reduce((sum, row) => sum + BigInt(row.amount), 0n)}`
    return [{ ledger, amount, href: rows.length === 1 ? ofAccount(account) : ofContentThere(account) }]
  })
}

const placeOf = ({ kind, state, holder, premises }: AccountRef): string =>
  [kind, state, holder?.partyId, premises?.premisesId].join(' ')
