// The four streams: who did what, whose data for what, why allowed, which law. Each entry joins its trace; ids are opaque.
// Not here: reading them (read.ts), and the transparency log, which is for strangers.
import { sql } from 'kysely'
import type { PlainDate } from '#kernel'
import type { Actor } from '../actor.ts'
import type { Database, Tx } from '../database/database.ts'

export type Resource = {
  readonly kind: string
  /** A UUID, bare or with our prefix; null for a list. Anything else is left out: it may be what someone typed. */
  readonly id: string | null
}

/** Who did what. `action` as in `chain/receive`; a refusal names its problem. */
export type AuditEntry = {
  readonly action: string
  readonly resource: Resource
  readonly outcome: 'done' | 'refused'
  readonly problem?: string | null
}

export async function writeAudit(tx: Tx, actor: Actor, { action, resource, outcome, problem = null }: AuditEntry) {
  await sql`
    insert into platform.audit (${actorColumns}, action, resource_kind, resource_id, outcome, problem)
    values (${actorValues(actor)}, ${action}, ${resource.kind}, ${bareId(resource.id)}, ${outcome}, ${problem})`.execute(
    tx,
  )
}

/** Whose data was used, for what purpose, on what ground, and which kinds of data. */
export type ProcessingEntry = {
  readonly subject: { readonly kind: string; readonly id: string }
  readonly purpose: string
  readonly basis: readonly [string, ...string[]]
  readonly categories: readonly [string, ...string[]]
}

export async function writeProcessing(tx: Tx, actor: Actor, { subject, purpose, basis, categories }: ProcessingEntry) {
  await sql`
    insert into platform.processing (${actorColumns}, subject_kind, subject_id, purpose, basis, categories)
    values (${actorValues(actor)}, ${subject.kind}, ${bareId(subject.id)}, ${purpose}, ${[...basis]}, ${[...categories]})`.execute(
    tx,
  )
}

/** Why the software allowed or refused something: the policies that decided. */
export type AccessDecision = {
  readonly action: string
  readonly resource: Resource
  readonly isAllowed: boolean
  readonly reason?: string | null
  readonly policyIds: readonly string[]
}

export async function writeAccessDecision(tx: Tx, actor: Actor, decision: AccessDecision) {
  const { action, resource, isAllowed, reason = null, policyIds } = decision
  await sql`
    insert into platform.access_decision (${actorColumns}, action, resource_kind, resource_id, is_allowed, reason, policy_ids)
    values (
      ${actorValues(actor)}, ${action}, ${resource.kind}, ${bareId(resource.id)}, ${isAllowed}, ${reason}, ${[...policyIds]}
    )`.execute(tx)
}

/** In a transaction of its own: a denial is on record although the request that met it rolled back, or never had one. */
export function recordDecision(database: Database, actor: Actor, decision: AccessDecision): Promise<void> {
  return database.transaction(actor, (tx) => writeAccessDecision(tx, actor, decision))
}

/** Which law said so: the question, the day, the outcome, its articles and the versions of the rules that gave it. */
export type LegalReceipt = {
  readonly question: string
  readonly resource: { readonly kind: string; readonly id: string }
  readonly legalOn: PlainDate
  readonly outcome: 'permitted' | 'refused' | 'undecidable'
  readonly basis: readonly [string, ...string[]]
  readonly rules: readonly string[]
}

export async function writeReceipt(tx: Tx, actor: Actor, receipt: LegalReceipt) {
  const { question, resource, legalOn, outcome, basis, rules } = receipt
  await sql`
    insert into platform.receipt (
      ${actorColumns}, question, resource_kind, resource_id, legal_on, outcome, basis, rules
    )
    values (
      ${actorValues(actor)}, ${question}, ${resource.kind}, ${bareId(resource.id)}, ${legalOn.toString()},
      ${outcome}, ${[...basis]}, ${[...rules]}
    )`.execute(tx)
}

const actorColumns = sql`authority_id, trace_id, actor_kind, user_id, client_id, party_id`

function actorValues({ authorityId, trace, kind, userId, clientId, partyId }: Actor) {
  return sql`${authorityId}, ${trace.traceId}, ${kind}, ${userId}, ${clientId}, ${partyId}`
}

const idForm = /^(?:[a-z]{3}_)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

function bareId(id: string | null): string | null {
  return (id !== null && idForm.exec(id)?.[1]) || null
}
