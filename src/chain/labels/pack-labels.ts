// Labels of a pack lot: which code stands on each pack, one symbol, and a sheet to print. Not here: drawing the symbols (symbols.ts).
import { createHash } from 'node:crypto'
import {
  type BatchId,
  type Gtin,
  isLabelText,
  type Locale,
  legalDayOf,
  type PackCode,
  parseGtin,
  refuseNow,
  writeBracketed,
  writerIn,
} from '#kernel'
import type { Actor, Paper, Tx } from '#platform'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { type BatchRow, selectBatches } from '../store/batches.ts'
import { labelProblems } from './problems.ts'
import { dataMatrix, linkCode } from './symbols.ts'

export type PackLot = {
  readonly batchId: BatchId
  readonly gtin: Gtin
  readonly lot: string
  readonly expiresOn: Temporal.PlainDate | null
  readonly packs: number
  readonly packMassMg: bigint
  readonly productName: string
  /** Who has any of it in stock. */
  readonly holders: readonly string[]
  /** Why no pack of it may get a label now. */
  readonly stopped: 'on-hold' | 'rejected' | 'taken-back' | null
}

/** Refuses `chain/unknown-batch`, `chain/not-a-pack` and `chain/label-lot`. */
export async function readPackLot(
  tx: Tx,
  actor: Actor,
  { batchId, law }: { readonly batchId: BatchId; readonly law: LawForChain },
): Promise<PackLot> {
  const [row] = await selectBatches(tx, actor.authorityId, {
    ids: [batchId],
    order: { by: 'name', isDescending: false },
    limit: 1,
  })
  if (!row) return refuseNow(chainProblems['unknown-batch'], {})
  return packLotOf(row, law.product(row.productCode, legalDayOf(row.openedAt))?.name ?? row.productCode)
}

/** Refuses what cannot be on a label, before anything is drawn. */
export function packLotOf(
  row: Pick<
    BatchRow,
    | 'batchId'
    | 'name'
    | 'gtin'
    | 'packs'
    | 'packMassMg'
    | 'expiresOn'
    | 'holders'
    | 'status'
    | 'isRecalled'
    | 'isTakenBack'
  >,
  productName: string,
): PackLot {
  const { batchId, name, expiresOn, packs, packMassMg, holders, status, isRecalled, isTakenBack } = row
  const gtin = row.gtin === null ? null : parseGtin(row.gtin)
  if (!gtin?.ok || packs === null || packMassMg === null) return refuseNow(labelProblems['not-a-pack'], {})
  if (!isLabelText(name)) refuseNow(labelProblems['label-lot'], { name })
  const isStopped = isRecalled || status === 'held'
  const stopped = isTakenBack ? 'taken-back' : isStopped ? 'on-hold' : status === 'rejected' ? 'rejected' : null
  return { batchId, gtin: gtin.value, lot: name, expiresOn, packs, packMassMg, productName, holders, stopped }
}

/** A label is made where the packs are. Of a lot that is stopped the reason is said instead (`labelSheet`). Refuses `chain/label-elsewhere`. */
export function needLotHere({ holders, stopped, lot }: PackLot, { partyId }: Pick<Actor, 'partyId'>): void {
  if (stopped === null && !(partyId && holders.includes(partyId))) refuseNow(labelProblems['label-elsewhere'], { lot })
}

/**
 * Ten signs of the lot's own, and the pack's place in it from one, as many figures as the last of them has: with its GTIN a serial number names one pack
 * whatever its lot (GS1 General Specifications, AI 21). The same pack has the same number on every sheet.
 */
export function serialOf({ batchId, packs }: Pick<PackLot, 'batchId' | 'packs'>, number: number): string {
  const own = [...createHash('sha256').update(batchId).digest().subarray(0, lotSigns)]
  return own.map((byte) => plainSigns[byte % plainSigns.length]).join('') + `${number}`.padStart(`${packs}`.length, '0')
}
/** Ten of 32 signs are 50 bits: two of ten thousand lots share them once in twenty million times. With seven figures it fits the twenty of GS1. */
const lotSigns = 10
/** None of which looks like another in print (Crockford). */
const plainSigns = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function codeOf({ gtin, lot, expiresOn }: PackLot, serial: string | null): PackCode {
  return { gtin, lot, expiresOn, serial }
}

export const symbolKinds = ['datamatrix', 'qr'] as const

export function symbolOf(code: PackCode, kind: (typeof symbolKinds)[number]): Promise<string> {
  return kind === 'qr' ? linkCode(code) : dataMatrix(code)
}

/** Three columns of eight on A4. */
export const labelsPerPage = 24
export const labelsMax = 240

export type LabelsAsked = {
  readonly first: number
  readonly count: number
  readonly locale: Locale
  readonly on: Temporal.PlainDate
}

/** Refuses `chain/label-stopped`, and `chain/label-range` for packs the lot does not have. */
export async function labelSheet(lot: PackLot, { first, count, locale, on }: LabelsAsked): Promise<Paper> {
  if (lot.stopped) refuseNow(labelProblems['label-stopped'], { why: lot.stopped })
  if (first + count - 1 > lot.packs) refuseNow(labelProblems['label-range'], { packs: lot.packs })
  const write = writerIn(locale)
  const files: Record<string, Uint8Array> = {}
  const labels = []
  for (let at = 0; at < count; at += 1) {
    const serial = serialOf(lot, first + at)
    const code = codeOf(lot, serial)
    const name = `label-${at}.svg`
    files[name] = Buffer.from(await dataMatrix(code))
    labels.push({ file: `/${name}`, alt: writeBracketed(code), gtin: lot.gtin, lot: lot.lot, serial })
  }
  return {
    template: new URL('./labels.typ', import.meta.url),
    language: locale,
    title: `${lot.productName} ${lot.lot}`,
    author: '',
    foot: '',
    day: on,
    data: {
      product: lot.productName,
      mass: write.mass(lot.packMassMg, 'g'),
      expires: lot.expiresOn ? write.dayShort(lot.expiresOn) : '–',
      labels,
    },
    files,
  }
}
