// Whether there is a log already, and whether the key at hand is the one that signed it so far. Not here: keeping the key (key.ts).
import { type AuthorityId, parseVerifierKey } from '#kernel'
import { underNoAuthority } from '../actor.ts'
import { StartRefused } from '../config/start-refused.ts'
import type { Database } from '../database/database.ts'
import type { LogSigner } from './signer.ts'
import { findLatestCheckpoint, findOrigins } from './store.ts'

/** A log of this name was signed before, in whichever authority's name: only its own key may go on with it. */
export async function isLogSigned(database: Database, name: string): Promise<boolean> {
  const origins = await database.transaction(underNoAuthority, findOrigins, { readOnly: true })
  return origins.some((origin) => origin.startsWith(`${name}/`))
}

/**
 * Refuses to go on under the same name with another key: everyone who knows the log would meet signatures they cannot check, and
 * nobody would have chosen that. Under a new name it is a new log of the same tree, as the operator asked for.
 */
export async function checkLogKey(database: Database, authorityId: AuthorityId, signer: LogSigner): Promise<void> {
  const latest = await database.transaction(
    { authorityId, partyId: null, wall: 'staff' },
    (tx) => findLatestCheckpoint(tx, authorityId),
    { readOnly: true },
  )
  const current = signer.verifierKeyOf(authorityId)
  if (latest === null || latest.verifierKey === current) return
  const origin = signer.originOf(authorityId)
  if (parseVerifierKey(latest.verifierKey)?.name !== origin) return
  throw new StartRefused((say) => say('log.other-key', { origin }))
}
