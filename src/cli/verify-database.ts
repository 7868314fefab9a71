// One's own log and ledger recomputed from the ground up: what was changed behind our back is found and named. Not here: the arithmetic.
import { ledgerAuthorities, verifyLedger } from '#chain'
import { type AuthorityId, trustId } from '#kernel'
import { type Ground, openAdminOf, verifyLog } from '#platform'
import type { Given } from './command.ts'
import type { ExitName } from './exit-codes.ts'

/** Every log in this database. Needs the strong login, which alone sees whose logs there are. */
export async function verifyLogs(ground: Ground, { terminal, say }: Given): Promise<ExitName> {
  let exit: ExitName = 'done'
  for (const authorityId of await authoritiesIn(ground)) {
    const progress = terminal.progress(say('step.log'))
    const { size, findings } = await verifyLog(ground.database, authorityId, {
      onProgress: ({ leaves, of }) => progress.at(leaves / of),
    })
    progress.end()
    for (const { kind, at } of findings) terminal.print(`${kind} ${at}`)
    if (findings.length > 0) exit = 'no'
    else terminal.print(say('verify.log-holds', { size }))
  }
  return exit
}

/** Every ledger in this database, each balance from its movements alone. */
export async function verifyLedgers(ground: Ground, { terminal, say }: Given): Promise<ExitName> {
  let exit: ExitName = 'done'
  await using admin = await openAdminOf(ground.source)
  // A ledger that was never sealed has no head in the log; whoever has a head and lost the whole ledger is looked at too.
  for (const authorityId of new Set([...(await authoritiesIn(ground)), ...(await ledgerAuthorities(admin))])) {
    const verdict = await terminal.step(say('step.ledger'), () => verifyLedger(admin, authorityId))
    for (const { kind, id, detail } of verdict.faults) terminal.print(`${kind} ${id} ${detail}`)
    if (!verdict.isWhole) exit = 'no'
    else terminal.print(say('verify.ledger-holds', verdict))
  }
  return exit
}

async function authoritiesIn(ground: Ground): Promise<AuthorityId[]> {
  await using admin = await openAdminOf(ground.source)
  const rows = await admin.query<{ id: string }>('select authority_id as id from log.head order by authority_id')
  return rows.map(({ id }) => trustId('authority', id))
}
