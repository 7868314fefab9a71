// Records a reading by a chemist or a lawyer, or takes one back with a record that follows it. Written once, and a leaf of the log.
// Not here: who may (platform/access), and what an answer makes of it (law).
import { randomBytes } from 'node:crypto'
import type { Toolkit } from '#chemistry'
import {
  assert,
  canonicalJson,
  type ExpertDecisionId,
  entryLengthMax,
  type Instant,
  type Json,
  legalDayOf,
  newId,
  parseId,
  printId,
  recordLeafHash,
  refuseNow,
  saltLength,
  toDateRange,
  utf8,
} from '#kernel'
import { articleOn, type Corpus } from '#law'
import { type Actor, findDocumentsById, isSteppedUp, type Tx } from '#platform'
import type { ExpertDecision, NewExpertDecision, Withdrawal } from './expert-contract.ts'
import { expertProblems } from './expert-problems.ts'
import { insertExpertDecision, nextExpertNumber } from './expert-store.ts'
import { isKnownSubject } from './expert-subjects.ts'
import { expertDecision } from './expert-views.ts'

type Subject = ExpertDecision['subject']
export type ExpertNeeds = { readonly corpus: Corpus; readonly now: Instant }

/**
 * What a decision is about, in the system's own terms: a structure read and stripped, a substance that exists. Asks RDKit, so it
 * goes before the transaction. Refuses `expert-structure-unreadable`, `expert-without-substance`, `expert-nothing-of-the-law`.
 */
export async function readExpertSubject(
  { corpus, toolkit }: { readonly corpus: Corpus; readonly toolkit: Pick<Toolkit, 'read'> },
  subject: NewExpertDecision['subject'],
): Promise<Subject> {
  if (subject.kind === 'reading') {
    if (!corpus.readings.some(({ reading }) => reading === subject.readingId)) unknown(subject.readingId)
    return subject
  }
  const { about, says, substanceId, structure } = subject
  if (!isKnownSubject(corpus, about)) unknown(about)
  if (substanceId !== null && !corpus.substanceById.has(substanceId)) unknown(substanceId)
  const read = structure === null ? null : await readStructure(toolkit, structure)
  const known = substanceId ?? (read && (corpus.byInchiKey.get(read.inchiKey) ?? null))
  if (known === null && read === null) refuseNow(expertProblems['expert-without-substance'], {})
  return { kind: 'finding', about, says, substanceId: known, structure: read }
}

async function readStructure(toolkit: Pick<Toolkit, 'read'>, structure: string) {
  const reading = await toolkit.read(structure)
  const part = reading.ok ? reading.structure.parts[0] : undefined
  if (!part?.inchiKey) return refuseNow(expertProblems['expert-structure-unreadable'], {})
  return { smiles: part.smiles, inchiKey: part.inchiKey }
}

const unknown = (what: string): never => refuseNow(expertProblems['expert-nothing-of-the-law'], { what })

export type ExpertInput = Omit<NewExpertDecision, 'subject'> & { readonly subject: Subject }

/** Records one decision. Refuses what `expertProblems` says, in that order. */
export async function recordExpertDecision(
  tx: Tx,
  actor: Actor,
  input: ExpertInput,
  { corpus, now }: ExpertNeeds,
): Promise<ExpertDecision> {
  const from = Temporal.PlainDate.from(input.from)
  const until = input.until === null ? null : Temporal.PlainDate.from(input.until)
  if (until !== null && Temporal.PlainDate.compare(until, from) <= 0) {
    refuseNow(expertProblems['expert-period-backwards'], {})
  }
  for (const article of input.basis) if (articleOn(corpus, article, from) === null) unknown(article)
  const follows = input.replaces === null ? null : await toFollow(tx, actor, parseId('expertDecision', input.replaces))
  const { subject, question, conclusion, grounds, basis, expert, documents } = input
  const stored = await documentsOf(tx, actor, documents)
  return write(tx, actor, now, {
    kind: 'decision',
    follows,
    subject,
    period: { from, until },
    texts: { question, conclusion, grounds },
    basis,
    expert,
    documents: stored,
  })
}

export type WithdrawInput = Withdrawal & { readonly decisionId: ExpertDecisionId }

