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

/**
 * The release a version tells of was taken back: that version counts no more from now on. The others rest on releases of their own; the certificate
 * as a whole is withdrawn when none of them stands.
 */
export async function withdrawCertificate(
  tx: Tx,
  actor: Actor,
  { releaseEventId, batchId, at, reason }: { releaseEventId: string; batchId: BatchId; at: Instant; reason: string },
): Promise<void> {
  const [found] = await selectThreads(tx, actor.authorityId, { kind: 'certificate', batchId, limit: 1 })
  const steps = found?.steps.map((step) => ({ ...step, version: versionOf(step.content as Content) })) ?? [] // Each was written here.
  const told = steps.find(({ kind, eventId }) => kind === 'issued' && eventId === releaseEventId)
  if (!found || !told || isWithdrawn(steps, told.version)) return
  const stands = steps.some(
    ({ kind, version }) => kind === 'issued' && version !== told.version && !isWithdrawn(steps, version),
  )
  const content = { reason, certificate: told.content['certificate'] ?? null }
  const state = stands ? 'issued' : 'withdrawn'
  await addStep(tx, actor, found, { kind: 'withdrawn', state, at, content, dueOn: told.dueOn })
}

type Content = { readonly certificate: Certificate }
const versionOf = ({ certificate }: Content) => certificate.version
const isWithdrawn = (steps: readonly { readonly kind: string; readonly version: number }[], version: number) =>
  steps.some((one) => one.kind === 'withdrawn' && one.version === version)

type CertificateAsked = { readonly number: string; readonly version?: number; readonly now: Instant }

/** Without a version the newest that stands. Refuses `unknown-certificate`: not there, not public any more, or not this version. */
export async function readCertificate(tx: Tx, actor: Actor, asked: CertificateAsked): Promise<CertificateView> {
  const { row, rows } = await findVersion(tx, actor, asked)
  const certificate = certificateIn(row)
  const places = await leafIndexes(tx, actor, [row.stepId])
  return {
    number: certificate.number,
    state: stateOf(rows, certificate.version),
    publicUntil: row.publicUntil?.toString() ?? null,
    stepId: printId('step', row.stepId),
    sha256: createHash('sha256')
      .update(canonicalJson(certificate as unknown as Json))
      .digest('hex'), // Came out of JSON.
    certificate,
    versions: rows
      .filter(({ kind }) => kind === 'issued')
      .map((one) => {
        const { version } = certificateIn(one)
        return { version, state: stateOf(rows, version), at: one.at.toString() }
      }),
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
  const issued = rows.filter(({ kind }) => kind === 'issued')
  const row =
    version === undefined
      ? (issued.find((one) => stateOf(rows, certificateIn(one).version) === 'issued') ?? issued[0])
      : issued.find((one) => certificateIn(one).version === version)
  return row ? { row, rows } : refuseNow(qualityProblems['unknown-certificate'], { number })
}

const stateOf = (rows: readonly CertificateRow[], version: number) => {
  const steps = rows.map((row) => ({ kind: row.kind, version: certificateIn(row).version }))
  return isWithdrawn(steps, version) ? 'withdrawn' : 'issued'
}

function certificateIn({ record }: Pick<CertificateRow, 'record'>): Certificate {
  return (JSON.parse(record) as { content: { certificate: Certificate } }).content.certificate // Written by `issueCertificate`.
}
