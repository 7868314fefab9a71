// What staff read back from the streams, newest first, by cursor. Not here: writing (write.ts).
import { sql } from 'kysely'
import {
  decodeCursor,
  encodeCursor,
  isUuid,
  type Page,
  type PartyId,
  type PlainDate,
  printId,
  refuseNow,
  trustId,
} from '#kernel'
import type { Actor } from '../actor.ts'
import type { DenialRow } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import { platformProblems } from '../problems.ts'

const pageSizeDefault = 50
const pageSizeMax = 200

export type PageWish = { readonly limit?: number; readonly cursor?: string | null }

/** A denial with bare ids of whose it was and of what: their names are other rooms'. */
export type Denied = Omit<DenialRow, 'party' | 'thing'> & {
  readonly partyId: string | null
  readonly resourceId: string | null
}

export type DenialWish = PageWish & { readonly partyId?: PartyId }

/** Denials of this authority, of one party alone where asked. Refuses `platform/bad-cursor`. */
export async function listDenials(tx: Tx, actor: Actor, wish: DenialWish = {}): Promise<Page<Denied>> {
  const { limit, before } = readWish(wish)
  const { partyId: only = null } = wish
  const { rows } = await sql<{
    entryId: string
    at: Temporal.Instant
    action: string
    kind: string
    resourceId: string | null
    reason: string
    rules: string[]
    actorKind: Denied['actorKind']
    userId: string | null
    name: string | null
    partyId: string | null
    traceId: string
  }>`
    select d.entry_id as "entryId", d.at, d.action, d.resource_kind as kind, d.resource_id as "resourceId", d.reason, d.policy_ids as rules,
           d.actor_kind as "actorKind", d.user_id as "userId", coalesce(who.name, program.name) as name, d.party_id as "partyId",
           d.trace_id as "traceId"
    from platform.access_decision as d
    left join platform.person as who on who.authority_id = d.authority_id and who.user_id = d.user_id
    left join platform.machine_client as program on program.authority_id = d.authority_id and program.client_id = d.client_id
    where d.authority_id = ${actor.authorityId} and not d.is_allowed and (${before}::uuid is null or d.entry_id < ${before})
      and (${only}::uuid is null or d.party_id = ${only})
    order by d.entry_id desc
    limit ${limit + 1}`.execute(tx)
  const items = rows.slice(0, limit).map(({ entryId: _, at, kind, resourceId, userId, ...row }) => ({
    ...row,
    at: at.toString(),
    resource: resourceId === null ? kind : `${kind} ${resourceId}`,
    resourceId,
    userId: userId && printId('user', trustId('user', userId)),
  }))
  return { items, nextCursor: nextCursor(rows, limit) }
}

export async function countDenials(tx: Tx, actor: Actor, since: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from platform.access_decision
    where authority_id = ${actor.authorityId} and not is_allowed and at >= ${since.toString()}`.execute(tx)
  return rows[0]!.count
}

export type AuditRow = {
  readonly entryId: string
  readonly at: Temporal.Instant
  readonly traceId: string
  readonly userId: string | null
  readonly clientId: string | null
  readonly action: string
  readonly outcome: 'done' | 'refused'
  readonly problem: string | null
}

/** Who did what with one thing. */
export async function auditOf(
  tx: Tx,
  actor: Actor,
  resource: { kind: string; id: string },
  wish: PageWish = {},
): Promise<Page<AuditRow>> {
  const { limit, before } = readWish(wish)
  const { rows } = await sql<AuditRow>`
    select entry_id as "entryId", at, trace_id as "traceId", user_id as "userId", client_id as "clientId", action, outcome, problem
    from platform.audit
    where authority_id = ${actor.authorityId} and resource_kind = ${resource.kind} and resource_id = ${resource.id}
      and (${before}::uuid is null or entry_id < ${before})
    order by entry_id desc
    limit ${limit + 1}`.execute(tx)
  return { items: rows.slice(0, limit), nextCursor: nextCursor(rows, limit) }
}

export type ProcessingRow = {
  readonly entryId: string
  readonly at: Temporal.Instant
  readonly userId: string | null
  readonly clientId: string | null
  readonly purpose: string
  readonly basis: readonly string[]
  readonly categories: readonly string[]
}

/** Who used one person's or party's data, and for what: what they may ask for (AVG 15). */
export async function processingOf(
  tx: Tx,
  actor: Actor,
  subject: { kind: string; id: string },
  wish: PageWish = {},
): Promise<Page<ProcessingRow>> {
  const { limit, before } = readWish(wish)
  const { rows } = await sql<ProcessingRow>`
    select entry_id as "entryId", at, user_id as "userId", client_id as "clientId", purpose, basis, categories::text[] as categories
    from platform.processing
    where authority_id = ${actor.authorityId} and subject_kind = ${subject.kind} and subject_id = ${subject.id}
      and (${before}::uuid is null or entry_id < ${before})
    order by entry_id desc
    limit ${limit + 1}`.execute(tx)
  return { items: rows.slice(0, limit), nextCursor: nextCursor(rows, limit) }
}

export type ReceiptRow = {
  readonly entryId: string
  readonly at: Temporal.Instant
  readonly question: string
  readonly legalOn: PlainDate
  readonly outcome: 'permitted' | 'refused' | 'undecidable'
  readonly basis: readonly string[]
  readonly rules: readonly string[]
}

/** Which law was applied to one thing; a holder sees what was asked for itself. */
export async function receiptsOf(
  tx: Tx,
  actor: Actor,
  resource: { kind: string; id: string },
  wish: PageWish = {},
): Promise<Page<ReceiptRow>> {
  const { limit, before } = readWish(wish)
  const { rows } = await sql<ReceiptRow>`
    select entry_id as "entryId", at, question, legal_on as "legalOn", outcome, basis, rules
    from platform.receipt
    where authority_id = ${actor.authorityId} and resource_kind = ${resource.kind} and resource_id = ${resource.id}
      and (${before}::uuid is null or entry_id < ${before})
    order by entry_id desc
    limit ${limit + 1}`.execute(tx)
  return { items: rows.slice(0, limit), nextCursor: nextCursor(rows, limit) }
}

function readWish({ limit = pageSizeDefault, cursor = null }: PageWish) {
  return { limit: Math.max(1, Math.min(limit, pageSizeMax)), before: cursor === null ? null : readPlace(cursor) }
}

/** A place that is none is refused: an empty page would read as the end of the list. */
function readPlace(cursor: string): string {
  const [before] = decodeCursor(cursor, 1) ?? []
  if (typeof before === 'string' && isUuid(before)) return before
  return refuseNow(platformProblems['bad-cursor'], {})
}

function nextCursor(rows: readonly { entryId: string }[], limit: number): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last ? encodeCursor([last.entryId]) : null
}