/** Takes a decision back: from that day on no answer cites it. The decision itself stays to be read. */
export async function withdrawExpertDecision(
  tx: Tx,
  actor: Actor,
  { decisionId, grounds, expert }: WithdrawInput,
  { now }: Pick<ExpertNeeds, 'now'>,
): Promise<ExpertDecision> {
  const taken = await toFollow(tx, actor, decisionId)
  const { subject, from, until, question, conclusion, basis } = taken.view
  return write(tx, actor, now, {
    kind: 'withdrawal',
    follows: taken,
    subject,
    period: { from: Temporal.PlainDate.from(from), until: until === null ? null : Temporal.PlainDate.from(until) },
    texts: { question, conclusion, grounds },
    basis,
    expert,
    documents: [],
  })
}

type Followed = { readonly decisionId: ExpertDecisionId; readonly view: ExpertDecision }

async function toFollow(tx: Tx, actor: Actor, decisionId: ExpertDecisionId | null): Promise<Followed> {
  if (decisionId === null) return refuseNow(expertProblems['unknown-expert-decision'], {})
  const view = await expertDecision(tx, actor, { decisionId })
  if (view.followedBy) refuseNow(expertProblems['expert-already-followed'], { number: view.followedBy.number })
  if (view.state === 'withdrawal') refuseNow(expertProblems['expert-withdrawal-followed'], {})
  return { decisionId, view }
}

/** A file is named by its hash, so that whoever has it can see that it is the one that was looked at. */
async function documentsOf(tx: Tx, actor: Actor, printed: readonly string[]): Promise<ExpertDecision['documents']> {
  const ids = printed.flatMap((text) => parseId('document', text) ?? [])
  const found = await findDocumentsById(tx, actor, ids)
  if (found.length !== new Set(printed).size) refuseNow(expertProblems['expert-document-absent'], {})
  return found.map(({ documentId, sha256 }) => ({ documentId, sha256 }))
}

type ToWrite = {
  readonly kind: 'decision' | 'withdrawal'
  readonly follows: Followed | null
  readonly subject: Subject
  readonly period: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate | null }
  readonly texts: Pick<ExpertDecision, 'question' | 'conclusion' | 'grounds'>
  readonly basis: readonly string[]
  readonly expert: ExpertDecision['expert']
  readonly documents: ExpertDecision['documents']
}

async function write(tx: Tx, actor: Actor, now: Instant, decision: ToWrite): Promise<ExpertDecision> {
  const { userId, steppedUpAt } = actor
  assert(userId !== null && isSteppedUp(actor, now), 'a person with a passkey shown decides: access asked for it')
  const decisionId = newId('expertDecision')
  const decidedOn = legalDayOf(now)
  const number = await nextExpertNumber(tx, actor.authorityId, decidedOn.year)
  const { kind, follows, subject, period, texts, basis, expert, documents } = decision
  // What the leaf is made of: everything that counts, and of people only what they are. The name stands beside it in the register.
  const record = canonicalJson({
    kind: kind === 'decision' ? 'expert-decision' : 'expert-withdrawal',
    expertDecisionId: printId('expertDecision', decisionId),
    number,
    follows: follows && printId('expertDecision', follows.decisionId),
    subject,
    period: { from: period.from.toString(), until: period.until?.toString() ?? null },
    ...texts,
    basis: [...basis],
    profession: expert.profession,
    documents: documents.map(({ sha256 }) => sha256),
    decidedAt: now.toString(),
    decidedBy: printId('user', userId),
    steppedUpAt: steppedUpAt!.toString(), // `isSteppedUp` above.
  } satisfies Json)
  assert(utf8(record).length + saltLength <= entryLengthMax, 'the limits of the contract keep a record within an entry')
  const salt = randomBytes(saltLength)
  const isFirst = await insertExpertDecision(tx, actor.authorityId, {
    salt,
    leaf: recordLeafHash({ salt, record }),
    row: {
      id: decisionId,
      number,
      kind,
      follows: follows?.decisionId ?? null,
      ...columnsOf(subject),
      period: toDateRange(period),
      ...texts,
      basis,
      expertName: expert.name,
      profession: expert.profession,
      organisation: expert.organisation,
      documents,
      decidedOn: decidedOn.toString(),
      decidedAt: now.toString(),
      userId,
      steppedUpAt: steppedUpAt!.toString(),
      record,
    },
  })
  if (!isFirst) refuseNow(expertProblems['expert-already-followed'], { number: '–' })
  return expertDecision(tx, actor, { decisionId })
}

function columnsOf(subject: Subject) {
  if (subject.kind === 'reading') {
    return { subjectKind: 'reading', readingId: subject.readingId, accepts: subject.accepts }
  }
  const { about, says, substanceId, structure } = subject
  return { subjectKind: 'finding', about, says, substanceId, inchiKey: structure?.inchiKey, smiles: structure?.smiles }
}
