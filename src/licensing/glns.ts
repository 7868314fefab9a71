// GLNs of parties and premises: recording one, what was recorded, and which stand for what, as the reader may know it. Not here: how a GLN is
// written in an event (chain/epcis/places).
import { sql } from 'kysely'
import {
  type AuthorityId,
  type Id,
  type PartyId,
  type PremisesId,
  parseGln,
  parseId,
  printId,
  refuseNow,
  trustId,
  unwrap,
} from '#kernel'
import { type Actor, databaseError, type Tx } from '#platform'
import type { GlnDetail, NewGln } from './gln-contract.ts'
import { ownerOfPremises } from './locations.ts'
import { licensingProblems } from './problems.ts'
import { onRecord } from './register-record.ts'
import { glnToday } from './store.ts'

/** That a number stands for premises, or for a party where `premisesId` is null, from a day until another. */
export type GlnFact = {
  readonly partyId: string
  readonly premisesId: string | null
  readonly gln: string
  readonly prefixLength: number | null
  readonly from: string
  /** The first day on which it does not; null: no end is known. */
  readonly until: string | null
}

type GlnsAsked = {
  readonly ids: Iterable<string>
  readonly glns: Iterable<string>
  /** Of these also the numbers of all their premises. */
  readonly parties?: Iterable<string>
}

/** Every number of these parties and premises, and of whatever has or had one of these numbers. */
export async function glnFacts(
  tx: Tx,
  authorityId: AuthorityId,
  { ids, glns, parties = [] }: GlnsAsked,
): Promise<readonly GlnFact[]> {
  const [of, numbers, whole] = [[...new Set(ids)], [...new Set(glns)], [...new Set(parties)]]
  if (of.length + numbers.length + whole.length === 0) return []
  const { rows } = await sql<GlnFact>`
    with asked as (
      select distinct l.party_id, l.premises_id from licensing.gln_line as l
      where l.authority_id = ${authorityId}
        and (l.gln = any (${numbers}::text[]) or l.party_id = any (${whole}::uuid[]) or l.premises_id = any (${of}::uuid[]) or (l.premises_id is null and l.party_id = any (${of}::uuid[])))
    )
    select g.party_id as "partyId", g.premises_id as "premisesId", g.gln, g.prefix_length as "prefixLength", g.from_on::text as "from",
      g.until_on::text as until
    from asked
    join licensing.gln_period as g on g.authority_id = ${authorityId} and g.party_id = asked.party_id
      and g.premises_id is not distinct from asked.premises_id
    where g.gln is not null
    order by g.gln, g.from_on, g.premises_id nulls first`.execute(tx)
  return rows
}

type DetailRow = {
  readonly name: string
  readonly gln: string | null
  readonly partyId: string
  readonly partyName: string
  readonly partyGln: string | null
}

/** As long a history as a screen shows. */
const linesMax = 50

/** Refuses `unknown-premises`. */
export async function readGlns(tx: Tx, actor: Actor, premisesId: PremisesId): Promise<GlnDetail> {
  const { rows } = await sql<DetailRow>`
    select s.name, ${glnToday('s', true)} as gln, p.party_id as "partyId", p.name as "partyName", ${glnToday('p', false)} as "partyGln"
    from licensing.premises as s
    join licensing.party as p on p.authority_id = s.authority_id and p.party_id = s.party_id
    where s.authority_id = ${actor.authorityId} and s.premises_id = ${premisesId}`.execute(tx)
  const [row] = rows
  if (!row) return refuseNow(licensingProblems['unknown-premises'], {})
  const { rows: lines } = await sql<GlnDetail['lines'][number]>`
    select case when l.premises_id is null then 'party' else 'premises' end as of, l.gln, l.prefix_length as "prefixLength",
      l.from_on::text as "fromOn", l.source, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
    from licensing.gln_line as l
    where l.authority_id = ${actor.authorityId} and l.party_id = ${row.partyId} and (l.premises_id is null or l.premises_id = ${premisesId})
    order by l.recorded_at desc, l.line_id desc
    limit ${linesMax}`.execute(tx)
  return {
    premises: { premisesId: printId('premises', premisesId), name: row.name, gln: row.gln },
    party: { partyId: printId('party', trustId('party', row.partyId)), name: row.partyName, gln: row.partyGln },
    lines,
  }
}

/**
 * Says which number premises, or whose they are, have from a day on, or that they have none. Refuses a wrong number, `unknown-premises`,
 * `gln-taken` where another has it, `gln-changed`.
 */
export async function recordGln(
  tx: Tx,
  actor: Actor,
  { premisesId, input }: { readonly premisesId: PremisesId; readonly input: NewGln },
): Promise<GlnDetail> {
  const gln = input.gln === null ? null : unwrap(parseGln(input.gln.replaceAll(' ', '')))
  const owner = await ownerOfPremises(tx, actor, premisesId)
  if (actor.wall === 'holder' && owner !== actor.partyId) refuseNow(licensingProblems['unknown-premises'], {})
  const row = {
    id: parseId('gln', input.glnId),
    premises: premisesId,
    isParty: input.of === 'party',
    gln,
    prefixLength: gln === null ? null : input.prefixLength,
    fromOn: input.fromOn,
    source: input.source,
  }
  const isNew = await onRecord(tx, actor, { parties: [owner] }, () => put(tx, actor, row))
  if (!isNew && !(await isSame(tx, actor, { ...row, owner }))) refuseNow(licensingProblems['gln-changed'], {})
  return readGlns(tx, actor, premisesId)
}

type Row = {
  readonly id: Id<'gln'> | null
  readonly premises: PremisesId
  readonly isParty: boolean
  readonly gln: string | null
  readonly prefixLength: number | null
  readonly fromOn: string
  readonly source: string
}

async function put(tx: Tx, { authorityId, userId }: Actor, row: Row): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    select licensing.put_gln(${authorityId}, ${JSON.stringify({ ...row, userId })}::jsonb) as "isNew"`
    .execute(tx)
    .catch(refuseTaken)
  return rows[0]?.isNew ?? false
}

export function refuseTaken(error: unknown): never {
  const { constraint } = databaseError(error) ?? {}
  if (constraint === 'gln_taken' || constraint === 'gln_line_turn') refuseNow(licensingProblems['gln-taken'], {})
  throw error
}

async function isSame(tx: Tx, { authorityId }: Actor, row: Row & { readonly owner: PartyId }): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select true as is from licensing.gln_line as l
    where l.authority_id = ${authorityId} and l.line_id = ${row.id} and l.party_id = ${row.owner}
      and l.premises_id is not distinct from ${row.isParty ? null : row.premises}::uuid and l.gln is not distinct from ${row.gln}::text
      and l.prefix_length is not distinct from ${row.prefixLength}::smallint and l.from_on = ${row.fromOn}::date and l.source = ${row.source}`.execute(
    tx,
  )
  return rows.length > 0
}
