// One part of a mass that is followed, as its accounts, the largest first. Not here: which account is in which part (parts.ts).
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'
import type { RecallPart, RecallPartView } from '../contract.ts'
import { accountRef, lookUp, nothingWanted, wantAccount } from '../refs.ts'
import type { piecesOf } from './parts.ts'
import { selectAccounts } from './store.ts'

/** A part names so many accounts; the rest is counted. */
const accountsNamedMax = 200

export async function viewPart(
  tx: Tx,
  authorityId: AuthorityId,
  { part, found }: { readonly part: RecallPart; readonly found: ReturnType<typeof piecesOf> },
): Promise<RecallPartView> {
  const named = found.slice(0, accountsNamedMax)
  const ids = named.map(({ accountId }) => accountId)
  const accounts = new Map((await selectAccounts(tx, authorityId, ids)).map((one) => [one.accountId, one]))
  const wanted = nothingWanted()
  for (const account of accounts.values()) wantAccount(wanted, account)
  const names = await lookUp(tx, authorityId, wanted)
  return {
    part,
    massMg: `${found.reduce((sum, { amount }) => sum + amount, 0n)}`,
    count: found.length,
    accounts: named.flatMap(({ accountId, amount }) => {
      const account = accounts.get(accountId)
      return account ? [{ account: accountRef(names, account), massMg: `${amount}` }] : []
    }),
  }
}
