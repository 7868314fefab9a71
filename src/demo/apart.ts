// What goes beside the flower chain, once: oil extracted from a part of a batch, and the MDMA of a study, from its import to what is left of
// it. Not here: who may (list-i.ts), and the flower the oil comes from.
import type { ActOf } from '#chain/contract'
import { addWorkingDays, dayText } from './calendar.ts'
import { hours, type Play } from './play.ts'
import { study } from './rarely.ts'
import type { Site } from './world.ts'

const gram = 1_000n
type Results = ActOf<'test'>['results']
type Lot = { readonly batchId: string; readonly name: string; readonly holder: Site }

export function startApart(play: Play): void {
  startOil(play)
  startTrial(play)
}

/** A yield of three quarters THC, thinned with carrier oil to the two percent of the product. */
const extracted = { inMg: 250n * gram, extractMg: 41n * gram, carrierMg: 1_459n * gram, wasteMg: 196n * gram }
/** So much is left of the part, for whoever extracts next. */
const leftMg = 100n * gram

function startOil(play: Play): void {
  const { stage, ledger } = play
  const { packer } = stage
  const attempt = () => {
    if (play.today() > stage.until - 28) return
    const bulk = ledger.book
      .standing({ ...packer, state: 'released' })
      .find(
        ({ batchId, amount }) =>
          play.batches.get(batchId)?.product === 'bedrocan' &&
          play.batches.get(batchId)?.expiresOn === null &&
          amount > 700n * gram,
      )
    if (!bulk) return play.plan(addWorkingDays(play.today(), 1), hours.morning, attempt)
    const year = dayText(play.today()).slice(2, 4)
    const part = { batchId: play.newId('batch'), name: `DEEL${year}-001` }
    play.act(packer, {
      kind: 'split',
      premisesId: packer.premisesId,
      batchId: bulk.batchId,
      state: 'released',
      massMg: String(extracted.inMg + leftMg),
      part,
    })
    play.plan(addWorkingDays(play.today(), 2), hours.day, () => extract(play, part.batchId, year))
  }
  play.plan(stage.from + Math.floor((stage.until - stage.from) * 0.45), hours.morning, attempt)
}

function extract(play: Play, partId: string, year: string): void {
  const { packer } = play.stage
  if (play.ledger.book.amount({ ...packer, batchId: partId, state: 'released' }) < extracted.inMg) return
  const oil = { batchId: play.newId('batch'), name: `OLIE${year}-001` }
  play.act(packer, {
    kind: 'extract',
    premisesId: packer.premisesId,
    solvent: 'co2',
    inputs: [{ batchId: partId, state: 'released', massMg: String(extracted.inMg) }],
    output: oil,
    productCode: 'thc-olie-2',
    outputMassMg: String(extracted.extractMg + extracted.carrierMg),
    carrierMassMg: String(extracted.carrierMg),
    wasteMassMg: String(extracted.wasteMg),
  })
  const asItIs = { unit: '%', of: 'as-is', method: 'HPLC-UV, eigen methode' } as const
  judge(play, { ...oil, holder: packer }, 10n * gram, [
    { analyte: 'total-thc', value: '2.04', uncertainty: '0.06', ...asItIs },
    { analyte: 'total-cbd', value: '0.03', uncertainty: null, ...asItIs },
  ])
}

/** 25 grams of the salt; each session gives 120 mg of base, and half of that where the protocol adds to it. */
const trialMg = 25n * gram
/** Long past when the flower to compare with comes from abroad, 59 days later at the soonest: that is under a permit that stands on paper alone. */
const permitDays = 30
const sessions = [143n, 71n, 143n, 143n, 71n, 143n]

