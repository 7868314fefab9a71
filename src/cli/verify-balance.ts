// `grein verify --balance`: every balance of every ledger here, from its movements alone. Not here: the arithmetic, and the whole proof
// (verify-database.ts).
import { ledgerAuthorities, massBalance } from '#chain'
import { type Ground, openAdminOf } from '#platform'
import type { Given } from './command.ts'
import type { ExitName } from './exit-codes.ts'

export async function verifyBalances(ground: Ground, { terminal, say }: Given): Promise<ExitName> {
  let exit: ExitName = 'done'
  await using admin = await openAdminOf(ground.source)
  for (const authorityId of await ledgerAuthorities(admin)) {
    const { isSound, accounts, faults } = await massBalance(admin, authorityId)
    for (const { kind, id, detail } of faults) terminal.print(`${kind} ${id} ${detail}`)
    if (isSound) terminal.print(say('verify.balance-holds', { accounts }))
    else exit = 'no'
  }
  return exit
}
