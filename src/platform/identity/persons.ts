// Who a subject of an issuer is to us: one opaque id for ever. Not here: what an issuer says of them (claims.ts).
import { type AuthorityId, type Instant, newId, trustId, type UserId } from '#kernel'
import type { Tx } from '../database/database.ts'
import type { Person } from './sessions.ts'
import type { IdentityTables } from './tables.ts'

export type Subject = {
  readonly authorityId: AuthorityId
  readonly issuer: string
  readonly subject: string
  readonly name: string
  /** For a person whose id is known beforehand: the demo's, whose history already carries it. */
  readonly userId: UserId | null
}

/** The person of this subject, made at their first login; the name is kept as the issuer last wrote it. */
export async function recognisePerson(tx: Tx, who: Subject, now: Instant): Promise<Person> {
  const { userId } = await tx
    .withTables<IdentityTables>()
    .insertInto('platform.person')
    .values({
      authority_id: who.authorityId,
      user_id: who.userId ?? newId('user'),
      issuer: who.issuer,
      subject: who.subject,
      name: who.name,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'issuer', 'subject'])
        .doUpdateSet((row) => ({ name: row.ref('excluded.name'), seen_at: row.ref('excluded.seen_at') })),
    )
    .returning('user_id as userId')
    .executeTakeFirstOrThrow()
  return { userId: trustId('user', userId), name: who.name }
}
