// The SQL of the expert decisions. Not here: what may be recorded (expert-record.ts), and how one looks outside (expert-views.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId, ExpertDecisionId } from '#kernel'
import { databaseError, type Tx } from '#platform'
import type { ExpertDecision } from './expert-contract.ts'

export type ExpertRow = {
  decisionId: string
  number: string
  kind: 'decision' | 'withdrawal'
  followsId: string | null
  followsNumber: string | null
  followedById: string | null
  followedByNumber: string | null
  followedByKind: 'decision' | 'withdrawal' | null
  followedOn: Temporal.PlainDate | null
  subjectKind: 'finding' | 'reading'
  about: string | null
  says: 'in' | 'out' | null
  readingId: string | null
  accepts: boolean | null
  substanceId: string | null
  inchiKey: string | null
  smiles: string | null
  period: string
  question: string
  conclusion: string
  grounds: string
  basis: string[]
  expertName: string
  profession: ExpertDecision['expert']['profession']
  organisation: string
  documents: { documentId: string; sha256: string }[]
  decidedOn: Temporal.PlainDate
  decidedAt: Temporal.Instant
  steppedUpAt: Temporal.Instant
}

export type ExpertWish = {
  readonly decisionId?: ExpertDecisionId
  readonly number?: string
  readonly substanceId?: string
  /** Any of these structures. */
  readonly inchiKeys?: readonly string[]
  /** Only readings of a doubtful article that are accepted. */
  readonly isAcceptedReading?: true
  /** A text in the number, the question, the conclusion, or what it is about. */
  readonly words?: string
  /** Only what stands on a day of the law, as known on a day. */
  readonly standing?: { readonly on: Temporal.PlainDate; readonly knownOn: Temporal.PlainDate }
  readonly before?: { readonly at: string; readonly id: string }
  readonly limit: number
}

/** Newest first, each with the record it follows and the one that follows it. */
export async function selectExpertDecisions(tx: Tx, authorityId: AuthorityId, wish: ExpertWish): Promise<ExpertRow[]> {
  const { rows } = await sql<ExpertRow>`
    select d.decision_id as "decisionId", d.number, d.kind, d.follows_id as "followsId", earlier.number as "followsNumber",
      later.decision_id as "followedById", later.number as "followedByNumber", later.kind as "followedByKind",
      later.decided_on as "followedOn", d.subject_kind as "subjectKind", d.about, d.says, d.reading_id as "readingId", d.accepts,
      d.substance_id as "substanceId", d.inchi_key as "inchiKey", d.smiles, d.period::text as period, d.question, d.conclusion,
      d.grounds, d.basis, d.expert_name as "expertName", d.profession, d.organisation, d.documents, d.decided_on as "decidedOn",
      d.decided_at as "decidedAt", d.stepped_up_at as "steppedUpAt"
    from licensing.expert_decision as d
    left join licensing.expert_decision as earlier
      on earlier.authority_id = d.authority_id and earlier.decision_id = d.follows_id
    left join licensing.expert_decision as later
      on later.authority_id = d.authority_id and later.follows_id = d.decision_id
    where ${sql.join(conditionsOf(authorityId, wish), sql` and `)}
    order by d.decided_at desc, d.decision_id desc
    limit ${wish.limit}`.execute(tx)
  return rows
}

function conditionsOf(authorityId: AuthorityId, wish: ExpertWish): readonly RawBuilder<unknown>[] {
  const { decisionId, number, substanceId, inchiKeys, isAcceptedReading, words, standing, before } = wish
  const conditions: RawBuilder<unknown>[] = [sql`d.authority_id = ${authorityId}`]
  if (decisionId) conditions.push(sql`d.decision_id = ${decisionId}`)
  if (number) conditions.push(sql`d.number = ${number}`)
  if (substanceId !== undefined || inchiKeys !== undefined) {
    conditions.push(
      sql`(d.substance_id = ${substanceId ?? null} or d.inchi_key = any (${[...(inchiKeys ?? [])]}::text[]))`,
    )
  }
  if (isAcceptedReading) conditions.push(sql`d.subject_kind = 'reading' and d.accepts`)
  if (words) {
    const like = `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    conditions.push(sql`(d.number ilike ${like} or d.question ilike ${like} or d.conclusion ilike ${like}
      or d.about ilike ${like} or d.reading_id ilike ${like} or d.substance_id ilike ${like} or d.inchi_key ilike ${like})`)
  }
  if (standing) {
    const { on, knownOn } = standing
    conditions.push(
      sql`d.kind = 'decision' and d.period @> ${on.toString()}::date and d.decided_on <= ${knownOn.toString()}::date`,
      sql`(later.decided_on is null or later.decided_on > ${knownOn.toString()}::date)`,
    )
  }
  if (before) conditions.push(sql`(d.decided_at, d.decision_id) < (${before.at}::timestamptz, ${before.id}::uuid)`)
  return conditions
}

export async function nextExpertNumber(tx: Tx, authorityId: AuthorityId, year: number): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select licensing.next_expert_number(${authorityId}, ${year}) as number`.execute(tx)
  return rows[0]!.number // A function that returns a text returns one row.
}

export type NewExpertRow = { readonly row: object; readonly salt: Uint8Array; readonly leaf: Uint8Array }

/** False: another record followed the same one first. */
export async function insertExpertDecision(
  tx: Tx,
  authorityId: AuthorityId,
  { row, salt, leaf }: NewExpertRow,
): Promise<boolean> {
  try {
    await sql`select licensing.record_expert_decision(
      ${authorityId}, ${JSON.stringify(row)}::jsonb, ${Buffer.from(salt)}, ${Buffer.from(leaf)})`.execute(tx)
    return true
  } catch (error) {
    if (databaseError(error)?.constraint === 'expert_decision_follows') return false
    throw error
  }
}

export type ExpertContent = { readonly entryId: string; readonly record: string; readonly salt: Uint8Array }

/** What the leaves of these entries were made of; those that are expert decisions. */
export async function readExpertContents(
  tx: Tx,
  authorityId: AuthorityId,
  entryIds: readonly string[],
): Promise<ExpertContent[]> {
  const { rows } = await sql<ExpertContent>`
    select decision_id as "entryId", record, salt
    from licensing.expert_decision
    where authority_id = ${authorityId} and decision_id = any (${[...entryIds]}::uuid[])`.execute(tx)
  return rows
}
