// People who have logged in, by name, for staff of the same authority: who they are, and who had a role. Not here: logging in (login.ts).
import { sql } from 'kysely'
import { trustId, type UserId } from '#kernel'
import type { Actor } from '../actor.ts'
import type { Role } from '../contract.ts'
import type { Tx } from '../database/database.ts'

export type KnownPerson = { readonly userId: UserId; readonly name: string }

/** As many as a list can show; an authority has tens of people who decide. */
const peopleMax = 200

/** Whoever has logged in for the authority with this role, by name. Nobody for whoever is not staff: the wall says so. */
export async function peopleWithRole(tx: Tx, { authorityId }: Actor, role: Role): Promise<KnownPerson[]> {
  const { rows } = await sql<{ userId: string; name: string }>`
    select p.user_id as "userId", p.name from platform.person as p
    where p.authority_id = ${authorityId} and exists (
      select from platform.session as s
      where s.authority_id = p.authority_id and s.user_id = p.user_id and s.wall = 'staff' and ${role} = any (s.roles))
    order by p.name, p.user_id limit ${peopleMax}`.execute(tx)
  return rows.map(({ userId, name }) => ({ userId: trustId('user', userId), name }))
}

/** The names of these people; whoever never logged in has none. */
export async function namesOfPeople(
  tx: Tx,
  { authorityId }: Actor,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map()
  const { rows } = await sql<{ userId: string; name: string }>`
    select user_id as "userId", name from platform.person
    where authority_id = ${authorityId} and user_id = any (${[...userIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ userId, name }) => [userId, name]))
}
