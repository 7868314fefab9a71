// What the proof finds in the ledger, apart from parties and exemptions that a test edits behind the program's back: that those are named is shown in
// proof/registers.test.ts. For tests.
import { verifyLedger } from '../proof/verify-ledger.ts'
import type { World } from './world.ts'

export async function ledgerFaults({ admin, authorityId }: Pick<World, 'admin' | 'authorityId'>) {
  const { faults } = await verifyLedger(admin, authorityId)
  return faults.filter(({ kind }) => kind !== 'register-differs')
}
