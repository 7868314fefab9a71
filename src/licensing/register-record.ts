// Puts on record what an exemption says, each time it is entered or changed: in the same transaction, with a salt of its own. What somebody changed
// behind our back is not taken for a change. Not here: what the record says (register-said.ts), and the proof (chain/proof/registers.ts).
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type AuthorityId, canonicalJson, type ExemptionId, type Json, trustId } from '#kernel'
import { type Actor, recordLeaf, type Tx } from '#platform'
import { exemptionSaid } from './register-said.ts'

type Standing = {
  readonly exemptionId: string
  readonly holderId: string
  readonly said: { readonly [name: string]: Json }
  /** How many records there are of it. */
  readonly revision: number
  /** Whether the newest says this. */
  readonly isSaid: boolean
}

/** Does what changes these exemptions, and records what then stands of each that it changed. What stood in a house without records comes first. */
export async function onRecord(
  tx: Tx,
  actor: Actor,
  exemptionIds: readonly ExemptionId[],
  write: () => Promise<void>,
): Promise<void> {
  await recordRegistersOnce(tx, actor)
  const before = new Map(
    (await standing(tx, actor.authorityId, exemptionIds)).map(({ exemptionId, said }) => [exemptionId, said]),
  )
  await write()
  for (const one of await standing(tx, actor.authorityId, exemptionIds)) {
    const was = before.get(one.exemptionId)
    if (!one.isSaid && (was === undefined || canonicalJson(was) !== canonicalJson(one.said)))
      await recordOne(tx, actor, one)
  }
}

/**
 * In a house that has exemptions and no record of any (one of before there were records): records what stands, once. What was edited before is
 * not found by it; what stands is held from then on. Answers how many.
 */
export async function recordRegistersOnce(tx: Tx, actor: Actor): Promise<number> {
  if (await isOnRecord(tx, actor)) return 0
  // Of two servers that start at once one records, and the other finds it done.
  await sql`select pg_advisory_xact_lock(hashtextextended('licensing.register_record ' || ${actor.authorityId}::text, 0))`.execute(
    tx,
  )
  if (await isOnRecord(tx, actor)) return 0
  const all = await standing(tx, actor.authorityId, null)
  for (const one of all) await recordOne(tx, actor, one)
  return all.length
}

async function isOnRecord(tx: Tx, { authorityId }: Actor): Promise<boolean> {
  const { rows } = await sql<{ isOnRecord: boolean }>`
    select exists (select from licensing.register_record as r where r.authority_id = ${authorityId}) as "isOnRecord"`.execute(
    tx,
  )
  return rows[0]?.isOnRecord ?? false
}

/** The entry of the log that says what an exemption says now; null where there is none, or the wall hides it. */
export async function recordOfExemption(
  tx: Tx,
  { authorityId }: Actor,
  exemptionId: ExemptionId,
): Promise<string | null> {
  const { rows } = await sql<{ entryId: string }>`
    select r.entry_id as "entryId" from licensing.register_record as r
    where r.authority_id = ${authorityId} and r.exemption_id = ${exemptionId}
    order by r.revision desc
    limit 1`.execute(tx)
  return rows[0]?.entryId ?? null
}

async function standing(tx: Tx, authorityId: AuthorityId, ids: readonly ExemptionId[] | null): Promise<Standing[]> {
  if (ids?.length === 0) return []
  const { rows } = await sql<Standing>`
    select now.*, newest.revision,
      coalesce(l.record::jsonb - 'revision' = now.said, false) as "isSaid"
    from (
      select e.authority_id, e.exemption_id as "exemptionId", e.holder_id as "holderId", ${sql.raw(exemptionSaid)} as said
      from licensing.exemption as e
      where e.authority_id = ${authorityId} and ${ids ? sql`e.exemption_id = any (${[...ids]}::uuid[])` : sql`true`}) as now
    cross join lateral (
      select coalesce(max(r.revision), 0) as revision
      from licensing.register_record as r
      where r.authority_id = now.authority_id and r.exemption_id = now."exemptionId") as newest
    left join licensing.register_record as r
      on r.authority_id = now.authority_id and r.exemption_id = now."exemptionId" and r.revision = newest.revision
    left join log.record as l on l.authority_id = r.authority_id and l.entry_id = r.entry_id
    order by now."exemptionId"`.execute(tx)
  return rows
}

/** The holder may read it later, as its exemption. */
async function recordOne(tx: Tx, actor: Actor, { exemptionId, holderId, said, revision }: Standing): Promise<void> {
  const entryId = randomUUID()
  await recordLeaf(tx, actor, {
    entryId,
    record: { ...said, revision: revision + 1 },
    partyId: trustId('party', holderId),
  })
  await sql`select licensing.note_register_record(${actor.authorityId}, ${exemptionId}, ${revision + 1}, ${entryId})`.execute(
    tx,
  )
}
