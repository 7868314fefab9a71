// `grein verify --balance`: every balance of every ledger here, from its movements alone. Not here: the arithmetic, and the whole proof
// (verify-database.ts).
import { ledgerAuthorities, massBalance } from '#chain'
import { type Ground, openAdminOf } from '#platform'
import type { Given } from './command.ts'
import type { ExitName } from './exit-codes.ts'
import { sayNothing } from './verify-database.ts'

export async function verifyBalances(ground: Ground, given: Given): Promise<ExitName> {
  const { terminal, say } = given
  await using admin = await openAdminOf(ground.source)
  const authorities = await ledgerAuthorities(admin)
  let exit: ExitName = authorities.length === 0 ? await sayNothing(ground, given) : 'done'
  for (const authorityId of authorities) {
    const { isSound, accounts, faults } = await massBalance(admin, authorityId)
    for (const { kind, id, detail } of faults) terminal.print(`${kind} ${id} ${detail}`)
    if (isSound) terminal.print(say('verify.balance-holds', { accounts }))
    else exit = 'no'
  }
  return exit
}
