// Certificates of analysis: issued by a release, a version more by each next one, withdrawn when the release is taken back. The text of the
// certificate is in the record that is hashed into the log. Not here: its paper (certificate-paper.ts), and the decision it tells of.
import { createHash } from 'node:crypto'
import {
  type BatchId,
  canonicalJson,
  type EventId,
  type Instant,
  type Json,
  legalDayOf,
  type PartyId,
  printId,
  refuseNow,
  trustId,
} from '#kernel'
import type { Product } from '#law/contract'
import { type Actor, leafIndexes, type RecordContent, type Tx } from '#platform'
import type { ResultFact } from '../acts/facts.ts'
import { type Certificate, type CertificateView, certificateFormat } from '../contract.ts'
import { type CertificateRow, isNumberTaken, selectCertificate } from './certificate-store.ts'
import { judge, reportsOf } from './dossier.ts'
import { qualityProblems } from './problems.ts'
import { addStep, nextNumber, openThread, selectQualityOf, selectThreads, type ThreadFact } from './store.ts'
import type { QualityTerms } from './terms.ts'

export type Issuing = {
  readonly batchId: BatchId
  readonly batchName: string
  readonly product: Product
  readonly results: readonly ResultFact[]
  readonly holderId: PartyId
  /** What the release said. */
  readonly release: {
    readonly eventId: EventId
    readonly at: Instant
    readonly number: string
    readonly expiresOn: string | null
    readonly personId: string | null
    readonly isQualified: boolean
  }
  readonly quality: QualityTerms
}

/** The number the release names, if nobody has it; else the next of the year. A batch keeps its number; versions count on. */
export async function issueCertificate(tx: Tx, actor: Actor, issuing: Issuing): Promise<ThreadFact> {
  const { batchId, batchName, product, results, holderId, release, quality } = issuing
  const { authorityId } = actor
  const [earlier] = await selectThreads(tx, authorityId, { kind: 'certificate', batchId, limit: 1 })
  const isFree = !(await isNumberTaken(tx, authorityId, release.number))
  const number = earlier?.number ?? (isFree ? release.number : await nextNumber(tx, authorityId, 'COA', release.at))
  const versions = earlier?.steps.filter(({ kind }) => kind === 'issued').length ?? 0
  const months = quality.certificateMonths(legalDayOf(release.at))
  const publicUntil = release.expiresOn && Temporal.PlainDate.from(release.expiresOn).add({ months }).toString()
  const reports = await reportsOf(tx, actor, await selectQualityOf(tx, authorityId, batchId))
  const { verdict: _, ...judged } = judge(product, results, reports)
  const certificate: Certificate = {
    ...{ format: certificateFormat, number, version: versions + 1, authority: printId('authority', authorityId) },
    product: { productCode: product.productCode, name: product.name, form: product.form },
    batch: { batchId: printId('batch', batchId), name: batchName },
    ...{ verdict: 'released', releasedAt: release.at.toString(), releaseEventId: printId('event', release.eventId) },
    releasedBy: {
      person: release.personId && printId('user', trustId('user', release.personId)),
      capacity: release.isQualified ? 'qualified-person' : null,
    },
    ...{ expiresOn: release.expiresOn, publicUntil, lawVersion: quality.lawVersion },
    ...judged,
    replaces: versions === 0 ? null : versions,
  }
  const step = {
    ...{ kind: 'issued', state: 'issued', at: release.at, dueOn: publicUntil, eventId: release.eventId },
    content: { certificate: certificate as unknown as Json }, // Made of texts, numbers and nulls alone, as its schema says.
  }
  if (earlier) return addStep(tx, actor, earlier, step)
  const thread = { kind: 'certificate' as const, number, batchId, sampleId: null, productCode: product.productCode }
  return openThread(tx, actor, { ...thread, holderId, laboratoryId: null }, step)
}

/** The release it tells of was taken back: the certificate says so from now on. */
export async function withdrawCertificate(
  tx: Tx,
  actor: Actor,
  { releaseEventId, batchId, at, reason }: { releaseEventId: string; batchId: BatchId; at: Instant; reason: string },
): Promise<void> {
  const [found] = await selectThreads(tx, actor.authorityId, { kind: 'certificate', batchId, limit: 1 })
  const last = found?.steps.at(-1)
  if (!found || last?.kind !== 'issued' || last.eventId !== releaseEventId) return
  const content = { reason, certificate: last.content['certificate'] ?? null }
  await addStep(tx, actor, found, { kind: 'withdrawn', state: 'withdrawn', at, content, dueOn: last.dueOn })
}

type CertificateAsked = { readonly number: string; readonly version?: number; readonly now: Instant }

/** Refuses `unknown-certificate`: not there, not public any more, or not this version. */
export async function readCertificate(tx: Tx, actor: Actor, asked: CertificateAsked): Promise<CertificateView> {
  const { row, rows } = await findVersion(tx, actor, asked)
  const certificate = certificateIn(row)
  const places = await leafIndexes(tx, actor, [row.stepId])
  const [newest] = rows
  return {
    number: certificate.number,
    state: newest?.state ?? row.state,
    publicUntil: row.publicUntil?.toString() ?? null,
    stepId: printId('step', row.stepId),
    sha256: createHash('sha256')
      .update(canonicalJson(certificate as unknown as Json))
      .digest('hex'), // Came out of JSON.
    certificate,
    versions: rows.map((one) => ({ version: certificateIn(one).version, state: one.state, at: one.at.toString() })),
    leafIndex: places.get(row.stepId) ?? null,
  }
}

/** What its leaf was made of, for a proof. */
export async function certificateContent(
  tx: Tx,
  actor: Actor,
  asked: CertificateAsked,
): Promise<{ readonly stepId: string; readonly content: Pick<RecordContent, 'record' | 'salt'> }> {
  const { row } = await findVersion(tx, actor, asked)
  return { stepId: row.stepId, content: { record: row.record, salt: row.salt } }
}

async function findVersion(tx: Tx, actor: Actor, { number, version, now }: CertificateAsked) {
  const rows = await selectCertificate(tx, actor.authorityId, { number, today: legalDayOf(now).toString() })
  const row =
    version === undefined
      ? rows.find(({ kind }) => kind === 'issued')
      : rows.find((one) => one.kind === 'issued' && certificateIn(one).version === version)
  return row ? { row, rows } : refuseNow(qualityProblems['unknown-certificate'], { number })
}

function certificateIn({ record }: Pick<CertificateRow, 'record'>): Certificate {
  return (JSON.parse(record) as { content: { certificate: Certificate } }).content.certificate // Written by `issueCertificate`.
}
