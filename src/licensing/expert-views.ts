// Expert decisions as everyone may read them: found, one, and those a question cites. Not here: recording them (expert-record.ts).
import { decodeCursor, type ExpertDecisionId, encodeCursor, type Page, printId, refuseNow, trustId } from '#kernel'
import { type Actor, leafIndexes, type Tx } from '#platform'
import type { ExpertDecision } from './expert-contract.ts'
import { expertProblems } from './expert-problems.ts'
import { type ExpertRow, type ExpertWish, readExpertContents, selectExpertDecisions } from './expert-store.ts'
import { licensingProblems } from './problems.ts'
import { readPeriod } from './store.ts'

const pageDefault = 50
const pageMax = 200
/** A structure has one or two readings; more than this in an answer is a register, not an answer. */
const citedMax = 50

export type ExpertFilter = Pick<ExpertWish, 'substanceId' | 'inchiKeys' | 'words' | 'standing'> & {
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first. Refuses `licensing/bad-cursor`. */
export async function listExpertDecisions(
  tx: Tx,
  actor: Pick<Actor, 'authorityId'>,
  { cursor, limit: asked = pageDefault, ...wish }: ExpertFilter,
): Promise<Page<ExpertDecision>> {
  const limit = Math.min(asked, pageMax)
  const before = cursor === undefined ? undefined : placeOf(cursor)
  const rows = await selectExpertDecisions(tx, actor.authorityId, {
    ...wish,
    ...(before ? { before } : {}),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await viewsOf(tx, actor, shown),
    nextCursor: last && rows.length > limit ? encodeCursor([last.decidedAt.toString(), last.decisionId]) : null,
  }
}

/** By its id, or by the number people cite. Refuses `licensing/unknown-expert-decision`. */
export async function expertDecision(
  tx: Tx,
  actor: Pick<Actor, 'authorityId'>,
  which: Pick<ExpertWish, 'decisionId' | 'number'>,
): Promise<ExpertDecision> {
  const rows = await selectExpertDecisions(tx, actor.authorityId, { ...which, limit: 1 })
  const [found] = await viewsOf(tx, actor, rows)
  return found ?? refuseNow(expertProblems['unknown-expert-decision'], {})
}

export type ExpertQuestion = Pick<ExpertWish, 'substanceId' | 'inchiKeys'> & Required<Pick<ExpertWish, 'standing'>>

/** The decisions on a substance or a structure that stand on a day, as known on a day: what an answer may cite. */
export async function expertDecisionsFor(
  tx: Tx,
  actor: Pick<Actor, 'authorityId'>,
  { substanceId, inchiKeys = [], standing }: ExpertQuestion,
): Promise<readonly ExpertDecision[]> {
  if (substanceId === undefined && inchiKeys.length === 0) return []
  const wish = { ...(substanceId === undefined ? {} : { substanceId }), inchiKeys, standing, limit: citedMax }
  const rows = await selectExpertDecisions(tx, actor.authorityId, wish)
  // As it was known then: who followed later did not follow yet.
  return viewsOf(tx, actor, rows.map(asStanding))
}

/** The readings of doubtful articles that the authority accepts on a day, as known on a day, each by the number of its decision. */
export async function acceptedReadings(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  standing: ExpertQuestion['standing'],
): Promise<readonly { readonly id: string; readonly acceptedBy: string }[]> {
  const rows = await selectExpertDecisions(tx, authorityId, { isAcceptedReading: true, standing, limit: citedMax })
  // Newest first: of two about the same reading the newer speaks.
  const byReading = new Map(rows.toReversed().map(({ readingId, number }) => [readingId!, number])) // A reading names one.
  return [...byReading].map(([id, acceptedBy]) => ({ id, acceptedBy }))
}

const asStanding = (row: ExpertRow): ExpertRow => ({
  ...row,
  followedById: null,
  followedByNumber: null,
  followedByKind: null,
  followedOn: null,
})

/** Record and salt of one decision, for `proofFor`; public, as the decision is. Refuses `licensing/unknown-expert-decision`. */
export async function expertContent(tx: Tx, { authorityId }: Pick<Actor, 'authorityId'>, decisionId: ExpertDecisionId) {
  const [content] = await readExpertContents(tx, authorityId, [decisionId])
  return content ?? refuseNow(expertProblems['unknown-expert-decision'], {})
}

function placeOf(cursor: string): { at: string; id: string } {
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const fits =
    typeof at === 'string' && /^[0-9TZ:.-]{20,40}$/.test(at) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
  return fits ? { at, id } : refuseNow(licensingProblems['bad-cursor'], {})
}

async function viewsOf(
  tx: Tx,
  actor: Pick<Actor, 'authorityId'>,
  rows: readonly ExpertRow[],
): Promise<ExpertDecision[]> {
  const places = await leafIndexes(
    tx,
    actor,
    rows.map(({ decisionId }) => decisionId),
  )
  return rows.map((row) => viewOf(row, places.get(row.decisionId) ?? null))
}

const printed = (id: string) => printId('expertDecision', trustId('expertDecision', id))

const referenceTo = (id: string | null, number: string | null) =>
  id === null || number === null ? null : { expertDecisionId: printed(id), number }

function viewOf(row: ExpertRow, leafIndex: number | null): ExpertDecision {
  const { number, question, conclusion, grounds, basis, profession, organisation } = row
  return {
    expertDecisionId: printed(row.decisionId),
    number,
    state: stateOf(row),
    subject: subjectOf(row),
    question,
    conclusion,
    grounds,
    basis,
    ...readPeriod(row.period),
    decidedOn: row.decidedOn.toString(),
    decidedAt: row.decidedAt.toString(),
    steppedUpAt: row.steppedUpAt.toString(),
    expert: { name: row.expertName, profession, organisation },
    documents: row.documents,
    follows: referenceTo(row.followsId, row.followsNumber),
    followedBy: referenceTo(row.followedById, row.followedByNumber),
    leafIndex,
  }
}

function stateOf({ kind, followedByKind }: ExpertRow): ExpertDecision['state'] {
  if (kind === 'withdrawal') return 'withdrawal'
  if (followedByKind === null) return 'standing'
  return followedByKind === 'withdrawal' ? 'withdrawn' : 'replaced'
}

function subjectOf({ subjectKind, about, says, substanceId, smiles, inchiKey, readingId, accepts }: ExpertRow) {
  // The checks of the table say which columns go with which kind.
  if (subjectKind === 'reading') return { kind: 'reading' as const, readingId: readingId!, accepts: accepts! }
  const structure = smiles === null || inchiKey === null ? null : { smiles, inchiKey }
  return { kind: 'finding' as const, about: about!, says: says!, substanceId, structure }
}