function startTrial(play: Play): void {
  const { stage, ledger } = play
  const { institution, exportStore, chainManager, trial } = stage
  const pharmacist = { ...institution, officer: 'institution/pharmacist' }
  if (trial.day < stage.from || trial.day > stage.until - 28) return
  const lot = () => ({ batchId: play.newId('batch'), name: `MDMA${dayText(play.today()).slice(2, 4)}-001` })
  play.plan(trial.day, hours.morning, () => {
    const batch = lot()
    const desk = { ...exportStore, officer: chainManager }
    play.act(desk, {
      ...{ kind: 'grant', premisesId: desk.premisesId, allowance: 'import-permit', number: trial.permit },
      ...{ holderId: institution.partyId, counterId: trial.sellerId, productCode: 'mdma-hcl' },
      ...{ massMg: String(trialMg), from: dayText(play.today()), through: dayText(play.today() + permitDays) },
    })
    play.act(pharmacist, {
      ...{ kind: 'import', premisesId: institution.premisesId, batch, productCode: 'mdma-hcl' },
      ...{ massMg: String(trialMg), sellerId: trial.sellerId, importPermit: trial.permit },
      ...{ exportPermit: `${trial.permit}-DEMO-UIT`, foreignName: 'BW-MDMA-0417' },
    })
    judge(play, { ...batch, holder: pharmacist }, 500n, [
      {
        ...{ analyte: 'mdma-base', value: '84.02', uncertainty: '0.60', unit: '%', of: 'as-is' },
        method: 'HPLC-UV, eigen methode',
      },
    ])
    for (const [index, massMg] of sessions.entries()) {
      play.plan(play.today() + 42 + index * 14, hours.afternoon, () => {
        if (ledger.book.amount({ ...institution, batchId: batch.batchId, state: 'released' }) < massMg) return
        play.act(institution, {
          ...{ kind: 'administer', premisesId: institution.premisesId, batchId: batch.batchId, study },
          ...{ massMg: String(massMg), recordNumber: `PP-${String(index + 101)}` },
        })
      })
    }
    // A session that was called off: what was weighed out for it is not put back.
    play.plan(play.today() + 100, hours.morning, () => destroyAndCount(play, batch.batchId))
  })
}

function destroyAndCount(play: Play, batchId: string): void {
  const institution = { ...play.stage.institution, officer: 'institution/pharmacist' }
  const standing = () => play.ledger.book.amount({ ...institution, batchId, state: 'released' })
  if (standing() < 143n) return
  const witnesses = ['AZM-112', 'AZM-138']
  play.act(institution, {
    ...{ kind: 'destroy', premisesId: institution.premisesId, batchId, state: 'released', massMg: '143' },
    ...{ method: 'chemical', witnesses, documents: [] },
  })
  play.act(institution, {
    ...{ kind: 'count', premisesId: institution.premisesId, followsId: null },
    ...{ counter: 'AZM-112', countersigner: 'AZM-138' },
    lines: [{ batchId, state: 'released', countedMassMg: String(standing()) }],
  })
}

/** Sampled, sent, measured and decided on, as any batch. */
function judge(play: Play, { batchId, name, holder }: Lot, sampleMg: bigint, results: Results): void {
  const { laboratory, exportStore, chainManager, decisionMaker } = play.stage
  const sample = { batchId: play.newId('batch'), name: `${name}-M1` }
  const line = { batchId: sample.batchId, state: 'sample' as const }
  const shipmentId = play.newId('shipment')
  const inDays = (count: number) => addWorkingDays(play.today(), count)
  play.plan(inDays(1), hours.morning, () => {
    play.act(holder, {
      ...{ kind: 'sample', premisesId: holder.premisesId, batchId, state: 'quarantine' },
      ...{ massMg: String(sampleMg), sample },
    })
    play.act(holder, {
      ...{ kind: 'ship', premisesId: holder.premisesId, shipmentId, receiverId: laboratory.partyId },
      ...{ toPremisesId: laboratory.premisesId, reason: 'sample', lines: [{ ...line, massMg: String(sampleMg) }] },
    })
  })
  play.plan(inDays(2), hours.morning, () =>
    play.act(laboratory, {
      ...{ kind: 'receive', premisesId: laboratory.premisesId, shipmentId },
      lines: [{ ...line, receivedMassMg: String(sampleMg) }],
    }),
  )
  play.plan(inDays(7), hours.day, () =>
    play.act(laboratory, {
      ...{ kind: 'test', premisesId: laboratory.premisesId, sampleId: sample.batchId },
      ...{ consumedMassMg: String(sampleMg), results },
    }),
  )
  play.plan(inDays(9), hours.day, () => {
    const desk = { ...exportStore, officer: chainManager }
    play.act(desk, { kind: 'assay', premisesId: desk.premisesId, batchId })
    play.act(
      { ...desk, officer: decisionMaker },
      {
        ...{ kind: 'release', premisesId: desk.premisesId, batchId, verdict: 'released', reason: null },
        ...{ certificate: `${name}-COA`, expiresOn: dayText(play.today() + 365) },
      },
      { isSteppedUp: true },
    )
  })
}
