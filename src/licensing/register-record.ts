// Puts on record what a party or an exemption says, each time it is entered or changed: in the same transaction, with a salt of its own. What somebody
// changed behind our back is not taken for a change (register-change.ts). Not here: what the record says (register-said.ts), and the proof (chain/proof/registers.ts).
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type AuthorityId, type ExemptionId, type PartyId, trustId } from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import { type Said, toRecord } from './register-change.ts'
import { exemptionRegister, partyRegister, type Register, registers } from './register-said.ts'

/** Whose entries somebody is about to write. Of a party: with its premises, places and numbers. */
export type Entries = { readonly exemptions?: readonly ExemptionId[]; readonly parties?: readonly PartyId[] }

type Standing = {
  readonly id: string
  readonly readerId: string
  readonly said: Said
  /** How many records there are of it. */
  readonly revision: number
  /** What the newest says; null: there is none, or it is not there to be read. */
  readonly recorded: Said | null
}

/**
 * Does what changes these entries, and records what then stands of each that it changed. What stood in a house without records comes first. One writes at a
 * time: of two at once the later would record what it could not see yet.
 */
export async function onRecord<Answer>(
  tx: Tx,
  actor: Actor,
  { exemptions = [], parties = [] }: Entries,
  write: () => Promise<Answer>,
): Promise<Answer> {
  await oneAtATime(tx, actor)
  if (actor.wall === 'staff') await recordAllOnce(tx, actor)
  const written = [
    { register: partyRegister, ids: [...new Set<string>(parties)] },
    { register: exemptionRegister, ids: [...new Set<string>(exemptions)] },
  ].filter(({ ids }) => ids.length > 0)
  const before = new Map<string, Said>()
  for (const { register, ids } of written)
    for (const { id, said } of await standing(tx, actor.authorityId, register, ids)) before.set(id, said)
  const answer = await write()
  for (const { register, ids } of written)
    for (const one of await standing(tx, actor.authorityId, register, ids)) {
      const said = toRecord({ recorded: one.recorded, before: before.get(one.id) ?? null, after: one.said })
      if (said !== null) await recordOne(tx, actor, register, { ...one, said })
    }
  return answer
}

/**
 * In a house that has parties or exemptions and no record of any (one of before there were records): records what stands, once. What was edited before
 * is not found by it; what stands is held from then on. For staff. Answers how many.
 */
export async function recordRegistersOnce(tx: Tx, actor: Actor): Promise<number> {
  await oneAtATime(tx, actor)
  return recordAllOnce(tx, actor)
}

async function recordAllOnce(tx: Tx, actor: Actor): Promise<number> {
  let recorded = 0
  for (const register of registers) {
    if (await isOnRecord(tx, actor, register)) continue
    const all = await standing(tx, actor.authorityId, register, null)
    for (const one of all) await recordOne(tx, actor, register, one)
    recorded += all.length
  }
  return recorded
}

/** Until the end of the transaction. Of two servers that start at once one records, and the other finds it done. */
async function oneAtATime(tx: Tx, { authorityId }: Actor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('licensing.register_record ' || ${authorityId}::text, 0))`.execute(
    tx,
  )
}

async function isOnRecord(tx: Tx, { authorityId }: Actor, { records }: Register): Promise<boolean> {
  const { rows } = await sql<{ isOnRecord: boolean }>`
    select exists (select from ${sql.table(`licensing.${records}`)} as r where r.authority_id = ${authorityId}) as "isOnRecord"`.execute(
    tx,
  )
  return rows[0]?.isOnRecord ?? false
}

/** The entry of the log that says what an exemption says now; null where there is none, or the wall hides it. */
export const recordOfExemption = (tx: Tx, actor: Actor, exemptionId: ExemptionId) =>
  newestRecord(tx, actor, exemptionRegister, exemptionId)

/** The entry of the log that says what the register says now of a party; null where there is none, or the wall hides it. */
export const recordOfParty = (tx: Tx, actor: Actor, partyId: PartyId) => newestRecord(tx, actor, partyRegister, partyId)

async function newestRecord(tx: Tx, { authorityId }: Actor, { table, records }: Register, id: string) {
  const { rows } = await sql<{ entryId: string }>`
    select r.entry_id as "entryId" from ${sql.table(`licensing.${records}`)} as r
    where r.authority_id = ${authorityId} and r.${sql.ref(`${table}_id`)} = ${id}
    order by r.revision desc
    limit 1`.execute(tx)
  return rows[0]?.entryId ?? null
}

async function standing(
  tx: Tx,
  authorityId: AuthorityId,
  { table, reader, records, said }: Register,
  ids: readonly string[] | null,
): Promise<Standing[]> {
  const [rowsOf, recordsOf, key]: RawBuilder<unknown>[] = [
    sql.table(`licensing.${table}`),
    sql.table(`licensing.${records}`),
    sql.ref(`${table}_id`),
  ]
  const { rows } = await sql<Standing>`
    select now.id, now."readerId", now.said, newest.revision, l.record::jsonb - 'revision' as recorded
    from (
      select one.authority_id, one.${key} as id, ${sql.raw(reader)} as "readerId", ${sql.raw(said)} as said
      from ${rowsOf} as one
      where one.authority_id = ${authorityId} and ${ids ? sql`one.${key} = any (${[...ids]}::uuid[])` : sql`true`}) as now
    cross join lateral (
      select coalesce(max(r.revision), 0) as revision
      from ${recordsOf} as r
      where r.authority_id = now.authority_id and r.${key} = now.id) as newest
    left join ${recordsOf} as r on r.authority_id = now.authority_id and r.${key} = now.id and r.revision = newest.revision
    left join log.record as l on l.authority_id = r.authority_id and l.entry_id = r.entry_id
    order by now.id`.execute(tx)
  return rows
}

/** Whose it is may read it later. */
async function recordOne(
  tx: Tx,
  actor: Actor,
  { note }: Register,
  { id, readerId, said, revision }: Standing,
): Promise<void> {
  const entryId = randomUUID()
  await recordLeaf(tx, actor, {
    entryId,
    record: { ...said, revision: revision + 1 },
    partyId: trustId('party', readerId),
  })
  await sql`select ${sql.raw(`licensing.${note}`)}(${actor.authorityId}, ${id}, ${revision + 1}, ${entryId})`.execute(
    tx,
  )
}
